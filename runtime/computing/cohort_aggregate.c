#include "runtime/computing/cohort_aggregate.h"

CohortNeeds cohort_needs(StepOp op) {
    bool is_deviation = op == OP_COHORT_SD || op == OP_COHORT_SD_SAMPLE,
         is_weighted = op == OP_COHORT_WEIGHTED_MEAN;
    return (CohortNeeds){.extremes = op == OP_COHORT_MAX || op == OP_COHORT_MIN,
                         .totals = op == OP_COHORT_SUM || op == OP_COHORT_MEAN || is_deviation || is_weighted,
                         .products = is_deviation || is_weighted};
}

static bool mean(const CohortFigures *figures, NumberContext *numbers, Number *result) {
    if (figures->count == 0) return false;
    *result = number_divide(numbers, figures->total, number_from_int((int64_t)figures->count));
    return true;
}

static bool weighted_mean(const CohortFigures *figures, NumberContext *numbers, Number *result) {
    if (number_sign(figures->weight) == 0) return false;
    *result = number_divide(numbers, figures->products, figures->weight);
    return true;
}

/* √((n Σx² − (Σx)²) / (n × degrees)): the variance is exact, only the root is rounded [N4]. */
static bool deviation(const CohortFigures *figures, NumberContext *numbers, size_t less, Number *result) {
    if (figures->count <= less) return false;
    Number n = number_from_int((int64_t)figures->count);
    Number spread = number_subtract(numbers, number_multiply(numbers, n, figures->products),
                                    number_multiply(numbers, figures->total, figures->total));
    Number divisor = number_multiply(numbers, n, number_from_int((int64_t)(figures->count - less)));
    return number_sqrt(numbers, number_divide(numbers, spread, divisor), result);
}

/* Over no unit sum and count are 0 [L4.8]. */
bool cohort_aggregate(StepOp op, const CohortFigures *figures, NumberContext *numbers, Number *result) {
    if (op == OP_COHORT_COUNT) *result = number_from_int((int64_t)figures->count);
    if (op == OP_COHORT_SUM) *result = figures->total;
    if (op == OP_COHORT_MAX) *result = figures->greatest;
    if (op == OP_COHORT_MIN) *result = figures->least;
    if (op == OP_COHORT_MEAN) return mean(figures, numbers, result);
    if (op == OP_COHORT_WEIGHTED_MEAN) return weighted_mean(figures, numbers, result);
    if (op == OP_COHORT_SD) return deviation(figures, numbers, 0, result);
    if (op == OP_COHORT_SD_SAMPLE) return deviation(figures, numbers, 1, result);
    return figures->count > 0 || op == OP_COHORT_COUNT || op == OP_COHORT_SUM;
}

bool cohort_percentile_place(NumberContext *numbers, Number share, size_t count, CohortPlace *place) {
    if (count == 0) return false;
    Number exact = number_multiply(numbers, share, number_from_int((int64_t)count - 1));
    Number whole = number_floor(numbers, exact);
    int64_t lower;
    if (!number_to_int(numbers, whole, &lower) || lower < 0 || (size_t)lower >= count) return false;
    *place = (CohortPlace){(size_t)lower, number_subtract(numbers, exact, whole)};
    return true;
}

Number cohort_percentile(NumberContext *numbers, const CohortPlace *place, Number value, Number next) {
    if (number_sign(place->rest) == 0) return value;
    Number gap = number_subtract(numbers, next, value);
    return number_add(numbers, value, number_multiply(numbers, gap, place->rest));
}
