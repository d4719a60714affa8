#include "runtime/key_set.h"

#include "runtime/block_column.h"
#include "runtime/key_form.h"

enum { FIRST_CAPACITY = 1024, LONGEST_SEARCH = 128 };

static uint64_t *new_slots(KeySet *set, const Memory *memory, size_t capacity) {
    set->slot_arena = arena_new(memory);
    set->capacity = capacity;
    return ARENA_ARRAY(set->slot_arena, uint64_t, capacity);
}

KeySet key_set_new(Arena *arena, size_t expected) {
    KeySet set = {.scratch = arena_new(arena_memory(arena))};
    size_t capacity = FIRST_CAPACITY;
    while (capacity / 4 * 3 < expected)
        capacity *= 2;
    set.slots = new_slots(&set, arena_memory(arena), capacity);
    return set;
}

void key_set_free(KeySet *set) {
    arena_free(set->slot_arena);
    arena_free(set->scratch);
}

/* The lowest bit says nothing. */
static size_t place_of(const KeySet *set, uint64_t hash) {
    return (size_t)(hash >> 1) & (set->capacity - 1);
}

/* Many keys in one place are as good as a repeated one: the closer look does not mind. */
static void add(KeySet *set, uint64_t hash) {
    size_t at = place_of(set, hash);
    for (unsigned i = 0; i < LONGEST_SEARCH; i++, at = (at + 1) & (set->capacity - 1)) {
        if (set->slots[at] == hash) break;
        if (set->slots[at] != 0) continue;
        set->slots[at] = hash;
        set->count++;
        return;
    }
    set->may_repeat = true;
}

static void grow(KeySet *set) {
    Arena *old_arena = set->slot_arena;
    uint64_t *old = set->slots;
    size_t count = set->capacity;
    set->slots = new_slots(set, arena_memory(old_arena), 2 * count);
    set->count = 0;
    for (size_t i = 0; i < count && !set->may_repeat; i++)
        if (old[i] != 0) add(set, old[i]);
    arena_free(old_arena);
}

void key_set_add(KeySet *set, const Text *keys, size_t count) {
    uint64_t hashes[BLOCK_ROWS];
    if (set->may_repeat) return;
    while (set->capacity / 4 * 3 < set->count + count && !set->may_repeat)
        grow(set);
    for (size_t i = 0; i < count; i++) {
        hashes[i] = key_hash(set->scratch, keys[i]) | 1; /* never 0 */
        __builtin_prefetch(&set->slots[place_of(set, hashes[i])], 1);
    }
    for (size_t i = 0; i < count && !set->may_repeat; i++)
        add(set, hashes[i]);
}
