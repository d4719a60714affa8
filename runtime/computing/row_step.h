/* One step in one row: decides the state of the result, then the value [L4.3, L4.5]. */
#ifndef RUNTIME_COMPUTING_ROW_STEP_H
#define RUNTIME_COMPUTING_ROW_STEP_H

#include "lang/operation.h"
#include "runtime/values/block_column.h"

/* A value of the row whose number passed the limits. Stronger than all other states; an error only where it
 * is needed. */
#define STATE_TOO_LARGE ((ValueState)4)

typedef struct StepValue {
    Number number; /* STATE_VALUE only */
    ValueState state;
} StepValue;

typedef struct Row {
    NumberContext *numbers;
    StepValue *values; /* per step of the plan */
    Number *gathered;  /* room for the operands of any step */
} Row;

typedef struct RowStep RowStep;
typedef void (*RowFunction)(const Row *row, const RowStep *step);

/* A step made ready: all that the row loop reads lies in one place. */
struct RowStep {
    RowFunction run;
    OperationFunction apply;
    Operation operation;
    const StepId *operands;
    uint32_t operand_count;
    StepId result;
};

/* `id` must be a step that is neither LEAF nor COHORT. */
RowStep row_step_new(const Plan *plan, StepId id);
/* Runs the steps in order. false: some result passed the limits, and the values are not to be used. */
bool row_steps_run(const Row *row, const RowStep *steps, size_t count);
/* The same, but results that pass the limits get STATE_TOO_LARGE, so that only those that are needed count.
 */
void row_steps_run_carefully(const Row *row, const RowStep *steps, size_t count);

static inline StepValue step_value_of_cell(const BlockColumn *column, size_t row) {
    Cell cell = block_column_cell(column, row);
    StepValue value = {NUMBER_ZERO, cell_state(cell)};
    if (value.state != STATE_VALUE) return value;
    if (cell_is_large(cell) || cell_decimals(cell) > 0)
        value.number = block_column_number(column, row);
    else
        value.number = number_from_int(cell_mantissa(cell));
    return value;
}

#endif
