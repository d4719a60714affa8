/* Which units are shown, and in which order: ranking lists, --block, --top, --order. */
#ifndef RUNTIME_RESULTS_RESULT_ORDER_H
#define RUNTIME_RESULTS_RESULT_ORDER_H

#include "runtime/results/result_model.h"

/* Fills `ordered`, `lists`, `rows`; the ranks must be there. `block`: option of the block input, -1: all. */
void result_order(Result *result, long block);

/* true when the rows are shown as they stand in the file, and nothing else needs their order. */
bool result_keeps_order(const Result *result);

#endif
