/* Lazy operations on a block: both branches are computed, and each row takes the one it needs. */
#ifndef RUNTIME_COMPUTING_COLUMN_LAZY_H
#define RUNTIME_COMPUTING_COLUMN_LAZY_H

#include "runtime/computing/column_step.h"

/* NULL: not a lazy operation. */
ColumnFunction column_lazy_function(StepOp op);

#endif
