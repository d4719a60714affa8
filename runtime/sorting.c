#include "runtime/sorting.h"

#include <string.h>

__extension__ typedef __int128 Wide;

static const int64_t powers_of_ten[CELL_MAX_DECIMALS + 1] = {
    1,
    10,
    100,
    1000,
    10000,
    100000,
    1000000,
    10000000,
    100000000,
    1000000000,
    10000000000,
    100000000000,
    1000000000000,
    10000000000000,
    100000000000000,
    1000000000000000,
    10000000000000000,
    100000000000000000,
    1000000000000000000,
};

/* A mantissa has 56 bits and a power of ten at most 60: the products always fit. */
static int compare_decimals(Cell a, Cell b) {
    unsigned of_a = cell_decimals(a), of_b = cell_decimals(b);
    Wide left = cell_mantissa(a), right = cell_mantissa(b);
    if (of_a < of_b) left *= powers_of_ten[of_b - of_a];
    if (of_b < of_a) right *= powers_of_ten[of_a - of_b];
    return (left > right) - (left < right);
}

int column_compare(const Column *column, NumberContext *numbers, size_t a, size_t b) {
    Cell first = column->cells[a], second = column->cells[b];
    if (!cell_is_large(first) && !cell_is_large(second)) return compare_decimals(first, second);
    return number_compare(numbers, column_number(column, a), column_number(column, b));
}

static unsigned most_decimals(const Column *column) {
    unsigned most = 0;
    for (size_t row = 0; row < column->count; row++) {
        Cell cell = column->cells[row];
        if (cell_state(cell) == STATE_VALUE && !cell_is_large(cell) && cell_decimals(cell) > most)
            most = cell_decimals(cell);
    }
    return most;
}

static bool aligned_key(Cell cell, unsigned decimals, int64_t *key) {
    if (cell_is_large(cell)) return false;
    return !__builtin_mul_overflow(cell_mantissa(cell), powers_of_ten[decimals - cell_decimals(cell)], key);
}

static bool can_align(const Column *column, unsigned decimals) {
    int64_t key;
    for (size_t row = 0; row < column->count; row++) {
        Cell cell = column->cells[row];
        if (cell_state(cell) == STATE_VALUE && !aligned_key(cell, decimals, &key)) return false;
    }
    return true;
}

Sorter sorter_new(const SortKey *keys, size_t key_count, NumberContext *numbers, Arena *scratch) {
    unsigned decimals = most_decimals(keys[0].column);
    return (Sorter){numbers, scratch, keys, key_count, can_align(keys[0].column, decimals), decimals};
}

static int compare_keys(const void *order, const SortEntry *a, const SortEntry *b) {
    const Sorter *sorter = order;
    if (a->key != b->key) return (a->key < b->key) != sorter->keys[0].descending ? -1 : 1;
    for (size_t i = sorter->is_aligned ? 1 : 0; i < sorter->key_count; i++) {
        const SortKey *key = &sorter->keys[i];
        int result = column_compare(key->column, sorter->numbers, a->row, b->row);
        if (result != 0) return key->descending ? -result : result;
    }
    return 0;
}

/* Merges two neighbouring sorted runs of `from`, of `left` and `right` entries, into `to`. */
static void merge(const SortEntry *from, size_t left, size_t right, SortEntry *to, SortCompare compare,
                  const void *order) {
    size_t a = 0, b = left, end = left + right;
    if (left && right && compare(order, &from[left - 1], &from[left]) <= 0) a = left; /* in order already */
    memcpy(to, from, a * sizeof *to);
    for (size_t i = a; i < end; i++) {
        bool take_left = a < left && (b == end || compare(order, &from[a], &from[b]) <= 0);
        to[i] = take_left ? from[a++] : from[b++];
    }
}

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

void sort_entries(SortEntry *entries, SortEntry *spare, size_t count, SortCompare compare,
                  const void *order) {
    SortEntry *from = entries, *to = spare;
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t start = 0; start < count; start += 2 * width) {
            size_t left = smaller(width, count - start), right = smaller(width, count - start - left);
            merge(from + start, left, right, to + start, compare, order);
        }
        SortEntry *other = from;
        from = to;
        to = other;
    }
    if (from != entries) memcpy(entries, from, count * sizeof *entries);
}

SortEntry *sorter_sort(const Sorter *sorter, const uint32_t *rows, size_t count) {
    SortEntry *entries = ARENA_ARRAY(sorter->scratch, SortEntry, count);
    SortEntry *spare = ARENA_ARRAY(sorter->scratch, SortEntry, count);
    for (size_t i = 0; i < count; i++) {
        entries[i].row = rows[i];
        if (sorter->is_aligned)
            aligned_key(sorter->keys[0].column->cells[rows[i]], sorter->decimals, &entries[i].key);
    }
    sort_entries(entries, spare, count, compare_keys, sorter);
    return entries;
}

size_t sorter_run_end(const Sorter *sorter, const SortEntry *entries, size_t start, size_t count) {
    size_t end = start + 1;
    while (end < count && compare_keys(sorter, &entries[start], &entries[end]) == 0)
        end++;
    return end;
}
