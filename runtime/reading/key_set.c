#include "runtime/reading/key_set.h"

#include "runtime/reading/key_form.h"

/* What is expected may be wrong: the slots never grow beyond MOST_GROWTH times what was needed so far. */
enum { FIRST_CAPACITY = 1024, MOST_GROWTH = 16 };
/* Slots are filled to three quarters; the searches for good keys then take 1.5 steps on average. */
enum { STEPS_PER_KEY = 16, STEPS_FREE = 1024 };

static size_t room_of(size_t capacity) {
    return capacity / 4 * 3;
}

static uint64_t *new_slots(KeySet *set, const Memory *memory, size_t capacity) {
    set->slot_arena = arena_new(memory);
    set->capacity = capacity;
    return ARENA_ARRAY(set->slot_arena, uint64_t, capacity);
}

KeySet key_set_new(Arena *arena, size_t expected) {
    KeySet set = {.scratch = arena_new(arena_memory(arena)), .expected = expected};
    set.slots = new_slots(&set, arena_memory(arena), FIRST_CAPACITY);
    return set;
}

void key_set_expect(KeySet *set, size_t expected) {
    set->expected = expected;
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
    while (set->slots[at] != 0) {
        bool takes_long = ++set->steps > STEPS_FREE + (uint64_t)STEPS_PER_KEY * set->count;
        if (set->slots[at] == hash || takes_long) {
            set->may_repeat = true;
            return;
        }
        at = (at + 1) & (set->capacity - 1);
    }
    set->slots[at] = hash;
    set->count++;
}

/* Room for `count` keys at least, and for those expected. */
static size_t larger_capacity(const KeySet *set, size_t count) {
    size_t capacity = 2 * set->capacity, most = MOST_GROWTH * set->capacity;
    while (room_of(capacity) < count || (room_of(capacity) < set->expected && capacity < most))
        capacity *= 2;
    return capacity;
}

static void grow(KeySet *set, size_t needed) {
    Arena *old_arena = set->slot_arena;
    uint64_t *old = set->slots;
    size_t capacity = set->capacity;
    set->slots = new_slots(set, arena_memory(old_arena), larger_capacity(set, needed));
    set->count = set->steps = 0;
    for (size_t i = 0; i < capacity && !set->may_repeat; i++)
        if (old[i] != 0) add(set, old[i]);
    arena_free(old_arena);
}

void key_set_hashes(Arena *scratch, const Text *keys, size_t count, uint64_t *hashes) {
    for (size_t i = 0; i < count; i++)
        hashes[i] = key_hash(scratch, keys[i]) | 1;
}

enum { AHEAD = 16 }; /* keys for whose slots is asked before they are needed */

void key_set_add(KeySet *set, const uint64_t *hashes, size_t count) {
    if (set->may_repeat) return;
    if (room_of(set->capacity) < set->count + count) grow(set, set->count + count);
    for (size_t i = 0; i < count && i < AHEAD; i++)
        __builtin_prefetch(&set->slots[place_of(set, hashes[i])], 1);
    for (size_t i = 0; i < count && !set->may_repeat; i++) {
        if (i + AHEAD < count) __builtin_prefetch(&set->slots[place_of(set, hashes[i + AHEAD])], 1);
        add(set, hashes[i]);
    }
}
