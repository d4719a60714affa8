/* [F4] CSV after RFC 4180. */
#ifndef RUNTIME_RESULTS_RESULT_CSV_H
#define RUNTIME_RESULTS_RESULT_CSV_H

#include "runtime/results/result_model.h"
#include "runtime/results/result_sink.h"

/* false: the output failed. */
bool result_write_csv(Result *result, const Output *output);

#endif
