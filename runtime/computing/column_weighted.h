/* Weighted sums over the members that apply. */
#ifndef RUNTIME_COMPUTING_COLUMN_WEIGHTED_H
#define RUNTIME_COMPUTING_COLUMN_WEIGHTED_H

#include "runtime/computing/column_step.h"

/* Sum of value × weight. */
ColumnVector members_weighted_sum(ColumnRun *run, const ColumnStep *step);

#endif
