#include "runtime/results/result_json_value.h"

#include "runtime/results/json_text.h"
#include "runtime/results/result_cell.h"
#include "runtime/results/result_value.h"

static ValueState input_value(const Result *result, const JsonPart *part, uint32_t row, Text *text) {
    ResultColumn column = {SHOW_INPUT, part->input, RESULT_NONE, {"", 0}};
    ValueText value = result_text(result, &column, row, true);
    *text = value.text;
    return value.state;
}

static Text measure_text(const Result *result, const PlanOutput *output, Number number) {
    ValueStyle style = {result->numbers, result->scratch, '.'};
    switch (result->plan->steps[output->value].type) {
    case PLAN_YES_NO: return number_sign(number) != 0 ? TEXT("true") : TEXT("false");
    case PLAN_DATE: return value_date(&style, number);
    case PLAN_NUMBER:
    case PLAN_OPTION: break;
    }
    return value_number(&style, number, output->decimals, false);
}

static Text value_text(const Result *result, uint32_t id, uint32_t row, Number number) {
    const PlanOutput *output = &result->plan->outputs[id];
    ResultColumn column = {SHOW_VALUE, RESULT_NONE, id, {"", 0}};
    ValueStyle style = {result->numbers, result->scratch, '.'};
    switch (output->kind) {
    case OUTPUT_RANK: return value_number(&style, number, -1, false);
    case OUTPUT_GRADE: return result_text(result, &column, row, true).text;
    case OUTPUT_GATE: return number_sign(number) != 0 ? TEXT("true") : TEXT("false");
    case OUTPUT_INDEX:
    case OUTPUT_GROUP:
    case OUTPUT_CRITERION:
    case OUTPUT_REPORT:
    case OUTPUT_LET: break;
    }
    return measure_text(result, output, number);
}

/* [F5.5] Where the value is all of it, there is nothing. */
static ValueState exact_value(const Result *result, const PlanOutput *output, Number number, Text *text) {
    if (json_exact_is_rare(output) && number_decimals(result->numbers, number, VALUE_FREE_DECIMALS) >= 0)
        return STATE_NOT_APPLICABLE;
    *text = number_format_exact(result->numbers, result->scratch, number);
    return STATE_VALUE;
}

static ValueState output_value(const Result *result, const JsonPart *part, uint32_t row, Text *text) {
    ValueStyle style = {result->numbers, result->scratch, '.'};
    ResultValue value = result_value(result, part->step, row);
    if (value.state != STATE_VALUE) return value.state;
    if (part->what == JSON_EXACT)
        return exact_value(result, &result->plan->outputs[part->output], value.number, text);
    *text = part->what == JSON_VALUE ? value_text(result, part->output, row, value.number)
                                     : value_number(&style, value.number, -1, false);
    return STATE_VALUE;
}

ValueState json_value(const Result *result, const JsonPart *part, uint32_t row, Text *text) {
    Text plain = {"", 0};
    ValueState state = part->what == JSON_INPUT ? input_value(result, part, row, &plain)
                                                : output_value(result, part, row, &plain);
    *text = json_text(result->scratch, plain);
    return state;
}
