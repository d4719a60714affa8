/* [F5] Versioned, canonical JSON. */
#ifndef RUNTIME_RESULT_JSON_H
#define RUNTIME_RESULT_JSON_H

#include "runtime/result_model.h"
#include "runtime/result_sink.h"

/* false: the output failed. */
bool result_write_json(Result *result, const Output *output);

#endif
