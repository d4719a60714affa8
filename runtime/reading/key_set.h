/* Which keys there were, by hashes of their forms: good data is told from data that needs a closer look. */
#ifndef RUNTIME_READING_KEY_SET_H
#define RUNTIME_READING_KEY_SET_H

#include "base/text.h"

typedef struct KeySet {
    uint64_t *slots; /* 0: free */
    size_t capacity; /* a power of two */
    size_t count;
    size_t expected; /* keys, as far as one knows */
    uint64_t steps;  /* from slot to slot, in all searches */
    bool may_repeat;
    Arena *slot_arena; /* of the slots alone, so that they can be given back when they have become too few */
    Arena *scratch;
} KeySet;

/* `expected`: about how many keys are to come; 0: nobody knows. */
KeySet key_set_new(Arena *arena, size_t expected);
/* The same, known better; counts when the slots become too few. */
void key_set_expect(KeySet *set, size_t expected);
void key_set_free(KeySet *set);
/* Hashes of the forms of keys, none of them 0; `scratch` is emptied. */
void key_set_hashes(Arena *scratch, const Text *keys, size_t count, uint64_t *hashes);
void key_set_add(KeySet *set, const uint64_t *hashes, size_t count);
/* No two keys have the same form [F1.17, F1.18]; false: they may have, or the hashes do not tell. Linear for
 * all keys, however hostile. */
static inline bool key_set_is_unique(const KeySet *set) {
    return !set->may_repeat;
}

#endif
