/* Buffers of one block of rows, counted by reference: most results of a step are the buffers of its operands.
 */
#ifndef RUNTIME_COMPUTING_COLUMN_POOL_H
#define RUNTIME_COMPUTING_COLUMN_POOL_H

#include "runtime/values/block_column.h"

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

/* The rows come first: a pointer to them is one to the item. */
typedef struct LaneItem LaneItem;
struct LaneItem {
    LaneBuffer lanes;
    LaneItem *next;
    size_t references;
};

typedef struct StateItem StateItem;
struct StateItem {
    StatePlanes states;
    StateItem *next;
    size_t references;
};

/* Nearly every step takes and gives back: these functions are part of their callers. */
typedef struct ColumnPool {
    Arena *arena;
    LaneItem *free_lanes;
    StateItem *free_states;
    RowBits none, all;
} ColumnPool;

ColumnPool *column_pool_new(Arena *arena);
LaneItem *column_pool_new_lanes(ColumnPool *pool);
StateItem *column_pool_new_states(ColumnPool *pool);

/* All rows, or none. */
static inline const RowBits *column_pool_rows(const ColumnPool *pool, bool all) {
    return all ? &pool->all : &pool->none;
}

/* Not cleared, with one reference. */
static inline LaneBuffer *column_pool_lanes(ColumnPool *pool) {
    LaneItem *item = pool->free_lanes;
    if (!item) item = column_pool_new_lanes(pool);
    pool->free_lanes = item->next;
    item->references = 1;
    return &item->lanes;
}
static inline StatePlanes *column_pool_states(ColumnPool *pool) {
    StateItem *item = pool->free_states;
    if (!item) item = column_pool_new_states(pool);
    pool->free_states = item->next;
    item->references = 1;
    return &item->states;
}

/* One reference more; NULL stays NULL. */
static inline const LaneBuffer *column_pool_share_lanes(const LaneBuffer *lanes) {
    if (lanes) ((LaneItem *)(void *)lanes)->references++;
    return lanes;
}
static inline const StatePlanes *column_pool_share_states(const StatePlanes *states) {
    if (states) ((StateItem *)(void *)states)->references++;
    return states;
}

static inline void column_pool_release_lanes(ColumnPool *pool, const LaneBuffer *lanes) {
    LaneItem *item = (LaneItem *)(void *)lanes;
    if (!item || --item->references > 0) return;
    item->next = pool->free_lanes;
    pool->free_lanes = item;
}
static inline void column_pool_release_states(ColumnPool *pool, const StatePlanes *states) {
    StateItem *item = (StateItem *)(void *)states;
    if (!item || --item->references > 0) return;
    item->next = pool->free_states;
    pool->free_states = item;
}

#endif
