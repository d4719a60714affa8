/* Values of units as numbers and states, their categories and keys. */
#ifndef RUNTIME_RESULTS_RESULT_VALUE_H
#define RUNTIME_RESULTS_RESULT_VALUE_H

#include "runtime/results/result_model.h"

typedef struct ResultValue {
    ValueState state;
    Number number; /* STATE_VALUE */
} ResultValue;

/* The value of a step for a unit; steps that need no column (constants, inputs) are found where they are. */
ResultValue result_value(const Result *result, StepId step, uint32_t row);
ResultValue result_ratio(const Result *result, const PlanOutput *output, uint32_t row);
/* Index of the unit's category, or one past the last where it has none. RESULT_NONE as input: 0. */
uint32_t result_category(const Result *result, uint32_t input, uint32_t row);
uint32_t result_category_count(const Result *result, uint32_t input);
/* What results call the category; empty for the units without one. */
Text result_category_label(const Result *result, uint32_t input, uint32_t category);
Text result_key(const Result *result, uint32_t row);

#endif
