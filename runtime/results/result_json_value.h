/* One value of one unit in JSON, whatever it is. */
#ifndef RUNTIME_RESULTS_RESULT_JSON_VALUE_H
#define RUNTIME_RESULTS_RESULT_JSON_VALUE_H

#include "runtime/results/result_json_parts.h"

/* [F5.2] What stands between `before` and `end` of the part, but JSON_PLACE; with TEXT_SLACK, in the scratch
 * of the result. Any other state than STATE_VALUE: there is none. */
ValueState json_value(const Result *result, const JsonPart *part, uint32_t row, Text *text);

#endif
