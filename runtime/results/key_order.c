#include "runtime/results/key_order.h"

/* The eight bytes behind what all keys of the run begin with: they decide most comparisons. */
typedef struct KeyEntry {
    uint64_t prefix;
    uint32_t row;
} KeyEntry;

static bool is_in_order(const TextColumn *keys, const uint32_t *rows, size_t count) {
    for (size_t i = 1; i < count; i++)
        if (text_compare(text_column_get(keys, rows[i - 1]), text_column_get(keys, rows[i])) > 0)
            return false;
    return true;
}

static size_t common_start(const TextColumn *keys, const uint32_t *rows, size_t count) {
    Text first = text_column_get(keys, rows[0]);
    size_t common = first.len;
    for (size_t i = 1; i < count; i++) {
        Text key = text_column_get(keys, rows[i]);
        size_t at = 0;
        while (at < common && at < key.len && key.bytes[at] == first.bytes[at])
            at++;
        common = at;
    }
    return common;
}

static uint64_t prefix_of(Text key, size_t from) {
    uint64_t prefix = 0;
    for (size_t i = from; i < from + 8; i++)
        prefix = prefix << 8 | (i < key.len ? (unsigned char)key.bytes[i] : 0);
    return prefix;
}

static bool goes_before(const TextColumn *keys, const KeyEntry *a, const KeyEntry *b) {
    if (a->prefix != b->prefix) return a->prefix < b->prefix;
    return text_compare(text_column_get(keys, a->row), text_column_get(keys, b->row)) < 0;
}

/* Merges two neighbouring sorted runs, of `middle` and `count - middle` entries. */
static void merge(const TextColumn *keys, const KeyEntry *from, KeyEntry *to, size_t middle, size_t count) {
    size_t left = 0, right = middle;
    for (size_t i = 0; i < count; i++) {
        bool take_right = right < count && (left == middle || goes_before(keys, &from[right], &from[left]));
        to[i] = from[take_right ? right++ : left++];
    }
}

static KeyEntry *merge_sort(const TextColumn *keys, KeyEntry *from, KeyEntry *to, size_t count) {
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t at = 0; at < count; at += 2 * width) {
            size_t here = count - at < 2 * width ? count - at : 2 * width;
            merge(keys, from + at, to + at, here < width ? here : width, here);
        }
        KeyEntry *swapped = from;
        from = to;
        to = swapped;
    }
    return from;
}

void key_order_sort(Arena *scratch, const TextColumn *keys, uint32_t *rows, size_t count) {
    if (is_in_order(keys, rows, count)) return;
    size_t common = common_start(keys, rows, count);
    KeyEntry *entries = arena_alloc(scratch, 2 * count * sizeof *entries);
    for (size_t i = 0; i < count; i++)
        entries[i] = (KeyEntry){prefix_of(text_column_get(keys, rows[i]), common), rows[i]};
    const KeyEntry *sorted = merge_sort(keys, entries, entries + count, count);
    for (size_t i = 0; i < count; i++)
        rows[i] = sorted[i].row;
}
