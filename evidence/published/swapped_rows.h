/* Rows of the published table that were printed for another unit. */
#ifndef EVIDENCE_PUBLISHED_SWAPPED_ROWS_H
#define EVIDENCE_PUBLISHED_SWAPPED_ROWS_H

#include "evidence/published/verify_model.h"

typedef struct SwappedRow {
    uint32_t other; /* the one unit whose values are printed, or UNIT_NONE */
    bool is_mutual; /* and for that one, those of this unit */
} SwappedRow;

/* The first call looks once at every cell; later ones at the cells of the row, once for each row. */
SwappedRow swapped_row_find(Verification *verification, uint32_t row, uint32_t printed_row);

#endif
