#include "runtime/values/text_index.h"

#include <string.h>

enum { LEAF = 1U << 31 };

/* Texts below child 1 have the bit `mask` set in the symbol at `at`, those below child 0 do not. */
struct TextIndexNode {
    size_t at;
    unsigned mask;
    uint32_t child[2]; /* a node, or LEAF + the number of a text */
};

/* A byte is 1..256 and the end is 0, so that no text is the start of another. */
static unsigned symbol(Text text, size_t at) {
    return at < text.len ? (unsigned char)text.bytes[at] + 1U : 0;
}

static unsigned side(const TextIndexNode *node, Text text) {
    return (symbol(text, node->at) & node->mask) != 0;
}

/* The text that shares the longest start with `text`, and perhaps all of it. */
static uint32_t closest(const TextIndex *index, Text text) {
    uint32_t place = index->root;
    while (!(place & LEAF))
        place = index->nodes[place].child[side(&index->nodes[place], text)];
    return place & ~(uint32_t)LEAF;
}

TextIndex text_index_new(Arena *arena) {
    return (TextIndex){.arena = arena};
}

uint32_t text_index_find(const TextIndex *index, Text text) {
    if (index->count == 0) return TEXT_INDEX_NONE;
    uint32_t found = closest(index, text);
    return text_equal(index->texts[found], text) ? found : TEXT_INDEX_NONE;
}

static size_t first_difference(Text a, Text b) {
    size_t at = 0;
    while (symbol(a, at) == symbol(b, at))
        at++;
    return at;
}

static unsigned highest_bit(unsigned bits) {
    while (bits & (bits - 1))
        bits &= bits - 1;
    return bits;
}

static bool is_above(const TextIndexNode *node, const TextIndexNode *other) {
    return node->at < other->at || (node->at == other->at && node->mask > other->mask);
}

/* Puts the leaf `text` and all that lies at the same place under one new node. */
static void insert(TextIndex *index, Text text, TextIndexNode node) {
    uint32_t *link = &index->root;
    while (!(*link & LEAF) && is_above(&index->nodes[*link], &node))
        link = &index->nodes[*link].child[side(&index->nodes[*link], text)];
    unsigned own = side(&node, text);
    node.child[own] = LEAF | (uint32_t)index->count;
    node.child[1 - own] = *link;
    *link = (uint32_t)index->node_count; /* before the array of nodes may move */
    ARENA_PUSH(index->arena, index->nodes, index->node_count, index->node_capacity, node);
}

void text_index_add(TextIndex *index, Text text) {
    if (index->count == 0) {
        index->root = LEAF;
    } else if (text_index_find(index, text) == TEXT_INDEX_NONE) {
        Text other = index->texts[closest(index, text)];
        TextIndexNode node = {.at = first_difference(text, other)};
        node.mask = highest_bit(symbol(text, node.at) ^ symbol(other, node.at));
        insert(index, text, node);
    }
    ARENA_PUSH(index->arena, index->texts, index->count, index->capacity, text);
}
