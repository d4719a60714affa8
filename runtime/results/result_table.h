/* [F3] A table for people. */
#ifndef RUNTIME_RESULTS_RESULT_TABLE_H
#define RUNTIME_RESULTS_RESULT_TABLE_H

#include "runtime/results/result_model.h"
#include "runtime/results/result_sink.h"

/* false: the output failed. */
bool result_write_table(Result *result, const Output *output);

#endif
