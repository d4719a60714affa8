/* The rows of a stage, block by block: by columns, and what those leave by the reference evaluator. One
 * thread has one of these. */
#ifndef RUNTIME_COMPUTING_EVALUATE_ROWS_H
#define RUNTIME_COMPUTING_EVALUATE_ROWS_H

#include "runtime/computing/column_program.h"
#include "runtime/computing/reference.h"

/* Rows of all stages: a row counts once in each stage that has work for it. */
typedef struct EvaluationCounts {
    uint64_t column_rows;    /* computed by the column evaluator */
    uint64_t left_rows;      /* which it left to the reference evaluator */
    uint64_t reference_rows; /* of stages, or parts of them, that it was not asked for */
} EvaluationCounts;

typedef struct EvaluateOptions {
    const PlanParts *chosen; /* per output; NULL: all */
    const bool *watched;     /* per step: its column is wanted, too; only where all outputs are. NULL: none */
    bool by_reference;       /* every row by the reference evaluator */
    bool is_part;            /* takes rows for another one */
    size_t threads;          /* for rows behind the first stage; 0, 1: this one */
    size_t chunk_rows; /* that one thread computes at a time, a multiple of BLOCK_ROWS; 0: a good number */
} EvaluateOptions;

typedef struct EvaluateRows {
    const Plan *plan;
    const Table *table;
    EvaluateReport report;
    Column *columns; /* per step, of all units */
    Block block;     /* rows of the table; what is read has a block of its own */
    Stage stage;
    Reference reference;
    ColumnProgram *program; /* NULL: every row by the reference evaluator */
    EvaluationCounts counts;
    size_t stage_rows, stage_left; /* of the stage at hand */
} EvaluateRows;

EvaluateRows *evaluate_rows_new(const Plan *plan, const Table *table, const EvaluateOptions *options,
                                Arena *arena, NumberContext *numbers, Diagnostics *diagnostics);
void evaluate_rows_free(EvaluateRows *rows);
/* `block`: the rows come in it, with the inputs; NULL: they come from the table. */
void evaluate_rows_start(EvaluateRows *rows, uint32_t stage, Block *block);
/* The rows from `first`, a multiple of BLOCK_ROWS, or those of the block. */
void evaluate_rows_run(EvaluateRows *rows, size_t first, size_t count);
/* Takes the values and messages of a part, whose rows come next, and makes it forget them. */
void evaluate_rows_join(EvaluateRows *rows, EvaluateRows *part);

#endif
