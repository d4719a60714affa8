/* One value for a whole cohort: greatest, sum, mean, median, standard deviation ... [L4.8]. */
#ifndef RUNTIME_COMPUTING_COHORT_AGGREGATE_H
#define RUNTIME_COMPUTING_COHORT_AGGREGATE_H

#include "runtime/values/sorting.h"

/* What is known of the units of a cohort that count: those with a value (and a weight, where there are
 * weights). Only what the operation needs is set. */
typedef struct CohortFigures {
    size_t count;
    Number least, greatest;
    Number total;    /* of the values */
    Number weight;   /* of the weights */
    Number products; /* Σ value × weight, or Σ value², where there are no weights */
} CohortFigures;

/* Which figures an operation needs, besides the count. */
typedef struct CohortNeeds {
    bool extremes, totals, products;
} CohortNeeds;

static inline bool cohort_is_percentile(StepOp op) {
    return op == OP_COHORT_MEDIAN || op == OP_COHORT_PERCENTILE;
}
static inline bool cohort_is_aggregate(StepOp op) {
    return op == OP_COHORT_MAX || op == OP_COHORT_MIN || op == OP_COHORT_SUM || op == OP_COHORT_MEAN ||
           op == OP_COHORT_SD || op == OP_COHORT_SD_SAMPLE || op == OP_COHORT_COUNT ||
           op == OP_COHORT_WEIGHTED_MEAN;
}
CohortNeeds cohort_needs(StepOp op);
/* false: there is no result. */
bool cohort_aggregate(StepOp op, const CohortFigures *figures, NumberContext *numbers, Number *result);

/* [L4.8] A percentile lies at `place` in the order of the values, counted from 0, and by `rest` between it
 * and the next. */
typedef struct CohortPlace {
    size_t place;
    Number rest;
} CohortPlace;
/* false: there is none. */
bool cohort_percentile_place(NumberContext *numbers, Number share, size_t count, CohortPlace *place);
/* `next` counts where `rest` is not 0. */
Number cohort_percentile(NumberContext *numbers, const CohortPlace *place, Number value, Number next);

#endif
