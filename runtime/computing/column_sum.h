/* Sums over the members that apply. Members come by width: 1, or 2 where each comes with its weight. */
#ifndef RUNTIME_COMPUTING_COLUMN_SUM_H
#define RUNTIME_COMPUTING_COLUMN_SUM_H

#include "runtime/computing/column_step.h"

/* The states of member i, with those of its weight; a new reference. */
States member_states(ColumnRun *run, const ColumnStep *step, uint32_t i, uint32_t width);
/* The rows of member i that hold a value: `room`, or as long as the operands are held. */
const RowBits *members_applying(ColumnRun *run, const ColumnStep *step, uint32_t i, uint32_t width,
                                RowBits *room);
/* The numbers of these rows, else 0. */
ColumnVector members_masked(ColumnRun *run, ColumnVector vector, const RowBits *mask);
/* Releases `part`. */
void members_add(ColumnRun *run, ColumnVector *total, ColumnVector part);
/* Sum of operand `part` of every member, over the members that apply. */
ColumnVector members_sum(ColumnRun *run, const ColumnStep *step, uint32_t part, uint32_t width);
/* How many apply. */
Lanes members_count(ColumnRun *run, const ColumnStep *step);

#endif
