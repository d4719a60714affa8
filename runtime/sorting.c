#include "runtime/sorting.h"

#include "base/powers_of_ten.h"

#include <string.h>

__extension__ typedef __int128 Wide;

/* A mantissa has 56 bits and a power of ten at most 60: the products always fit. */
static int compare_decimals(Cell a, Cell b) {
    unsigned of_a = cell_decimals(a), of_b = cell_decimals(b);
    Wide left = cell_mantissa(a), right = cell_mantissa(b);
    if (of_a < of_b) left *= powers_of_ten[of_b - of_a];
    if (of_b < of_a) right *= powers_of_ten[of_a - of_b];
    return (left > right) - (left < right);
}

int column_compare(const Column *column, NumberContext *numbers, size_t a, size_t b) {
    Cell first = column_cell(column, a), second = column_cell(column, b);
    if (!cell_is_large(first) && !cell_is_large(second)) return compare_decimals(first, second);
    return number_compare(numbers, column_number(column, a), column_number(column, b));
}

/* What the cells of a key with a value have in common. */
typedef struct KeySurvey {
    unsigned most, fewest; /* decimals */
    uint64_t sizes;        /* bits that some |mantissa| has */
    bool has_large;
} KeySurvey;

static KeySurvey survey(const Column *column) {
    KeySurvey found = {0, CELL_MAX_DECIMALS, 0, false};
    for (size_t row = 0; row < column->count; row++) {
        Cell cell = column_cell(column, row);
        if (cell_state(cell) != STATE_VALUE) continue;
        unsigned decimals = cell_decimals(cell);
        if (decimals > found.most) found.most = decimals;
        if (decimals < found.fewest) found.fewest = decimals;
        found.sizes |= (uint64_t)(cell_mantissa(cell) ^ cell_mantissa(cell) >> 63);
        found.has_large |= cell_is_large(cell);
    }
    return found;
}

static bool can_align(const KeySurvey *found) {
    if (found->has_large) return false;
    if (found->most <= found->fewest) return true;
    int64_t limit = INT64_MAX / powers_of_ten[found->most - found->fewest];
    return found->sizes < (uint64_t)limit;
}

Sorter sorter_new(const SortKey *keys, size_t key_count, NumberContext *numbers, Arena *scratch) {
    KeySurvey found = survey(keys[0].column);
    return (Sorter){numbers, scratch, keys, key_count, can_align(&found), found.most};
}

static int64_t aligned_key(const Sorter *sorter, uint32_t row) {
    Cell cell = column_cell(sorter->keys[0].column, row);
    return cell_mantissa(cell) * powers_of_ten[sorter->decimals - cell_decimals(cell)];
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

/* ---- by digits, where the first key is a whole number */

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, FEW = 128 };

static KeySpan span_of(const SortEntry *entries, size_t count) {
    KeySpan span = {entries[0].key, entries[0].key};
    for (size_t i = 1; i < count; i++) {
        if (entries[i].key < span.low) span.low = entries[i].key;
        if (entries[i].key > span.high) span.high = entries[i].key;
    }
    return span;
}

/* Rises in the order wanted. */
static uint64_t position(const SortEntry *entry, KeySpan span, bool descending) {
    return descending ? (uint64_t)span.high - (uint64_t)entry->key
                      : (uint64_t)entry->key - (uint64_t)span.low;
}

/* Stable: entries of the same digit keep their order. */
static void sort_digit(const SortEntry *from, SortEntry *to, size_t count, KeySpan span, bool descending,
                       unsigned shift) {
    size_t starts[DIGITS + 1] = {0};
    for (size_t i = 0; i < count; i++)
        starts[(position(&from[i], span, descending) >> shift & (DIGITS - 1)) + 1]++;
    for (size_t digit = 1; digit < DIGITS; digit++)
        starts[digit] += starts[digit - 1];
    for (size_t i = 0; i < count; i++)
        to[starts[position(&from[i], span, descending) >> shift & (DIGITS - 1)]++] = from[i];
}

/* Returns which of the two holds the result. */
static SortEntry *sort_digits(SortEntry *entries, SortEntry *spare, size_t count, bool descending) {
    KeySpan span = span_of(entries, count);
    uint64_t width = (uint64_t)span.high - (uint64_t)span.low;
    SortEntry *from = entries, *to = spare;
    for (unsigned shift = 0; shift < 64 && width >> shift != 0; shift += DIGIT_BITS) {
        sort_digit(from, to, count, span, descending, shift);
        SortEntry *other = from;
        from = to;
        to = other;
    }
    return from;
}

/* Entries of one first key, by the keys behind it. */
static void sort_behind(const Sorter *sorter, SortEntry *entries, SortEntry *spare, size_t count) {
    for (size_t start = 0, end; start < count; start = end) {
        end = start + 1;
        while (end < count && entries[end].key == entries[start].key)
            end++;
        if (end - start > 1) sort_entries(entries + start, spare, end - start, compare_keys, sorter);
    }
}

SortEntry *sorter_sort(const Sorter *sorter, const uint32_t *rows, size_t count) {
    SortEntry *entries = arena_alloc(sorter->scratch, (count + 1) * sizeof *entries);
    SortEntry *spare = arena_alloc(sorter->scratch, (count + 1) * sizeof *spare);
    for (size_t i = 0; i < count; i++)
        entries[i] = (SortEntry){sorter->is_aligned ? aligned_key(sorter, rows[i]) : 0, rows[i]};
    if (!sorter->is_aligned || count < FEW) {
        sort_entries(entries, spare, count, compare_keys, sorter);
        return entries;
    }
    SortEntry *sorted = sort_digits(entries, spare, count, sorter->keys[0].descending);
    if (sorter->key_count > 1) sort_behind(sorter, sorted, sorted == entries ? spare : entries, count);
    return sorted;
}

bool sorter_whole_keys(const Sorter *sorter, const uint32_t *rows, size_t count, int64_t *keys,
                       KeySpan *span) {
    if (!sorter->is_aligned || sorter->key_count > 1 || count == 0) return false;
    *span = (KeySpan){INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < count; i++) {
        keys[i] = aligned_key(sorter, rows[i]);
        if (keys[i] < span->low) span->low = keys[i];
        if (keys[i] > span->high) span->high = keys[i];
    }
    return true;
}

size_t sorter_run_end(const Sorter *sorter, const SortEntry *entries, size_t start, size_t count) {
    size_t end = start + 1;
    while (end < count && compare_keys(sorter, &entries[start], &entries[end]) == 0)
        end++;
    return end;
}
