/* The column evaluator: the steps of a stage over a block of rows at a time. It agrees with the reference
 * evaluator on every value, or leaves the row to it. */
#ifndef RUNTIME_COMPUTING_COLUMN_PROGRAM_H
#define RUNTIME_COMPUTING_COLUMN_PROGRAM_H

#include "runtime/computing/column_kernels.h"
#include "runtime/computing/stage.h"

typedef struct ColumnProgram ColumnProgram;

ColumnProgram *column_program_new(const Stage *stage, NumberContext *numbers, Arena *arena);
/* The fastest path is taken unless another is asked for, which the machine must have. */
void column_program_use(ColumnProgram *program, ColumnPath path);
/* After stage_start. */
void column_program_start(ColumnProgram *program);
/* Sets the kept cells of the `count` rows of the block and says which rows are left: their cells mean
 * nothing, and nothing has been said about them. Returns how many. */
size_t column_program_run(ColumnProgram *program, size_t count, bool left[COLUMN_BLOCK]);

#endif
