#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
    ALIGNMENT = 16,
    FIRST_BLOCK_BYTES = 4096,
    /* blocks double up to this; larger requests get a block of their own. With what is put before a block it
     * fills a large page of the machine. */
    LARGEST_BLOCK_BYTES = (2 << 20) - 256,
};

typedef struct Block {
    struct Block *next;
    size_t capacity; /* bytes after the header */
    size_t used;
} Block;

/* The arena lives in its first block, so one allocation makes an arena. */
struct Arena {
    Memory memory;
    Block *current; /* head of the list; the block that small requests are served from */
    Block *first;   /* the block that holds the arena itself */
    size_t next_capacity;
    size_t total_bytes;
};

static size_t aligned(size_t size) {
    return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

static size_t header_bytes(void) {
    return aligned(sizeof(Block));
}

static char *block_bytes(Block *block) {
    return (char *)block + header_bytes();
}

static Block *block_new(const Memory *memory, size_t capacity) {
    Block *block = NULL;
    if (capacity <= SIZE_MAX - header_bytes())
        block = memory->allocate(memory->user, header_bytes() + capacity);
    if (!block) {
        memory->exhausted(memory->user);
        return NULL; /* not reached: `exhausted` does not return */
    }
    block->next = NULL;
    block->capacity = capacity;
    block->used = 0;
    return block;
}

static void *block_take(Block *block, size_t size) {
    void *bytes = block_bytes(block) + block->used;
    block->used += size;
    return bytes;
}

Arena *arena_new(const Memory *memory) {
    Block *block = block_new(memory, FIRST_BLOCK_BYTES);
    Arena *arena = block_take(block, aligned(sizeof(Arena)));
    arena->memory = *memory;
    arena->current = block;
    arena->first = block;
    arena->next_capacity = 2 * (size_t)FIRST_BLOCK_BYTES;
    arena->total_bytes = header_bytes() + block->capacity;
    return arena;
}

/* Releases the list but for two blocks, which may be NULL. */
static void release_blocks(Memory memory, Block *block, const Block *kept, const Block *also_kept) {
    while (block) {
        Block *next = block->next;
        if (block != kept && block != also_kept) memory.release(memory.user, block);
        block = next;
    }
}

void arena_free(Arena *arena) {
    if (arena) release_blocks(arena->memory, arena->current, NULL, NULL);
}

void arena_adopt(Arena *arena, Arena *other) {
    Block *last = other->current;
    arena->total_bytes += other->total_bytes;
    while (last->next)
        last = last->next;
    last->next = arena->current->next;
    arena->current->next = other->current;
}

/* Small requests are served from blocks that grow, and the current one is the last of them. */
void arena_reset(Arena *arena) {
    Block *first = arena->first, *largest = arena->current;
    release_blocks(arena->memory, arena->current, first, largest);
    first->next = NULL;
    first->used = aligned(sizeof(Arena));
    arena->total_bytes = header_bytes() + first->capacity;
    if (largest == first) return;
    largest->next = first;
    largest->used = 0;
    arena->total_bytes += header_bytes() + largest->capacity;
}

static Block *add_block(Arena *arena, size_t capacity) {
    Block *block = block_new(&arena->memory, capacity);
    arena->total_bytes += header_bytes() + capacity;
    return block;
}

/* A block for one large request goes behind the current one, which keeps serving small requests. */
static void *take_own_block(Arena *arena, size_t size) {
    Block *block = add_block(arena, size);
    block->next = arena->current->next;
    arena->current->next = block;
    return block_take(block, size);
}

static void *take_new_block(Arena *arena, size_t size) {
    Block *block = add_block(arena, arena->next_capacity);
    arena->next_capacity *= 2;
    if (arena->next_capacity > LARGEST_BLOCK_BYTES) arena->next_capacity = LARGEST_BLOCK_BYTES;
    block->next = arena->current;
    arena->current = block;
    return block_take(block, size);
}

void *arena_alloc(Arena *arena, size_t size) {
    if (size > SIZE_MAX - ALIGNMENT) arena->memory.exhausted(arena->memory.user);
    size_t needed = aligned(size ? size : 1);
    if (needed <= arena->current->capacity - arena->current->used) return block_take(arena->current, needed);
    /* Half a block wasted at the end of each would double the memory; a quarter is the most we give away. */
    if (needed > arena->next_capacity / 4) return take_own_block(arena, needed);
    return take_new_block(arena, needed);
}

/* count × size; a product that overflows is memory that nobody has. */
static size_t product(Arena *arena, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size) arena->memory.exhausted(arena->memory.user);
    return count * size;
}

void *arena_alloc_zero(Arena *arena, size_t count, size_t size) {
    size_t bytes = product(arena, count, size);
    return memset(arena_alloc(arena, bytes), 0, bytes);
}

/* Is what `old` holds the last thing taken from the current block, and is there room behind it? */
static bool can_extend(const Arena *arena, const char *old, size_t held, size_t wanted) {
    Block *block = arena->current;
    return held > 0 && old + held == block_bytes(block) + block->used && wanted >= held &&
           wanted - held <= block->capacity - block->used;
}

void *arena_grow(Arena *arena, void *old, size_t count, size_t capacity, size_t size) {
    size_t bytes = product(arena, capacity, size), held = aligned(count * size);
    if (bytes <= SIZE_MAX - ALIGNMENT && can_extend(arena, old, held, aligned(bytes))) {
        arena->current->used += aligned(bytes) - held;
        return old;
    }
    void *place = arena_alloc(arena, bytes);
    if (count) memcpy(place, old, count * size);
    return place;
}

void *arena_copy(Arena *arena, const void *bytes, size_t size) {
    void *place = arena_alloc(arena, size);
    if (size) memcpy(place, bytes, size);
    return place;
}

size_t arena_size(const Arena *arena) {
    return arena->total_bytes;
}

const Memory *arena_memory(const Arena *arena) {
    return &arena->memory;
}
