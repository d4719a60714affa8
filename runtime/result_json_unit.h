/* [F5.2] The units of a result in JSON. */
#ifndef RUNTIME_RESULT_JSON_UNIT_H
#define RUNTIME_RESULT_JSON_UNIT_H

#include "runtime/result_field.h"
#include "runtime/result_sink.h"

/* A column and its cells in the rows at hand. */
typedef struct JsonField {
    ResultField as;
    Cell *cells; /* ITEM_ROWS; FIELD_TEXT: `texts` */
    Text *texts;
} JsonField;

typedef struct JsonInput {
    uint32_t input;
    Text name; /* "name": */
    JsonField field;
} JsonInput;

typedef struct JsonOutput {
    uint32_t output;
    Text name; /* "name":{ */
    JsonField value, exact, points, max;
    const ResultRank *rank;
} JsonOutput;

typedef struct JsonUnits {
    Result *result;
    ResultSink *sink;
    JsonInput who[3], *inputs;
    size_t who_count, input_count;
    JsonOutput *outputs;
    size_t output_count;
} JsonUnits;

JsonUnits json_units(Result *result, ResultSink *sink, const uint32_t *outputs, size_t output_count,
                     const uint32_t *inputs, size_t input_count);
/* Units shown, from `from` to before `to`. */
void json_units_write(JsonUnits *units, size_t from, size_t to);

#endif
