/* The rows of a stage shared by several threads: each computes chunks of rows, and they are joined in the
 * order of the table. */
#ifndef RUNTIME_COMPUTING_EVALUATE_SHARE_H
#define RUNTIME_COMPUTING_EVALUATE_SHARE_H

#include "runtime/computing/evaluate_rows.h"

/* Are there so many rows that threads are worth their start? */
bool evaluate_share_pays(const EvaluateOptions *options, size_t row_count);
/* `rows` has started the stage, which takes its rows from the table. */
void evaluate_share(EvaluateRows *rows, uint32_t stage, const EvaluateOptions *options, Arena *arena);

#endif
