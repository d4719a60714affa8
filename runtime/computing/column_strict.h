/* Strict operations on a block: the strongest state of the operands wins [L4.5]. */
#ifndef RUNTIME_COMPUTING_COLUMN_STRICT_H
#define RUNTIME_COMPUTING_COLUMN_STRICT_H

#include "runtime/computing/column_step.h"

/* NULL: the column evaluator does not know the operation. */
ColumnFunction column_strict_function(StepOp op);

#endif
