/* Which of 64 bytes mean something to a file of cells: one bit a byte. Vector instructions where the machine
 * has them; every path gives the same bits. */
#ifndef RUNTIME_READING_CSV_MASKS_H
#define RUNTIME_READING_CSV_MASKS_H

#include "base/text.h"
#include "runtime/values/machine.h"

enum { CSV_MASK_BYTES = 64 };

typedef struct CsvMasks {
    uint64_t separators, newlines, quotes;
    uint64_t
        odd; /* carriage returns, control characters, and bytes that may begin one or a byte order mark */
} CsvMasks;

/* Masks of `count` × CSV_MASK_BYTES bytes. The separator is no control character but the tab, and no quote.
 */
void csv_masks(MachinePath path, const char *bytes, size_t count, char separator, CsvMasks *masks);

#endif
