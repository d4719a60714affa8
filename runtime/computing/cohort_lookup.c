#include "runtime/computing/cohort_lookup.h"

#include <assert.h>

/* A lookup takes no more memory than places kept for each unit; a small one may be some times as large. */
enum { FEW_UNITS = 64, SMALL_SIZE = 1 << 16, SMALL_PER_UNIT = 4 };

static bool is_worth_it(uint64_t size, size_t row_count) {
    return size <= row_count || (size <= SMALL_SIZE && size / SMALL_PER_UNIT <= row_count + FEW_UNITS);
}

typedef struct ValueSpan {
    int32_t low, high;
} ValueSpan;

static void widen(ValueSpan *span, const ColumnSlice *slice) {
    int32_t low = span->low, high = span->high;
    for (size_t i = 0; i < SLICE_ROWS; i++) {
        int32_t number = slice->numbers[i], is_value = -(int32_t)(slice->states[i] == STATE_VALUE);
        int32_t or_most = (number & is_value) | (INT32_MAX & ~is_value);
        int32_t or_least = (number & is_value) | (INT32_MIN & ~is_value);
        low = or_most < low ? or_most : low;
        high = or_least > high ? or_least : high;
    }
    *span = (ValueSpan){low, high};
}

/* No value at all: high < low. */
static ValueSpan span_of(const Column *column, unsigned decimals, size_t row_count) {
    ValueSpan span = {INT32_MAX, INT32_MIN};
    ColumnSlice slice;
    for (size_t first = 0; first < row_count; first += SLICE_ROWS) {
        column_slice(column, decimals, first, &slice);
        widen(&span, &slice);
    }
    return span;
}

static bool are_whole(const Column *column) {
    unsigned decimals;
    return !column || (column_has_slices(column, &decimals) && decimals == 0);
}

void cohort_lookup_by_category(ColumnLookup *lookup, size_t row_count) {
    lookup->width = lookup->category_count = 1;
    if (!lookup->categories) return;
    assert(are_whole(lookup->categories));
    ValueSpan span = span_of(lookup->categories, 0, row_count);
    assert(span.high < span.low || span.low >= 0);
    lookup->category_count = span.high < span.low ? 0 : (uint32_t)span.high + 1;
}

bool cohort_lookup_by_value(ColumnLookup *lookup, size_t row_count) {
    if (!column_has_slices(lookup->values, &lookup->decimals) || !are_whole(lookup->chosen)) return false;
    cohort_lookup_by_category(lookup, row_count);
    ValueSpan span = span_of(lookup->values, lookup->decimals, row_count);
    lookup->low = span.high < span.low ? 0 : span.low;
    uint64_t width = span.high < span.low ? 1 : (uint64_t)((int64_t)span.high - span.low) + 1;
    if (!is_worth_it(width * lookup->category_count, row_count)) return false;
    lookup->width = (uint32_t)width;
    return true;
}

static uint8_t worst_of(const LookupSlots *at) {
    uint8_t worst = STATE_VALUE;
    for (size_t i = 0; i < SLICE_ROWS; i++)
        worst = at->states[i] > worst ? at->states[i] : worst;
    return worst;
}

int32_t *cohort_lookup_counts(const ColumnLookup *lookup, size_t row_count, ValueState *worst, Arena *arena) {
    int32_t *counts = ARENA_ARRAY(arena, int32_t, (size_t)lookup_size(lookup) + 1);
    LookupSlots at;
    *worst = STATE_VALUE;
    for (size_t first = 0; first < row_count; first += SLICE_ROWS) {
        lookup_slots(lookup, first, &at);
        for (size_t i = 0; i < SLICE_ROWS; i++)
            counts[at.slots[i]]++;
        if (worst_of(&at) > *worst) *worst = worst_of(&at);
    }
    counts[lookup_size(lookup)] = 0;
    return counts;
}

size_t cohort_lookup_total(const ColumnLookup *lookup, const int32_t *counts, size_t category) {
    size_t total = 0;
    for (uint32_t i = 0; i < lookup->width; i++)
        total += (size_t)counts[category * lookup->width + i];
    return total;
}

int64_t cohort_lookup_value(const ColumnLookup *lookup, const int32_t *counts, size_t category,
                            size_t before) {
    const int32_t *of_category = counts + (size_t)category * lookup->width;
    uint32_t at = 0;
    for (size_t seen = (size_t)of_category[0]; seen <= before; seen += (size_t)of_category[at])
        at++;
    return (int64_t)lookup->low + at;
}
