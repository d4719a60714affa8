/* The reference evaluator: runs a plan over a table, one unit at a time, exactly. */
#ifndef RUNTIME_EVALUATE_H
#define RUNTIME_EVALUATE_H

#include "runtime/table.h"

/* Values of the steps a selection keeps, one column each. */
typedef struct Evaluation {
    const Plan *plan;
    const Table *table;
    Column *columns; /* per step; only kept ones are filled */
    size_t row_count;
    bool *kept;
} Evaluation;

/* [R17, R18] An error in the data (a row check that fails, a number beyond the limit) is reported with the unit's line;
 * then the result is false and the evaluation is not to be used. `chosen`: per output, or NULL for all. */
bool evaluate(const Plan *plan, const Table *table, const bool *chosen, Arena *arena, NumberContext *numbers,
              Diagnostics *diagnostics, Evaluation *evaluation);

#endif
