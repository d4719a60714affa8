/* What the rows of one stage have to do: the steps that run, the columns they take values from, the values
 * that are kept, the requirements that are checked. Both evaluators work from it. */
#ifndef RUNTIME_COMPUTING_STAGE_H
#define RUNTIME_COMPUTING_STAGE_H

#include "runtime/values/table.h"

/* A value that a row takes from a column before its steps run. */
typedef struct Import {
    StepId step;
    BlockColumn *column; /* of the block at hand */
    const Column *from;  /* of all units; NULL: the block comes with it */
} Import;

/* The lists hold the stage at hand; their places are made once. */
typedef struct Stage {
    const Plan *plan;
    const Table *table;
    Block *block;          /* of the rows at hand; set before stage_start */
    BlockColumn *values;   /* per step, of the block at hand: imports of earlier stages and kept ones */
    Column *columns;       /* per step, of all units: the kept ones */
    const Column *sources; /* those of earlier stages: `columns`, or what it is a part of */
    Arena *arena;
    Arena *scratch; /* large numbers of the block at hand */
    Arena *keeping; /* of the kept values of all units */
    PlanSelection selection;
    bool *is_output;  /* per step: undefined values are errors */
    StepId *by_stage; /* needed steps, stage after stage */
    size_t *starts;
    uint32_t *imported_in; /* per step: stage + 1 that imports it */
    uint32_t number;
    bool is_read;  /* the block comes with the inputs */
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
void stage_free(Stage *stage);
/* Stage 0 may find its inputs in the block: `is_read`. */
void stage_start(Stage *stage, uint32_t number, bool is_read);
/* Takes the imports of rows from `first`, a multiple of BLOCK_ROWS, into the block. */
void stage_load(Stage *stage, size_t first, size_t count);
/* Adds the kept values of the block to those of all units. */
void stage_keep(Stage *stage, size_t count);
/* Adds the kept values of another stage of the same plan. */
void stage_join(Stage *stage, const Stage *other);
/* Forgets the kept values of all units. */
void stage_forget(Stage *stage);
/* The inputs that must be kept for what comes behind the first stage: per input. */
bool *stage_kept_inputs(const Plan *plan, const PlanParts *chosen, Arena *arena);

static inline bool stage_has_work(const Stage *stage) {
    return stage->step_count > 0 || stage->require_count > 0;
}

#endif
