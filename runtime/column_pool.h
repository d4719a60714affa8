/* Buffers of one block of rows, counted by reference: most results of a step are the buffers of its operands.
 */
#ifndef RUNTIME_COLUMN_POOL_H
#define RUNTIME_COLUMN_POOL_H

#include "runtime/block_column.h"

#include <stdint.h>

enum {
    COLUMN_BLOCK =
        BLOCK_ROWS, /* rows of a block; all loops run over all of them, whether there are as many */
    COLUMN_WORDS = COLUMN_BLOCK / 64,
};
_Static_assert(COLUMN_BLOCK % 64 == 0, "a block is made of whole words of bits");

/* One bit a row; the first row's is the lowest of the first word. */
typedef struct RowBits {
    uint64_t words[COLUMN_WORDS];
} RowBits;

/* One number a row, in the narrowest form that holds them all. */
typedef union LaneBuffer {
    RowBits bits; /* 0 and 1 */
    int32_t narrow[COLUMN_BLOCK];
    int64_t wide[COLUMN_BLOCK];
} LaneBuffer;

/* One state a row: a number of three bits. `values`: where all three are 0. */
typedef struct StatePlanes {
    RowBits low, high, left, values;
} StatePlanes;

typedef struct ColumnPool ColumnPool;

ColumnPool *column_pool_new(Arena *arena);
/* All rows, or none. */
const RowBits *column_pool_rows(const ColumnPool *pool, bool all);
/* Not cleared, with one reference. */
LaneBuffer *column_pool_lanes(ColumnPool *pool);
StatePlanes *column_pool_states(ColumnPool *pool);
/* One reference more; NULL stays NULL. */
const LaneBuffer *column_pool_share_lanes(const LaneBuffer *lanes);
const StatePlanes *column_pool_share_states(const StatePlanes *states);
void column_pool_release_lanes(ColumnPool *pool, const LaneBuffer *lanes);
void column_pool_release_states(ColumnPool *pool, const StatePlanes *states);

#endif
