/* Which of 64 bytes mean something to a file of cells: one bit a byte. Vector instructions where the machine
 * has them; every path gives the same bits. */
#ifndef RUNTIME_CSV_MASKS_H
#define RUNTIME_CSV_MASKS_H

#include "base/text.h"

enum { CSV_MASK_BYTES = 64 };

typedef struct CsvMasks {
    uint64_t separators, newlines, quotes;
    uint64_t
        odd; /* carriage returns, control characters, and bytes that may begin one or a byte order mark */
} CsvMasks;

typedef enum CsvMaskPath { CSV_MASKS_PLAIN, CSV_MASKS_AVX2, CSV_MASKS_AVX512, CSV_MASKS_PATHS } CsvMaskPath;

/* The fastest path of this machine. */
CsvMaskPath csv_masks_best(void);
/* Can this machine take the path? */
bool csv_masks_has(CsvMaskPath path);
/* Masks of `count` × CSV_MASK_BYTES bytes. The separator is no control character but the tab, and no quote.
 */
void csv_masks(CsvMaskPath path, const char *bytes, size_t count, char separator, CsvMasks *masks);

#endif
