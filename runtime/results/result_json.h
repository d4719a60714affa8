/* [F5] Versioned, canonical JSON. */
#ifndef RUNTIME_RESULTS_RESULT_JSON_H
#define RUNTIME_RESULTS_RESULT_JSON_H

#include "runtime/results/result_model.h"
#include "runtime/results/result_sink.h"

/* false: the output failed. */
bool result_write_json(Result *result, const Output *output);

#endif
