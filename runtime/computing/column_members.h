/* Operations over members on a block: members that are not applicable are left out in each row [L4.7]. */
#ifndef RUNTIME_COMPUTING_COLUMN_MEMBERS_H
#define RUNTIME_COMPUTING_COLUMN_MEMBERS_H

#include "runtime/computing/column_step.h"

/* NULL: the column evaluator does not know the operation. */
ColumnFunction column_members_function(StepOp op);
/* yes where no member applies: a count that is 0. For a step that counts. */
ColumnVector column_members_none(ColumnRun *run, const ColumnStep *step);

#endif
