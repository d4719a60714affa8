#include "runtime/computing/column_pool.h"

enum { CACHE_LINE = 64 };

ColumnPool *column_pool_new(Arena *arena) {
    ColumnPool *pool = ARENA_NEW(arena, ColumnPool);
    pool->arena = arena;
    for (size_t i = 0; i < COLUMN_WORDS; i++)
        pool->all.words[i] = UINT64_MAX;
    return pool;
}

/* Vectors that lie across two lines of the cache take twice the time. */
static void *new_item(Arena *arena, size_t size) {
    char *bytes = arena_alloc(arena, size + CACHE_LINE - 1);
    return bytes + (CACHE_LINE - (uintptr_t)bytes % CACHE_LINE) % CACHE_LINE;
}

LaneItem *column_pool_new_lanes(ColumnPool *pool) {
    LaneItem *item = new_item(pool->arena, sizeof *item);
    item->next = NULL;
    return item;
}

StateItem *column_pool_new_states(ColumnPool *pool) {
    StateItem *item = new_item(pool->arena, sizeof *item);
    item->next = NULL;
    return item;
}
