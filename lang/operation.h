/* What each step operation does to the values of its operands, once the states are decided: the one meaning
 * that the constant folder of the checker and the evaluators share. Covers the STRICT and the MEMBERS
 * operations of step_ops.def. */
#ifndef LANG_OPERATION_H
#define LANG_OPERATION_H

#include "lang/plan.h"

typedef struct Operation {
    StepOp op;
    int decimals; /* OP_ROUND */
    RoundingMode mode;
} Operation;

/* Puts the result for `count` operands into `result`; false: undefined. Where a number passes the limits the
 * context is marked and the result means nothing: ask number_context_take_overflow. `operands` is the
 * caller's scratch and may be reordered. */
typedef bool (*OperationFunction)(NumberContext *context, Operation operation, Number *operands, size_t count,
                                  Number *result);

/* NULL for operations that are neither STRICT nor MEMBERS. */
OperationFunction operation_function(StepOp op);
bool operation_apply(NumberContext *context, Operation operation, Number *operands, size_t count,
                     Number *result);

/* How a step operation treats operands without a value: the third column of step_ops.def. */
typedef enum OperationKind {
    OPERATION_LEAF,
    OPERATION_STRICT,
    OPERATION_LAZY,
    OPERATION_MEMBERS,
    OPERATION_COHORT,
} OperationKind;
OperationKind operation_kind(StepOp op);

/* true when operands come in pairs of value and weight. */
bool operation_is_weighted(StepOp op);

static inline Operation operation_of(const Step *step) {
    Operation operation = {step->op, 0, ROUND_HALF_AWAY};
    if (step->op == OP_ROUND) {
        operation.decimals = step->round.decimals;
        operation.mode = (RoundingMode)step->round.mode;
    }
    return operation;
}

#endif
