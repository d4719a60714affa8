#include "runtime/column_pool.h"

/* The items come first: a pointer to them is one to the buffer. */
typedef struct NumberBuffer NumberBuffer;
struct NumberBuffer {
    int64_t items[COLUMN_BLOCK];
    NumberBuffer *next;
    size_t references;
};

typedef struct StateBuffer StateBuffer;
struct StateBuffer {
    uint8_t items[COLUMN_BLOCK];
    StateBuffer *next;
    size_t references;
};

struct ColumnPool {
    Arena *arena;
    NumberBuffer *free_numbers;
    StateBuffer *free_states;
};

ColumnPool *column_pool_new(Arena *arena) {
    ColumnPool *pool = ARENA_NEW(arena, ColumnPool);
    pool->arena = arena;
    return pool;
}

int64_t *column_pool_numbers(ColumnPool *pool) {
    NumberBuffer *buffer = pool->free_numbers;
    if (buffer)
        pool->free_numbers = buffer->next;
    else
        buffer = arena_alloc(pool->arena, sizeof *buffer);
    buffer->references = 1;
    return buffer->items;
}

uint8_t *column_pool_states(ColumnPool *pool) {
    StateBuffer *buffer = pool->free_states;
    if (buffer)
        pool->free_states = buffer->next;
    else
        buffer = arena_alloc(pool->arena, sizeof *buffer);
    buffer->references = 1;
    return buffer->items;
}

static NumberBuffer *number_buffer(const int64_t *numbers) {
    return (NumberBuffer *)(void *)numbers;
}

static StateBuffer *state_buffer(const uint8_t *states) {
    return (StateBuffer *)(void *)states;
}

const int64_t *column_pool_share_numbers(const int64_t *numbers) {
    if (numbers) number_buffer(numbers)->references++;
    return numbers;
}

const uint8_t *column_pool_share_states(const uint8_t *states) {
    if (states) state_buffer(states)->references++;
    return states;
}

void column_pool_release_numbers(ColumnPool *pool, const int64_t *numbers) {
    if (!numbers) return;
    NumberBuffer *buffer = number_buffer(numbers);
    if (--buffer->references > 0) return;
    buffer->next = pool->free_numbers;
    pool->free_numbers = buffer;
}

void column_pool_release_states(ColumnPool *pool, const uint8_t *states) {
    if (!states) return;
    StateBuffer *buffer = state_buffer(states);
    if (--buffer->references > 0) return;
    buffer->next = pool->free_states;
    pool->free_states = buffer;
}
