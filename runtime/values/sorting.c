#include "runtime/values/sorting.h"

#include "base/powers_of_ten.h"

#include <string.h>

__extension__ typedef __int128 Wide;
__extension__ typedef unsigned __int128 WideBits;

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

int64_t sorter_key(const Sorter *sorter, uint32_t row) {
    Cell cell = column_cell(sorter->keys[0].column, row);
    return cell_mantissa(cell) * powers_of_ten[sorter->decimals - cell_decimals(cell)];
}

static int compare_values(const Sorter *sorter, uint32_t a, uint32_t b) {
    for (size_t i = 0; i < sorter->key_count; i++) {
        const SortKey *key = &sorter->keys[i];
        int result = column_compare(key->column, sorter->numbers, a, b);
        if (result != 0) return key->descending ? -result : result;
    }
    return 0;
}

/* ---- any order */

/* Merges two neighbouring sorted runs of `from`, of `left` and `right` entries, into `to`. */
static void merge(const SortEntry *from, size_t left, size_t right, SortEntry *to, SortCompare compare,
                  const void *order) {
    size_t a = 0, b = left, end = left + right;
    if (left && right && compare(order, from[left - 1], from[left]) <= 0) a = left; /* in order already */
    memcpy(to, from, a * sizeof *to);
    for (size_t i = a; i < end; i++) {
        bool take_left = a < left && (b == end || compare(order, from[a], from[b]) <= 0);
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

/* ---- by digits of keys */

enum { KEY_BITS = 32, DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, FEW = 128 };

/* Stable: entries of the same digit keep their order. false: all have the same, and nothing was done. */
static bool sort_digit(const SortEntry *from, SortEntry *to, size_t count, unsigned shift) {
    size_t starts[DIGITS + 1] = {0};
    for (size_t i = 0; i < count; i++)
        starts[(from[i] >> shift & (DIGITS - 1)) + 1]++;
    if (starts[(from[0] >> shift & (DIGITS - 1)) + 1] == count) return false;
    for (size_t digit = 1; digit < DIGITS; digit++)
        starts[digit] += starts[digit - 1];
    for (size_t i = 0; i < count; i++)
        to[starts[from[i] >> shift & (DIGITS - 1)]++] = from[i];
    return true;
}

SortEntry *sort_by_keys(SortEntry *entries, SortEntry *spare, size_t count, unsigned bits) {
    SortEntry *from = entries, *to = spare;
    for (unsigned shift = 0; shift < bits && count > 1; shift += DIGIT_BITS) {
        if (!sort_digit(from, to, count, KEY_BITS + shift)) continue;
        SortEntry *other = from;
        from = to;
        to = other;
    }
    return from;
}

void sort_equal_keys(SortEntry *entries, SortEntry *spare, size_t count, SortCompare compare,
                     const void *order) {
    for (size_t start = 0, end; start < count; start = end) {
        end = start + 1;
        while (end < count && sort_key(entries[end]) == sort_key(entries[start]))
            end++;
        if (end - start > 1) sort_entries(entries + start, spare, end - start, compare, order);
    }
}

/* ---- keys of rows */

/* A key that is not aligned as a whole number of 2^-32 not above it; beyond 64 bits all are the same. */
static Wide whole_below(const Sorter *sorter, uint32_t row) {
    NumberContext *numbers = sorter->numbers;
    const Number unit = number_from_int(INT64_C(1) << KEY_BITS);
    Number value = column_number(sorter->keys[0].column, row), floor = number_floor(numbers, value);
    int64_t whole, part;
    if (!number_to_int(numbers, floor, &whole))
        return number_sign(value) < 0 ? -((Wide)1 << 96) : (Wide)1 << 96;
    Number rest = number_multiply(numbers, number_subtract(numbers, value, floor), unit);
    if (!number_to_int(numbers, number_floor(numbers, rest), &part)) part = 0;
    return (Wide)whole * (INT64_C(1) << KEY_BITS) + part;
}

/* Fractions of 64 bits, without leaving them. */
static bool small_below(const Sorter *sorter, uint32_t row, Wide *whole) {
    Number value = column_number(sorter->keys[0].column, row);
    if (value.denominator == 0) return false;
    int64_t quotient = value.numerator / value.denominator, rest = value.numerator % value.denominator;
    if (rest < 0) {
        quotient--;
        rest += value.denominator;
    }
    *whole = (Wide)quotient * (INT64_C(1) << KEY_BITS) +
             (Wide)(((WideBits)rest << KEY_BITS) / (WideBits)value.denominator);
    return true;
}

typedef struct WideSpan {
    Wide low, high;
} WideSpan;

/* How far keys have to be shifted down to fit, and how many bits they then have. */
typedef struct Fit {
    unsigned shift, bits;
} Fit;

static Fit fit_of(WideSpan span) {
    WideBits width = (WideBits)(span.high - span.low);
    Fit fit = {0, 0};
    for (; width >> fit.shift > UINT32_MAX;)
        fit.shift++;
    while (fit.bits < KEY_BITS && width >> fit.shift >> fit.bits != 0)
        fit.bits++;
    return fit;
}

/* One sort at work. Until it is done entries name places in `rows`. */
typedef struct Sorting {
    const Sorter *sorter;
    const uint32_t *rows;
    const Wide *wholes; /* the keys, where they are dear; else NULL */
} Sorting;

/* What is not aligned is dear: it is looked at once. */
static const Wide *wholes_of(const Sorter *sorter, const uint32_t *rows, size_t count, Arena *arena) {
    if (sorter->is_aligned) return NULL;
    Wide *wholes = arena_alloc(arena, count * sizeof *wholes);
    Arena *scratch = arena_new(arena_memory(arena));
    number_context_use(sorter->numbers, scratch);
    for (size_t i = 0; i < count; i++) {
        if (small_below(sorter, rows[i], &wholes[i])) continue;
        wholes[i] = whole_below(sorter, rows[i]);
        arena_reset(scratch);
    }
    number_context_use(sorter->numbers, sorter->scratch);
    arena_free(scratch);
    return wholes;
}

static Wide whole_at(const Sorting *sorting, uint32_t place) {
    return sorting->wholes ? sorting->wholes[place] : sorter_key(sorting->sorter, sorting->rows[place]);
}

static WideSpan span_of(const Sorting *sorting, const SortEntry *entries, size_t count) {
    WideSpan span = {whole_at(sorting, sort_row(entries[0])), whole_at(sorting, sort_row(entries[0]))};
    for (size_t i = 1; i < count; i++) {
        Wide whole = whole_at(sorting, sort_row(entries[i]));
        if (whole < span.low) span.low = whole;
        if (whole > span.high) span.high = whole;
    }
    return span;
}

static Fit set_keys(const Sorting *sorting, SortEntry *entries, size_t count) {
    WideSpan span = span_of(sorting, entries, count);
    Fit fit = fit_of(span);
    for (size_t i = 0; i < count; i++) {
        uint32_t place = sort_row(entries[i]);
        Wide whole = whole_at(sorting, place);
        Wide position = sorting->sorter->keys[0].descending ? span.high - whole : whole - span.low;
        entries[i] = sort_entry((uint32_t)(position >> fit.shift), place);
    }
    return fit;
}

static int compare_places(const void *order, SortEntry a, SortEntry b) {
    const Sorting *sorting = order;
    if (sort_key(a) != sort_key(b)) return sort_key(a) < sort_key(b) ? -1 : 1;
    return compare_values(sorting->sorter, sorting->rows[sort_row(a)], sorting->rows[sort_row(b)]);
}

/* Entries that 32 bits do not tell apart get the next 32 bits; at most four times, since there are not more.
 */
static void sort_part(const Sorting *sorting, SortEntry *entries, SortEntry *spare, size_t count) {
    Fit fit = set_keys(sorting, entries, count);
    if (count < FEW) {
        sort_entries(entries, spare, count, compare_places, sorting);
        return;
    }
    SortEntry *sorted = sort_by_keys(entries, spare, count, fit.bits);
    if (sorted != entries) memcpy(entries, sorted, count * sizeof *entries);
    if (sorting->sorter->is_aligned && fit.shift == 0 && sorting->sorter->key_count == 1) return;
    for (size_t start = 0, end; start < count; start = end) {
        end = start + 1;
        while (end < count && sort_key(entries[end]) == sort_key(entries[start]))
            end++;
        if (end - start == 1) continue;
        if (fit.shift > 0)
            sort_part(sorting, entries + start, spare, end - start);
        else
            sort_entries(entries + start, spare, end - start, compare_places, sorting);
    }
}

SortEntry *sorter_sort(const Sorter *sorter, const uint32_t *rows, size_t count) {
    SortEntry *entries = arena_alloc(sorter->scratch, (count + 1) * sizeof *entries);
    Arena *arena = arena_new(arena_memory(sorter->scratch));
    SortEntry *spare = arena_alloc(arena, (count + 1) * sizeof *spare);
    Sorting sorting = {sorter, rows, wholes_of(sorter, rows, count, arena)};
    for (size_t i = 0; i < count; i++)
        entries[i] = sort_entry(0, (uint32_t)i);
    if (count > 0) sort_part(&sorting, entries, spare, count);
    for (size_t i = 0; i < count; i++)
        entries[i] = sort_entry(sort_key(entries[i]), rows[sort_row(entries[i])]);
    arena_free(arena);
    return entries;
}

bool sorter_key_span(const Sorter *sorter, const uint32_t *rows, size_t count, KeySpan *span) {
    if (!sorter->is_aligned || sorter->key_count > 1 || count == 0) return false;
    *span = (KeySpan){INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < count; i++) {
        int64_t key = sorter_key(sorter, rows[i]);
        if (key < span->low) span->low = key;
        if (key > span->high) span->high = key;
    }
    return true;
}

size_t sorter_run_end(const Sorter *sorter, const SortEntry *entries, size_t start, size_t count) {
    size_t end = start + 1;
    while (end < count && sort_key(entries[start]) == sort_key(entries[end]) &&
           compare_values(sorter, sort_row(entries[start]), sort_row(entries[end])) == 0)
        end++;
    return end;
}
