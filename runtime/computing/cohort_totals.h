/* Sums and extremes of columns that have slices: exact, in one pass for all categories. */
#ifndef RUNTIME_COMPUTING_COHORT_TOTALS_H
#define RUNTIME_COMPUTING_COHORT_TOTALS_H

#include "runtime/computing/cohort_aggregate.h"
#include "runtime/computing/exact_sum.h"

/* Of the units that have a value (and a weight). Up to 2^31 of 32 bits each, so nothing overflows. */
typedef struct CohortTotal {
    uint64_t count;
    int32_t low, high; /* of the values; high < low: there are none */
    int64_t values, weights;
    uint64_t products_low; /* the low 32 bits of all products, and the rest of them */
    int64_t products_high;
} CohortTotal;

typedef struct CohortColumns {
    const Column *values, *weights; /* weights: NULL where there are none */
    unsigned decimals, weight_decimals;
    size_t row_count;
} CohortColumns;

/* Looks at the columns. false: they have no slices. */
bool cohort_columns_prepare(CohortColumns *columns);
/* One for each category of `by_category`, which is a lookup of categories alone. */
CohortTotal *cohort_totals(const CohortColumns *columns, const ColumnLookup *by_category, CohortNeeds needs,
                           Arena *arena);
CohortFigures cohort_total_figures(const CohortColumns *columns, const CohortTotal *total,
                                   NumberContext *numbers);

#endif
