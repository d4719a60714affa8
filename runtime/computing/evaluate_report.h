/* Messages about values that a row cannot have: broken requirements, numbers past the limits, values without
 * a result. Each names the line, the unit and what was computed from what. */
#ifndef RUNTIME_COMPUTING_EVALUATE_REPORT_H
#define RUNTIME_COMPUTING_EVALUATE_REPORT_H

#include "runtime/computing/row_step.h"
#include "runtime/values/table.h"

typedef struct EvaluateReport {
    const Plan *plan;
    const Table *table;
    const Block *block; /* the rows at hand; NULL: those of the table from `first` on */
    size_t first;
    NumberContext *numbers;
    Diagnostics *diagnostics;
    Arena *scratch;
} EvaluateReport;

/* [L3.9] Rows are those of the block. */
void report_broken_require(const EvaluateReport *report, size_t row, const PlanRequire *require);
/* A value of the row that is STATE_TOO_LARGE or STATE_UNDEFINED though it is needed; `values` are those of
 * the row. */
void report_bad_value(const EvaluateReport *report, size_t row, StepId step, const StepValue *values);
/* A cohort step whose number passes the limits; `group`: the option of its scope. */
void report_large_cohort(const EvaluateReport *report, StepId step, size_t group);

#endif
