/* Where separators, line ends and quotes stand among bytes that mean nothing else: no control characters,
 * nothing that may begin one or a byte order mark. */
#ifndef RUNTIME_READING_CSV_PLACES_H
#define RUNTIME_READING_CSV_PLACES_H

#include "runtime/reading/csv_masks.h"

enum { CSV_PLACES_ROOM = 64 }; /* entries behind the last that may be overwritten */

typedef struct CsvPlaces {
    uint32_t *starts; /* of each cell but the first, and behind the last; from the first byte of the piece */
    size_t cell_count;
    uint32_t *rows; /* the cell behind the last of each row */
    size_t row_count;
    uint32_t *quotes;
    size_t quote_count;
    bool in_quotes;
    bool may_turn; /* a byte that begins a text direction control [F2.14] may be among those passed */
} CsvPlaces;

/* Adds the cells and rows that end in the bytes from `from` on; stops before the first CSV_MASK_BYTES among
 * which something else is, or a line end inside quotes. Returns how many bytes were passed. */
size_t csv_places_add(CsvPlaces *places, MachinePath path, const char *bytes, size_t from, size_t end,
                      char separator);
/* Takes separators and line ends inside quotes out of the masks. Returns the line ends that were inside. */
uint64_t csv_places_pass_quotes(CsvPlaces *places, CsvMasks *masks, size_t base);
/* Adds what stands in masks without those inside quotes. */
void csv_places_add_masks(CsvPlaces *places, uint64_t cells, uint64_t newlines, size_t base);

#endif
