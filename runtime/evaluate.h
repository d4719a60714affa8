/* Evaluates a plan over a table, exactly: stage by stage, first the cohort steps, then the rows. Rows go
 * through the column evaluator; those it cannot hold go through the reference evaluator. */
#ifndef RUNTIME_EVALUATE_H
#define RUNTIME_EVALUATE_H

#include "runtime/table.h"

/* Rows of all stages: a row counts once in each stage that has work for it. */
typedef struct EvaluationCounts {
    uint64_t column_rows;    /* computed by the column evaluator */
    uint64_t left_rows;      /* which it left to the reference evaluator */
    uint64_t reference_rows; /* of stages, or parts of them, that it was not asked for */
} EvaluationCounts;

/* Values of the steps a selection keeps, one column each. */
typedef struct Evaluation {
    const Plan *plan;
    const Table *table;
    Column *columns; /* per step; only kept ones are filled */
    size_t row_count;
    bool *kept;
    EvaluationCounts counts;
} Evaluation;

/* [L3.9, N5.2] An error in the data (a row check that fails, a number beyond the limit) is reported with the
 * unit's line; then the result is false and the evaluation is not to be used. `chosen`: per output, or NULL
 * for all. */
bool evaluate(const Plan *plan, const Table *table, const PlanParts *chosen, Arena *arena,
              NumberContext *numbers, Diagnostics *diagnostics, Evaluation *evaluation);
/* The same, every row by the reference evaluator. */
bool evaluate_by_reference(const Plan *plan, const Table *table, const PlanParts *chosen, Arena *arena,
                           NumberContext *numbers, Diagnostics *diagnostics, Evaluation *evaluation);

#endif
