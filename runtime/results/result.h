/* What is shown, chosen before the evaluation and put in order after it. Writing it: result_csv, result_json,
 * result_table. */
#ifndef RUNTIME_RESULTS_RESULT_H
#define RUNTIME_RESULTS_RESULT_H

#include "base/diagnostic.h"
#include "runtime/results/result_model.h"

/* Marks in `chosen` (one set of parts for each output) what the options need. Unknown names in --columns or
 * --block are reported (with "did you mean") and give false. Called before `evaluate`. */
bool result_choose(const Plan *plan, const ResultOptions *options, PlanParts *chosen, Arena *arena,
                   Diagnostics *diagnostics);
/* Marks the inputs that results look at beside those that the evaluation keeps. */
void result_keep_inputs(const Plan *plan, const ResultOptions *options, bool *kept, Arena *arena);
/* The options must have passed result_choose. */
void result_build(const Evaluation *evaluation, const ResultOptions *options, Arena *arena, Arena *scratch,
                  NumberContext *numbers, Result *result);

#endif
