#include "runtime/computing/cohort_value.h"

#include "runtime/computing/cohort_lookup.h"
#include "runtime/computing/cohort_totals.h"

bool cohort_has_value(StepOp op) {
    return cohort_is_aggregate(op) || cohort_is_percentile(op);
}

static CohortColumns columns_of(const Cohort *cohort, const Step *step) {
    bool is_weighted = step->op == OP_COHORT_WEIGHTED_MEAN;
    return (CohortColumns){.values = cohort_operand(cohort, step, 0),
                           .weights = is_weighted ? cohort_operand(cohort, step, 1) : NULL,
                           .row_count = cohort->table->row_count};
}

CohortStep cohort_value_prepare(const Cohort *cohort, const Step *step) {
    CohortColumns columns = columns_of(cohort, step);
    CohortStep prepared = {.lookup.categories = cohort_categories(cohort, step)};
    ColumnLookup by_value = {.values = columns.values, .categories = prepared.lookup.categories};
    cohort_lookup_by_category(&prepared.lookup, columns.row_count);
    if (!cohort_is_percentile(step->op))
        prepared.is_grouped = !cohort_columns_prepare(&columns);
    else if (cohort_lookup_by_value(&by_value, columns.row_count))
        prepared.lookup = by_value;
    else
        prepared.is_grouped = true;
    return prepared;
}

/* The cells of the cohorts. */
typedef struct Values {
    CohortWork *work;
    Cell *cells;
} Values;

/* [L4.8] Over no unit at all most are not applicable; over some there may still be no result. */
static bool set_value(Values *values, size_t group, const Number *value, size_t member_count) {
    CohortWork *work = values->work;
    if (cohort_overflowed(work, group)) return false;
    if (value)
        values->cells[group] = column_cell_of(work->result, work->worker->numbers, *value);
    else
        values->cells[group] = cell_without_value(member_count == 0 ? STATE_NOT_APPLICABLE : STATE_UNDEFINED);
    return true;
}

/* ---- sums and extremes */

static bool set_aggregate(Values *values, size_t group, const CohortFigures *figures) {
    CohortWork *work = values->work;
    Number value = NUMBER_ZERO;
    bool exists = cohort_aggregate(work->step->op, figures, work->worker->numbers, &value);
    return set_value(values, group, exists ? &value : NULL, figures->count);
}

static bool set_totals(Values *values) {
    CohortWork *work = values->work;
    CohortColumns columns = columns_of(work->cohort, work->step);
    cohort_columns_prepare(&columns);
    CohortTotal *totals =
        cohort_totals(&columns, &work->prepared->lookup, cohort_needs(work->step->op), work->worker->scratch);
    for (size_t group = 0; group < work->prepared->lookup.category_count; group++) {
        CohortFigures figures = cohort_total_figures(&columns, &totals[group], work->worker->numbers);
        if (!set_aggregate(values, group, &figures)) return false;
    }
    return true;
}

static Number sum_of(const CohortWork *work, const Column *column) {
    ExactSum sum;
    exact_sum_start(&sum, work->worker->numbers, work->worker->scratch);
    for (size_t i = 0; i < work->member_count; i++)
        exact_sum_add(&sum, column, work->members[i]);
    return exact_sum_total(&sum);
}

static Number sum_of_products(const CohortWork *work, const Column *a, const Column *b) {
    ExactSum sum;
    exact_sum_start(&sum, work->worker->numbers, work->worker->scratch);
    for (size_t i = 0; i < work->member_count; i++)
        exact_sum_add_product(&sum, a, b, work->members[i]);
    return exact_sum_total(&sum);
}

static Number extreme_of(const CohortWork *work, const Column *column, int sign) {
    if (work->member_count == 0) return NUMBER_ZERO;
    size_t best = work->members[0];
    for (size_t i = 1; i < work->member_count; i++)
        if (column_compare(column, work->worker->numbers, work->members[i], best) * sign > 0)
            best = work->members[i];
    return column_number(column, best);
}

static CohortFigures figures_of(const CohortWork *work) {
    const Column *values = work->operands[0], *weights = work->operands[work->operand_count - 1];
    CohortNeeds needs = cohort_needs(work->step->op);
    CohortFigures figures = {.count = work->member_count};
    if (work->step->op == OP_COHORT_MIN) figures.least = extreme_of(work, values, -1);
    if (work->step->op == OP_COHORT_MAX) figures.greatest = extreme_of(work, values, 1);
    if (needs.totals) figures.total = sum_of(work, values);
    if (needs.products) figures.weight = sum_of(work, weights);
    if (needs.products) figures.products = sum_of_products(work, values, weights);
    return figures;
}

static bool set_groups(Values *values) {
    CohortWork *work = values->work;
    for (size_t group = 0; group < work->groups->count; group++) {
        cohort_select(work, group);
        CohortFigures figures = figures_of(work);
        if (!set_aggregate(values, group, &figures)) return false;
    }
    return true;
}

/* ---- percentiles */

/* The values of a group in order. */
typedef struct Ordered {
    const CohortWork *work;
    size_t count, group;
    const int32_t *counts;    /* how often each value occurs; else */
    const SortEntry *entries; /* the sorted members */
} Ordered;

static Number value_at(const Ordered *ordered, size_t place) {
    const CohortWork *work = ordered->work;
    const ColumnLookup *lookup = &work->prepared->lookup;
    if (ordered->entries) return column_number(work->operands[0], sort_row(ordered->entries[place]));
    int64_t value = cohort_lookup_value(lookup, ordered->counts, ordered->group, place);
    return number_from_decimal(value, lookup->decimals);
}

static bool share_of(const CohortWork *work, Number *share) {
    *share = number_from_decimal(5, 1);
    return work->step->op == OP_COHORT_MEDIAN || cohort_parameter(work, 1, share);
}

static bool set_percentile(Values *values, const Ordered *ordered) {
    const CohortWork *work = values->work;
    NumberContext *numbers = work->worker->numbers;
    Number share, value = NUMBER_ZERO;
    CohortPlace at;
    bool exists = share_of(work, &share) && cohort_percentile_place(numbers, share, ordered->count, &at);
    if (exists) value = value_at(ordered, at.place);
    if (exists && number_sign(at.rest) != 0)
        value = cohort_percentile(numbers, &at, value, value_at(ordered, at.place + 1));
    return set_value(values, ordered->group, exists ? &value : NULL, ordered->count);
}

static bool set_counted(Values *values) {
    CohortWork *work = values->work;
    const ColumnLookup *lookup = &work->prepared->lookup;
    ValueState worst;
    int32_t *counts =
        cohort_lookup_counts(lookup, work->cohort->table->row_count, &worst, work->worker->scratch);
    for (size_t group = 0; group < lookup->category_count; group++) {
        size_t total = cohort_lookup_total(lookup, counts, group);
        if (!set_percentile(values, &(Ordered){work, total, group, counts, NULL})) return false;
    }
    return true;
}

static bool set_sorted(Values *values) {
    CohortWork *work = values->work;
    SortKey key = {work->operands[0], false};
    Sorter sorter = sorter_new(&key, 1, work->worker->numbers, work->worker->scratch);
    for (size_t group = 0; group < work->groups->count; group++) {
        cohort_select(work, group);
        const SortEntry *entries = sorter_sort(&sorter, work->members, work->member_count);
        if (!set_percentile(values, &(Ordered){work, work->member_count, group, NULL, entries})) return false;
    }
    return true;
}

/* ---- columns */

static bool set_values(Values *values) {
    const CohortWork *work = values->work;
    if (cohort_is_percentile(work->step->op))
        return work->prepared->is_grouped ? set_sorted(values) : set_counted(values);
    return work->prepared->is_grouped ? set_groups(values) : set_totals(values);
}

/* A unit whose category is missing belongs to no cohort, and what is asked of its cohort is missing [L4.8].
 */
bool cohort_value(CohortWork *work) {
    Arena *arena = work->worker->arena;
    ColumnLookup *lookup = ARENA_NEW(arena, ColumnLookup);
    lookup->categories = work->prepared->lookup.categories;
    lookup->category_count = work->prepared->lookup.category_count;
    lookup->width = 1;
    lookup->worst = STATE_UNDEFINED;
    lookup->cells = ARENA_ARRAY(arena, Cell, (size_t)lookup->category_count + 1);
    Values values = {work, lookup->cells};
    bool done = set_values(&values);
    column_follow(work->result, lookup, work->cohort->table->row_count);
    if (!lookup->categories) {
        work->result->is_same = true;
        work->result->same = lookup->cells[0];
        work->result->lookup = NULL;
    }
    return done;
}
