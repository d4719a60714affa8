/* [F3.7] Places where the printed values and the order seem to contradict each other. */
#ifndef RUNTIME_RESULTS_RESULT_SHOWN_H
#define RUNTIME_RESULTS_RESULT_SHOWN_H

#include "base/diagnostic.h"
#include "runtime/results/result_model.h"

/* Warns of two units that show the same value and yet have different places. */
void result_check_shown(const Result *result, Diagnostics *diagnostics);

#endif
