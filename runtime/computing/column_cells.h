/* Between the cells of columns and the values of a block. */
#ifndef RUNTIME_COMPUTING_COLUMN_CELLS_H
#define RUNTIME_COMPUTING_COLUMN_CELLS_H

#include "runtime/values/block_column.h"
#include "runtime/computing/column_vector.h"

/* What cells of a column stand for. */
typedef struct CellKind {
    bool are_answers;   /* probably yes and no */
    uint8_t missing_as; /* the state of missing ones */
} CellKind;

/* The first `count` rows; the rest of the block is missing. Large numbers get STATE_LEFT. */
ColumnVector column_cells_load(LaneContext *context, const BlockColumn *column, size_t count,
                               const CellKind *kind);
/* Sets the cells of the same rows; those in STATE_LEFT mean nothing. */
void column_cells_store(LaneContext *context, ColumnVector vector, NumberContext *numbers,
                        BlockColumn *column, size_t count);

#endif
