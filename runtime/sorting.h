/* Rows in the order of exact values. Equal rows form runs; nothing here depends on where a row stands in the
 * table. */
#ifndef RUNTIME_SORTING_H
#define RUNTIME_SORTING_H

#include "runtime/column.h"

typedef struct SortKey {
    const Column *column;
    bool descending;
} SortKey;

/* `key` orders like the value of the first key where all its cells are short decimals; else it is 0. */
typedef struct SortEntry {
    int64_t key;
    uint32_t row;
} SortEntry;

typedef struct Sorter {
    NumberContext *numbers;
    Arena *scratch;
    const SortKey *keys;
    size_t key_count;
    bool is_aligned;   /* entries carry the first key */
    unsigned decimals; /* of the entries' keys */
} Sorter;

/* The rows sorted must have a value in every key. Borrows `keys`. */
Sorter sorter_new(const SortKey *keys, size_t key_count, NumberContext *numbers, Arena *scratch);
/* The entries live in the scratch arena. Linear where the first key is aligned and the others decide little,
 * else n log n. */
SortEntry *sorter_sort(const Sorter *sorter, const uint32_t *rows, size_t count);
typedef struct KeySpan {
    int64_t low, high;
} KeySpan;
/* The keys as whole numbers, where there is one key and it is aligned; else false. */
bool sorter_whole_keys(const Sorter *sorter, const uint32_t *rows, size_t count, int64_t *keys,
                       KeySpan *span);
/* The end of the run of equal entries that starts at `start`. */
size_t sorter_run_end(const Sorter *sorter, const SortEntry *entries, size_t start, size_t count);

/* Exact comparison of two cells that hold values. */
int column_compare(const Column *column, NumberContext *numbers, size_t a, size_t b);

/* Merge sort by any order: <0, 0, >0. `spare` has room for `count` entries. */
typedef int (*SortCompare)(const void *order, const SortEntry *a, const SortEntry *b);
void sort_entries(SortEntry *entries, SortEntry *spare, size_t count, SortCompare compare, const void *order);

#endif
