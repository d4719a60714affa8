#include "runtime/computing/cohort_totals.h"

bool cohort_columns_prepare(CohortColumns *columns) {
    return column_has_slices(columns->values, &columns->decimals) &&
           (!columns->weights || column_has_slices(columns->weights, &columns->weight_decimals));
}

/* A block: both are 0 where a unit does not count. */
typedef struct Members {
    int32_t values[SLICE_ROWS], weights[SLICE_ROWS]; /* weights: the values, where there are none */
    int32_t counts[SLICE_ROWS];                      /* -1: the unit counts; else 0 */
} Members;

static void leave(Members *members, const uint8_t *states) {
    for (size_t i = 0; i < SLICE_ROWS; i++)
        members->counts[i] &= -(int32_t)(states[i] == STATE_VALUE);
}

/* `at`: NULL where all units are one cohort. */
static void load_members(const CohortColumns *columns, size_t first, const LookupSlots *at,
                         Members *members) {
    ColumnSlice values, weights;
    column_slice(columns->values, columns->decimals, first, &values);
    if (columns->weights) column_slice(columns->weights, columns->weight_decimals, first, &weights);
    for (size_t i = 0; i < SLICE_ROWS; i++)
        members->counts[i] = -1;
    leave(members, values.states);
    if (columns->weights) leave(members, weights.states);
    if (at) leave(members, at->states);
    const int32_t *second = columns->weights ? weights.numbers : values.numbers;
    for (size_t i = 0; i < SLICE_ROWS; i++)
        members->values[i] = values.numbers[i] & members->counts[i];
    for (size_t i = 0; i < SLICE_ROWS; i++)
        members->weights[i] = second[i] & members->counts[i];
}

/* ---- all units */

static int64_t sum_of(const int32_t *numbers) {
    int64_t sum = 0;
    for (size_t i = 0; i < SLICE_ROWS; i++)
        sum += numbers[i];
    return sum;
}

static void widen(CohortTotal *total, const Members *members) {
    int32_t low = total->low, high = total->high;
    for (size_t i = 0; i < SLICE_ROWS; i++) {
        int32_t counts = members->counts[i], or_most = members->values[i] | (INT32_MAX & ~counts);
        int32_t or_least = members->values[i] | (INT32_MIN & ~counts);
        low = or_most < low ? or_most : low;
        high = or_least > high ? or_least : high;
    }
    total->low = low;
    total->high = high;
}

static void add_product(CohortTotal *total, int32_t a, int32_t b) {
    int64_t product = (int64_t)a * b, high = product >> 32; /* rounds down: what is left is positive */
    total->products_high += high;
    total->products_low += (uint32_t)product;
}

static void add_block(CohortTotal *total, const Members *members, CohortNeeds needs) {
    total->count -= (uint64_t)sum_of(members->counts);
    if (needs.extremes) widen(total, members);
    if (needs.totals) total->values += sum_of(members->values);
    if (needs.products) total->weights += sum_of(members->weights);
    for (size_t i = 0; needs.products && i < SLICE_ROWS; i++)
        add_product(total, members->values[i], members->weights[i]);
}

/* ---- by category */

static void add_member(CohortTotal *total, int32_t value, int32_t weight) {
    total->count++;
    total->low = value < total->low ? value : total->low;
    total->high = value > total->high ? value : total->high;
    total->values += value;
    total->weights += weight;
    add_product(total, value, weight);
}

static void add_members(CohortTotal *totals, const LookupSlots *at, const Members *members) {
    for (size_t i = 0; i < SLICE_ROWS; i++)
        if (members->counts[i]) add_member(&totals[at->slots[i]], members->values[i], members->weights[i]);
}

CohortTotal *cohort_totals(const CohortColumns *columns, const ColumnLookup *by_category, CohortNeeds needs,
                           Arena *arena) {
    size_t count = by_category->category_count;
    CohortTotal *totals = ARENA_ARRAY(arena, CohortTotal, count + 1);
    for (size_t i = 0; i <= count; i++)
        totals[i] = (CohortTotal){.low = INT32_MAX, .high = INT32_MIN};
    Members members;
    LookupSlots at;
    bool is_one = !by_category->categories;
    for (size_t first = 0; first < columns->row_count; first += SLICE_ROWS) {
        if (!is_one) lookup_slots(by_category, first, &at);
        load_members(columns, first, is_one ? NULL : &at, &members);
        if (is_one)
            add_block(totals, &members, needs);
        else
            add_members(totals, &at, &members);
    }
    return totals;
}

CohortFigures cohort_total_figures(const CohortColumns *columns, const CohortTotal *total,
                                   NumberContext *numbers) {
    unsigned decimals = columns->decimals;
    unsigned of_weights = columns->weights ? columns->weight_decimals : decimals;
    ExactInteger products = (ExactInteger)total->products_high * (INT64_C(1) << 32) + total->products_low;
    return (CohortFigures){.count = total->count,
                           .least = exact_sum_number(numbers, total->low, decimals),
                           .greatest = exact_sum_number(numbers, total->high, decimals),
                           .total = exact_sum_number(numbers, total->values, decimals),
                           .weight = exact_sum_number(numbers, total->weights, of_weights),
                           .products = exact_sum_number(numbers, products, decimals + of_weights)};
}
