/* Buffers of one block of rows, counted by reference: most results of a step are the buffers of its operands.
 */
#ifndef RUNTIME_COLUMN_POOL_H
#define RUNTIME_COLUMN_POOL_H

#include "runtime/block_column.h"

#include <stdint.h>

enum {
    COLUMN_BLOCK = BLOCK_ROWS
}; /* rows of a block; all loops run over all of them, whether there are as many */

typedef struct ColumnPool ColumnPool;

ColumnPool *column_pool_new(Arena *arena);
/* Not cleared, with one reference. */
int64_t *column_pool_numbers(ColumnPool *pool);
uint8_t *column_pool_states(ColumnPool *pool);
/* One reference more; NULL stays NULL. */
const int64_t *column_pool_share_numbers(const int64_t *numbers);
const uint8_t *column_pool_share_states(const uint8_t *states);
void column_pool_release_numbers(ColumnPool *pool, const int64_t *numbers);
void column_pool_release_states(ColumnPool *pool, const uint8_t *states);

#endif
