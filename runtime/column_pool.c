#include "runtime/column_pool.h"

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

struct ColumnPool {
    Arena *arena;
    LaneItem *free_lanes;
    StateItem *free_states;
    RowBits none, all;
};

enum { CACHE_LINE = 64 };

ColumnPool *column_pool_new(Arena *arena) {
    ColumnPool *pool = ARENA_NEW(arena, ColumnPool);
    pool->arena = arena;
    for (size_t i = 0; i < COLUMN_WORDS; i++)
        pool->all.words[i] = UINT64_MAX;
    return pool;
}

const RowBits *column_pool_rows(const ColumnPool *pool, bool all) {
    return all ? &pool->all : &pool->none;
}

/* Vectors that lie across two lines of the cache take twice the time. */
static void *new_item(Arena *arena, size_t size) {
    char *bytes = arena_alloc(arena, size + CACHE_LINE - 1);
    return bytes + (CACHE_LINE - (uintptr_t)bytes % CACHE_LINE) % CACHE_LINE;
}

LaneBuffer *column_pool_lanes(ColumnPool *pool) {
    LaneItem *item = pool->free_lanes;
    if (item)
        pool->free_lanes = item->next;
    else
        item = new_item(pool->arena, sizeof *item);
    item->references = 1;
    return &item->lanes;
}

StatePlanes *column_pool_states(ColumnPool *pool) {
    StateItem *item = pool->free_states;
    if (item)
        pool->free_states = item->next;
    else
        item = new_item(pool->arena, sizeof *item);
    item->references = 1;
    return &item->states;
}

static LaneItem *lane_item(const LaneBuffer *lanes) {
    return (LaneItem *)(void *)lanes;
}

static StateItem *state_item(const StatePlanes *states) {
    return (StateItem *)(void *)states;
}

const LaneBuffer *column_pool_share_lanes(const LaneBuffer *lanes) {
    if (lanes) lane_item(lanes)->references++;
    return lanes;
}

const StatePlanes *column_pool_share_states(const StatePlanes *states) {
    if (states) state_item(states)->references++;
    return states;
}

void column_pool_release_lanes(ColumnPool *pool, const LaneBuffer *lanes) {
    if (!lanes) return;
    LaneItem *item = lane_item(lanes);
    if (--item->references > 0) return;
    item->next = pool->free_lanes;
    pool->free_lanes = item;
}

void column_pool_release_states(ColumnPool *pool, const StatePlanes *states) {
    if (!states) return;
    StateItem *item = state_item(states);
    if (--item->references > 0) return;
    item->next = pool->free_states;
    pool->free_states = item;
}
