#include "runtime/results/result_value.h"

static ResultValue column_value(const Column *column, uint32_t row) {
    if (row >= column->count) return (ResultValue){STATE_MISSING, NUMBER_ZERO};
    ValueState state = column_state(column, row);
    return (ResultValue){state, state == STATE_VALUE ? column_number(column, row) : NUMBER_ZERO};
}

ResultValue result_value(const Result *result, StepId id, uint32_t row) {
    const Step *step = &result->plan->steps[id];
    if (step->op == OP_CONSTANT) return (ResultValue){STATE_VALUE, result->plan->constants[step->constant]};
    if (step->op == OP_NO_VALUE) return (ResultValue){(ValueState)step->state, NUMBER_ZERO};
    const Column *column = &result->evaluation->columns[id];
    if (step->op == OP_INPUT && row >= column->count) column = &result->table->columns[step->input].values;
    return column_value(column, row);
}

ResultValue result_ratio(const Result *result, const PlanOutput *output, uint32_t row) {
    ResultValue points = result_value(result, output->points, row);
    ResultValue max = result_value(result, output->max, row);
    if (points.state != STATE_VALUE) return points;
    if (max.state != STATE_VALUE) return max;
    if (number_sign(max.number) == 0) return (ResultValue){STATE_NOT_APPLICABLE, NUMBER_ZERO};
    return (ResultValue){STATE_VALUE, number_divide(result->numbers, points.number, max.number)};
}

uint32_t result_category_count(const Result *result, uint32_t input) {
    if (input == RESULT_NONE) return 1;
    const PlanInput *of = &result->plan->inputs[input];
    return (uint32_t)(of->type == INPUT_OPTION ? of->option_count
                                               : result->table->columns[input].categories.count);
}

uint32_t result_category(const Result *result, uint32_t input, uint32_t row) {
    if (input == RESULT_NONE) return 0;
    uint32_t count = result_category_count(result, input);
    const Column *column = &result->table->columns[input].values;
    Cell cell = row < column->count ? column_cell(column, row) : cell_without_value(STATE_MISSING);
    bool is_whole = cell_state(cell) == STATE_VALUE && !cell_is_large(cell) && cell_decimals(cell) == 0;
    int64_t category = is_whole ? cell_mantissa(cell) : count;
    return category >= 0 && category < count ? (uint32_t)category : count;
}

Text result_category_label(const Result *result, uint32_t input, uint32_t category) {
    if (input == RESULT_NONE || category >= result_category_count(result, input)) return (Text){"", 0};
    const PlanInput *of = &result->plan->inputs[input];
    if (of->type == INPUT_OPTION) return of->options[category].label;
    return result->table->columns[input].categories.texts[category];
}

Text result_key(const Result *result, uint32_t row) {
    uint32_t input = result->plan->key_input;
    if (input == RESULT_NONE || !result->table->columns[input].texts) return (Text){"", 0};
    return text_column_get(result->table->columns[input].texts, row);
}
