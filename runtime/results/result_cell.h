/* What one unit shows in one column of a result. */
#ifndef RUNTIME_RESULTS_RESULT_CELL_H
#define RUNTIME_RESULTS_RESULT_CELL_H

#include "runtime/results/result_model.h"
#include "runtime/computing/value_text.h"

/* [F3.6] What the column shows for the unit. `plain_rank`: the place alone, without `=3` and `27/63`. */
ValueText result_text(const Result *result, const ResultColumn *column, uint32_t row, bool plain_rank);

#endif
