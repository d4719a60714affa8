/* Finds texts by their bytes. A crit-bit tree: one step per bit in which the texts differ, so no choice of
 * texts, however hostile, makes it slow; there is nothing to collide [F1.15]. */
#ifndef RUNTIME_VALUES_TEXT_INDEX_H
#define RUNTIME_VALUES_TEXT_INDEX_H

#include "base/text.h"

#define TEXT_INDEX_NONE UINT32_MAX

typedef struct TextIndexNode TextIndexNode;

typedef struct TextIndex {
    Arena *arena;
    TextIndexNode *nodes; /* inner nodes; one fewer than texts */
    size_t node_count, node_capacity;
    Text *texts; /* borrowed, numbered as they were added */
    size_t count, capacity;
    uint32_t root;
} TextIndex;

TextIndex text_index_new(Arena *arena);
/* The number of a text, or TEXT_INDEX_NONE. */
uint32_t text_index_find(const TextIndex *index, Text text);
/* Adds a text as number `count`; its bytes must stay. One that is there already takes a number but is found
 * by its first. */
void text_index_add(TextIndex *index, Text text);

#endif
