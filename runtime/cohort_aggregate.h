/* One value for a whole cohort: greatest, sum, mean, median, standard deviation ... [L4.8]. */
#ifndef RUNTIME_COHORT_AGGREGATE_H
#define RUNTIME_COHORT_AGGREGATE_H

#include "runtime/sorting.h"

/* The units of a cohort that count: those with a value (and a weight, where there are weights). */
typedef struct CohortMembers {
    const uint32_t *rows;
    size_t count;
    const Column *values;
    const Column *weights; /* OP_COHORT_WEIGHTED_MEAN, else NULL */
    const Sorter *sorter;  /* by value, lowest first: OP_COHORT_MEDIAN and OP_COHORT_PERCENTILE, else NULL */
    Number share;          /* OP_COHORT_PERCENTILE: 0..1 */
    NumberContext *numbers;
    Arena *scratch;
} CohortMembers;

/* false: there is no result. */
typedef bool (*CohortAggregate)(const CohortMembers *members, Number *result);

/* NULL for operations whose results differ from unit to unit. */
CohortAggregate cohort_aggregate(StepOp op);

#endif
