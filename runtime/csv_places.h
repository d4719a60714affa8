/* Where separators and line ends stand among bytes that mean nothing else: no quotes, no control characters,
 * nothing that may begin one or a byte order mark. */
#ifndef RUNTIME_CSV_PLACES_H
#define RUNTIME_CSV_PLACES_H

#include "runtime/csv_masks.h"

enum { CSV_PLACES_ROOM = 64 }; /* entries behind the last that may be overwritten */

typedef struct CsvPlaces {
    uint32_t *starts; /* of each cell but the first, and behind the last; from the first byte of the piece */
    size_t cell_count;
    uint32_t *rows; /* the cell behind the last of each row */
    size_t row_count;
} CsvPlaces;

/* Adds the cells and rows that end in the bytes from `from` on; stops at the first CSV_MASK_BYTES among which
 * something else is, and returns how many bytes were passed. */
size_t csv_places_add(CsvPlaces *places, MachinePath path, const char *bytes, size_t from, size_t end,
                      char separator);
/* The same for masks already cleared of what does not count. */
void csv_places_add_masks(CsvPlaces *places, uint64_t cells, uint64_t newlines, size_t base);

#endif
