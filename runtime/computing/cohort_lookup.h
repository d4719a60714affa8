/* What units get, as columns that follow from a value and a category: nothing is kept for each unit. */
#ifndef RUNTIME_COMPUTING_COHORT_LOOKUP_H
#define RUNTIME_COMPUTING_COHORT_LOOKUP_H

#include "runtime/values/column.h"

/* Fills in what is to be known of `values`, `categories` and `chosen`. false: they have no slices, or the
 * values are so different that the lookup would need more memory than a column. */
bool cohort_lookup_by_value(ColumnLookup *lookup, size_t row_count);
/* The same for `categories` alone, which are places in a list. */
void cohort_lookup_by_category(ColumnLookup *lookup, size_t row_count);

/* How many units have each value in each category, in a place for each; `worst`: the greatest state of the
 * others. */
int32_t *cohort_lookup_counts(const ColumnLookup *lookup, size_t row_count, ValueState *worst, Arena *arena);
/* The units of a category. */
size_t cohort_lookup_total(const ColumnLookup *lookup, const int32_t *counts, size_t category);
/* The value that so many units of a category are before, lowest first; there are more. */
int64_t cohort_lookup_value(const ColumnLookup *lookup, const int32_t *counts, size_t category,
                            size_t before);

#endif
