/* What the rows of one stage have to do: the steps that run, the columns they take values from, the values
 * that are kept, the requirements that are checked. Both evaluators work from it. */
#ifndef RUNTIME_STAGE_H
#define RUNTIME_STAGE_H

#include "runtime/table.h"

/* A value that a row takes from a column before its steps run. */
typedef struct Import {
    StepId step;
    const Column *column;
} Import;

/* The lists hold the stage at hand; their places are made once. */
typedef struct Stage {
    const Plan *plan;
    const Table *table;
    Column *columns; /* per step: those of the kept ones are started by stage_start */
    Arena *arena;
    PlanSelection selection;
    bool *is_output;  /* per step: undefined values are errors */
    StepId *by_stage; /* needed steps, stage after stage */
    size_t *starts;
    uint32_t *imported_in; /* per step: stage + 1 that imports it */
    uint32_t number;
    StepId *fixed; /* the same in every row */
    size_t fixed_count;
    StepId *steps; /* each needs only imports, fixed ones and steps before it */
    size_t step_count;
    Import *imports;
    size_t import_count;
    StepId *keeps;
    size_t keep_count;
    const PlanRequire **requires;
    size_t require_count;
} Stage;

/* `chosen`: per output. */
Stage stage_new(const Plan *plan, const Table *table, const PlanParts *chosen, Column *columns, Arena *arena);
void stage_start(Stage *stage, uint32_t number);

static inline bool stage_has_work(const Stage *stage) {
    return stage->step_count > 0 || stage->require_count > 0;
}

#endif
