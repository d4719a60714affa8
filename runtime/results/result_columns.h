/* Which columns a result has: the default selection of each format, or what --columns names. */
#ifndef RUNTIME_RESULTS_RESULT_COLUMNS_H
#define RUNTIME_RESULTS_RESULT_COLUMNS_H

#include "base/diagnostic.h"
#include "runtime/results/result_model.h"

typedef struct ResultColumns {
    ResultColumn *items;
    size_t count, capacity;
} ResultColumns;

/* [L6.2] The rank that gives the order of units: the first one within the block, else the first; or
 * RESULT_NONE. */
uint32_t result_order_rank(const Plan *plan);
uint32_t result_first_output(const Plan *plan, PlanOutputKind kind);

/* Unknown names are reported and left out, unless `diagnostics` is NULL. */
ResultColumns result_columns(const Plan *plan, const ResultOptions *options, Arena *arena,
                             Diagnostics *diagnostics);
/* The option of the block input that --block means, or -1. */
long result_find_block(const Plan *plan, Text wanted, Arena *arena);

#endif
