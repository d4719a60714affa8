/* Rows in the order of exact values. Equal rows form runs; nothing here depends on where a row stands in the
 * table. */
#ifndef RUNTIME_VALUES_SORTING_H
#define RUNTIME_VALUES_SORTING_H

#include "runtime/values/column.h"

typedef struct SortKey {
    const Column *column;
    bool descending;
} SortKey;

/* The row in the low 32 bits; above it a key. */
typedef uint64_t SortEntry;

static inline SortEntry sort_entry(uint32_t key, uint32_t row) {
    return (uint64_t)key << 32 | row;
}
static inline uint32_t sort_key(SortEntry entry) {
    return (uint32_t)(entry >> 32);
}
static inline uint32_t sort_row(SortEntry entry) {
    return (uint32_t)entry;
}

typedef struct Sorter {
    NumberContext *numbers;
    Arena *scratch;
    const SortKey *keys;
    size_t key_count;
    bool is_aligned;   /* the first key can be written as whole numbers of 64 bits */
    unsigned decimals; /* of these */
} Sorter;

/* The rows sorted must have a value in every key. Borrows `keys`. */
Sorter sorter_new(const SortKey *keys, size_t key_count, NumberContext *numbers, Arena *scratch);
/* The entries live in the scratch arena; neighbours with different keys differ. Linear where the first key
 * decides nearly all, else n log n. */
SortEntry *sorter_sort(const Sorter *sorter, const uint32_t *rows, size_t count);
/* The end of the run of equal entries that starts at `start`. */
size_t sorter_run_end(const Sorter *sorter, const SortEntry *entries, size_t start, size_t count);

typedef struct KeySpan {
    int64_t low, high;
} KeySpan;
/* The keys as whole numbers, where there is one key and it is aligned; else false. */
bool sorter_key_span(const Sorter *sorter, const uint32_t *rows, size_t count, KeySpan *span);
int64_t sorter_key(const Sorter *sorter, uint32_t row);

/* Exact comparison of two cells that hold values. */
int column_compare(const Column *column, NumberContext *numbers, size_t a, size_t b);

/* Merge sort by any order: <0, 0, >0. `spare` has room for `count` entries. */
typedef int (*SortCompare)(const void *order, SortEntry a, SortEntry b);
void sort_entries(SortEntry *entries, SortEntry *spare, size_t count, SortCompare compare, const void *order);
/* By the keys alone, which are below 2^bits; stable, linear. Returns which of the two holds the result. */
SortEntry *sort_by_keys(SortEntry *entries, SortEntry *spare, size_t count, unsigned bits);
/* Puts entries that are sorted by their keys in the order wanted where keys are equal. */
void sort_equal_keys(SortEntry *entries, SortEntry *spare, size_t count, SortCompare compare,
                     const void *order);

#endif
