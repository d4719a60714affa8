/* Between the cells of columns and the values of a block. */
#ifndef RUNTIME_COLUMN_CELLS_H
#define RUNTIME_COLUMN_CELLS_H

#include "runtime/block_column.h"
#include "runtime/column_vector.h"

/* The first `count` rows; the rest of the block is missing. Large numbers get STATE_LEFT. `are_answers`:
 * probably yes and no. */
ColumnVector column_cells_load(LaneContext *context, const BlockColumn *column, size_t count,
                               bool are_answers);
/* Sets the cells of the same rows; those in STATE_LEFT mean nothing. */
void column_cells_store(LaneContext *context, ColumnVector vector, NumberContext *numbers,
                        BlockColumn *column, size_t count);

#endif
