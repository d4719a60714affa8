/* [F5.2] Units of a result as JSON, in pieces: several writers can make pieces side by side. */
#ifndef RUNTIME_RESULTS_RESULT_JSON_ROWS_H
#define RUNTIME_RESULTS_RESULT_JSON_ROWS_H

#include "runtime/results/result_json_parts.h"

typedef struct JsonWriter JsonWriter;

/* `scratch` is reset while writing. No other writer may use arenas and numbers at the same time. */
JsonWriter *json_writer_new(const JsonUnits *units, Arena *arena, Arena *scratch, NumberContext *numbers);
/* Writes `count` of the units shown behind what there is, each with what stands before it; returns the number
 * of bytes there are. */
size_t json_writer_add(JsonWriter *writer, size_t from, size_t count);
/* What there is; it is valid until more is added, which begins anew. */
Text json_writer_take(JsonWriter *writer);

#endif
