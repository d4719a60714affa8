/* Sums over the members that apply. Members come by width: 1, or 2 where each comes with its weight. */
#ifndef RUNTIME_COLUMN_SUM_H
#define RUNTIME_COLUMN_SUM_H

#include "runtime/column_step.h"

/* The states of member i, with those of its weight; a new reference. */
States member_states(ColumnRun *run, const ColumnStep *step, uint32_t i, uint32_t width);
/* Sum of operand `part` of every member, over the members that apply. */
ColumnVector members_sum(ColumnRun *run, const ColumnStep *step, uint32_t part, uint32_t width);
/* Sum of value × weight. */
ColumnVector members_weighted_sum(ColumnRun *run, const ColumnStep *step);
/* How many apply. */
Lanes members_count(ColumnRun *run, const ColumnStep *step);

#endif
