/* [F5.2] What a unit in JSON consists of: parts, each of them text that is the same for all units, then a
 * value. */
#ifndef RUNTIME_RESULTS_RESULT_JSON_PARTS_H
#define RUNTIME_RESULTS_RESULT_JSON_PARTS_H

#include "runtime/values/machine.h"
#include "runtime/results/result_field.h"

typedef enum JsonWhat {
    JSON_INPUT,
    JSON_VALUE, /* of an output */
    JSON_PLACE, /* what a rank says beside its value; there is none without it */
    JSON_EXACT, /* as well */
    JSON_SUM,   /* points, max */
} JsonWhat;

/* All texts have TEXT_SLACK. */
typedef struct JsonPart {
    JsonWhat what;
    uint32_t input, output;
    StepId step;       /* where the value is; not JSON_INPUT, JSON_PLACE */
    ResultField field; /* labels in JSON, without quotes; JSON_PLACE: the categories of the rank */
    Text before;       /* what stands before a value */
    Text absent[STATE_UNDEFINED + 1]; /* by state: in place of `before` and value */
    char end;                         /* what stands behind a value; */
    bool has_end;                     /* if anything does */
    const ResultRank *rank;           /* JSON_PLACE */
    Text *places;                     /* two for each category: alone there, and shared */
} JsonPart;

/* What all writers share. */
typedef struct JsonUnits {
    const Result *result;
    JsonPart *parts;
    size_t part_count, part_capacity;
    Text end; /* behind the last part */
    MachinePath path;
} JsonUnits;

/* Outputs and inputs by their numbers; key, name and block are always there. Resets the scratch of the
 * result. */
JsonUnits json_units(const Result *result, const uint32_t *outputs, size_t output_count,
                     const uint32_t *inputs, size_t input_count);
/* Is `exact` only there where `value` is not all of it? */
static inline bool json_exact_is_rare(const PlanOutput *output) {
    return output->exact == output->value;
}

#endif
