/* One step of a plan in a block of rows, made ready. */
#ifndef RUNTIME_COMPUTING_COLUMN_STEP_H
#define RUNTIME_COMPUTING_COLUMN_STEP_H

#include "lang/operation.h"
#include "runtime/computing/column_cells.h"

/* The block at hand. */
typedef struct ColumnRun {
    LaneContext lanes;
    ColumnVector *values; /* per step of the plan */
    size_t count;         /* rows */
    NumberContext *numbers;
} ColumnRun;

typedef struct ColumnStep ColumnStep;
/* Gives a new vector; rows whose numbers passed 64 bits are marked in `lanes`. */
typedef ColumnVector (*ColumnFunction)(ColumnRun *run, const ColumnStep *step);

typedef struct ColumnBands ColumnBands;

struct ColumnStep {
    ColumnFunction run;
    StepId result;
    Operation operation;
    const StepId *operands;
    uint32_t operand_count;
    const BlockColumn *source; /* where the values of an input or of an earlier stage lie */
    CellKind cells;            /* what they stand for there */
    ColumnVector fixed;        /* a value that is the same in every row */
    BlockColumn *kept;         /* NULL: nothing is kept */
    ValueState worst_kept;
    ColumnBands *bands;      /* tests against rising or falling bounds, in place of operands */
    const StepId *last_used; /* vectors that no later step needs */
    uint32_t last_used_count;
};

static inline ColumnVector *column_operand(const ColumnRun *run, const ColumnStep *step, uint32_t i) {
    return &run->values[step->operands[i]];
}

/* The strongest state of all operands. */
States column_step_strongest(ColumnRun *run, const ColumnStep *step);
/* For an operation that is not known: values are left, states are decided as for all strict ones. */
ColumnVector column_step_leave(ColumnRun *run, const ColumnStep *step);

#endif
