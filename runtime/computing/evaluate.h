/* Evaluates a plan over a table, exactly: stage by stage, first the cohort steps, then the rows. Rows go
 * through the column evaluator; those it cannot hold go through the reference evaluator. */
#ifndef RUNTIME_COMPUTING_EVALUATE_H
#define RUNTIME_COMPUTING_EVALUATE_H

#include "runtime/computing/evaluate_rows.h"

/* Values of the steps a selection keeps, one column each. */
typedef struct Evaluation {
    const Plan *plan;
    const Table *table;
    Column *columns; /* per step; only kept ones are filled */
    size_t row_count;
    bool *kept;
    EvaluationCounts counts;
} Evaluation;

typedef struct Evaluator Evaluator;

/* What is evaluated while it is read. `table` is being filled; it keeps the inputs of evaluator_inputs. */
Evaluator *evaluator_new(const Plan *plan, const Table *table, const EvaluateOptions *options, Arena *arena,
                         NumberContext *numbers, Diagnostics *diagnostics);
/* The inputs that are needed behind the first stage: per input. */
bool *evaluator_inputs(const Plan *plan, const PlanParts *chosen, Arena *arena);
/* The next rows, in the order of the table. */
void evaluator_take(Evaluator *evaluator, Block *block);
/* The values and messages of another evaluator of the same plan, whose rows come next; it forgets them.
 * `block`: what the rows would have come in. */
void evaluator_join(Evaluator *evaluator, Evaluator *part, Block *block);
/* All rows were taken, and the table is whole. [L3.9, N5.2] An error in the data (a row check that fails, a
 * number beyond the limit) is reported with the unit's line; then the result is false and the evaluation is
 * not to be used. In any case the evaluator is done with. */
bool evaluator_finish(Evaluator *evaluator, Evaluation *evaluation);
void evaluator_free(Evaluator *evaluator);

/* The same for a table that is whole and keeps all inputs. */
bool evaluate(const Plan *plan, const Table *table, const EvaluateOptions *options, Arena *arena,
              NumberContext *numbers, Diagnostics *diagnostics, Evaluation *evaluation);

#endif
