#include "runtime/cohort_aggregate.h"

#include "runtime/exact_sum.h"

static bool extreme(const CohortMembers *members, int sign, Number *result) {
    if (members->count == 0) return false;
    size_t best = members->rows[0];
    for (size_t i = 1; i < members->count; i++)
        if (column_compare(members->values, members->numbers, members->rows[i], best) * sign > 0)
            best = members->rows[i];
    *result = column_number(members->values, best);
    return true;
}

static bool greatest(const CohortMembers *members, Number *result) {
    return extreme(members, 1, result);
}

static bool least(const CohortMembers *members, Number *result) {
    return extreme(members, -1, result);
}

static Number total_of(const CohortMembers *members, const Column *column) {
    ExactSum sum;
    exact_sum_start(&sum, members->numbers, members->scratch);
    for (size_t i = 0; i < members->count; i++)
        exact_sum_add(&sum, column, members->rows[i]);
    return exact_sum_total(&sum);
}

/* Σ a × b; with a = b the sum of squares. */
static Number total_of_products(const CohortMembers *members, const Column *a, const Column *b) {
    ExactSum sum;
    exact_sum_start(&sum, members->numbers, members->scratch);
    for (size_t i = 0; i < members->count; i++)
        exact_sum_add_product(&sum, a, b, members->rows[i]);
    return exact_sum_total(&sum);
}

/* Over no unit 0 [L4.8]. */
static bool sum(const CohortMembers *members, Number *result) {
    *result = total_of(members, members->values);
    return true;
}

static bool count(const CohortMembers *members, Number *result) {
    *result = number_from_int((int64_t)members->count);
    return true;
}

static bool mean(const CohortMembers *members, Number *result) {
    if (members->count == 0) return false;
    Number total = total_of(members, members->values);
    *result = number_divide(members->numbers, total, number_from_int((int64_t)members->count));
    return true;
}

static bool weighted_mean(const CohortMembers *members, Number *result) {
    Number weight = total_of(members, members->weights);
    if (number_sign(weight) == 0) return false;
    Number total = total_of_products(members, members->values, members->weights);
    *result = number_divide(members->numbers, total, weight);
    return true;
}

/* √((n Σx² − (Σx)²) / (n × degrees)): the variance is exact, only the root is rounded [N4]. */
static bool deviation(const CohortMembers *members, size_t degrees, Number *result) {
    NumberContext *numbers = members->numbers;
    Number n = number_from_int((int64_t)members->count), total = total_of(members, members->values);
    Number squares = total_of_products(members, members->values, members->values);
    Number spread = number_subtract(numbers, number_multiply(numbers, n, squares),
                                    number_multiply(numbers, total, total));
    Number divisor = number_multiply(numbers, n, number_from_int((int64_t)degrees));
    return number_sqrt(numbers, number_divide(numbers, spread, divisor), result);
}

static bool population_deviation(const CohortMembers *members, Number *result) {
    return members->count > 0 && deviation(members, members->count, result);
}

static bool sample_deviation(const CohortMembers *members, Number *result) {
    return members->count > 1 && deviation(members, members->count - 1, result);
}

/* Linear between the closest ranks: the value at place share × (n − 1), counted from 0. */
static bool percentile_at(const CohortMembers *members, Number share, Number *result) {
    if (members->count == 0) return false;
    NumberContext *numbers = members->numbers;
    Number place = number_multiply(numbers, share, number_from_int((int64_t)members->count - 1));
    Number whole = number_floor(numbers, place);
    int64_t lower;
    if (!number_to_int(numbers, whole, &lower) || lower < 0 || (size_t)lower >= members->count) return false;
    const SortEntry *entries = sorter_sort(members->sorter, members->rows, members->count);
    *result = column_number(members->values, entries[lower].row);
    Number rest = number_subtract(numbers, place, whole);
    if (number_sign(rest) == 0) return true;
    Number next = column_number(members->values, entries[lower + 1].row);
    Number gap = number_subtract(numbers, next, *result);
    *result = number_add(numbers, *result, number_multiply(numbers, gap, rest));
    return true;
}

static bool percentile(const CohortMembers *members, Number *result) {
    return percentile_at(members, members->share, result);
}

static bool median(const CohortMembers *members, Number *result) {
    return percentile_at(members, number_from_decimal(5, 1), result);
}

CohortAggregate cohort_aggregate(StepOp op) {
    if (op == OP_COHORT_MAX) return greatest;
    if (op == OP_COHORT_MIN) return least;
    if (op == OP_COHORT_SUM) return sum;
    if (op == OP_COHORT_MEAN) return mean;
    if (op == OP_COHORT_MEDIAN) return median;
    if (op == OP_COHORT_SD) return population_deviation;
    if (op == OP_COHORT_SD_SAMPLE) return sample_deviation;
    if (op == OP_COHORT_COUNT) return count;
    if (op == OP_COHORT_PERCENTILE) return percentile;
    if (op == OP_COHORT_WEIGHTED_MEAN) return weighted_mean;
    return NULL;
}
