#include "runtime/results/result_cell.h"

#include "runtime/results/result_rank.h"
#include "runtime/results/result_value.h"

static const Text state_names[] = {
    [STATE_VALUE] = {"value", 5},
    [STATE_NOT_APPLICABLE] = {"not applicable", 14},
    [STATE_MISSING] = {"missing", 7},
    [STATE_UNDEFINED] = {"undefined", 9},
};

static ValueStyle style_of(const Result *result) {
    return (ValueStyle){result->numbers, result->scratch, result->options.vietnamese ? ',' : '.'};
}

static ValueText number_text(const Result *result, ResultValue value, int decimals, bool as_percent) {
    if (value.state != STATE_VALUE) return value_none(value.state);
    ValueStyle style = style_of(result);
    return value_own(value_number(&style, value.number, decimals, as_percent));
}

static ValueText grade_text(const PlanOutput *output, const Result *result, ResultValue value) {
    int64_t grade = 0;
    if (value.state != STATE_VALUE) return value_none(value.state);
    bool known = number_to_int(result->numbers, value.number, &grade) && grade >= 0 &&
                 (uint64_t)grade < output->grade_count;
    return value_foreign(known ? output->grades[grade].label : (Text){"", 0});
}

/* [L6.5] */
static ValueText rank_text(const Result *result, const ResultColumn *column, uint32_t row, bool plain) {
    const PlanOutput *output = &result->plan->outputs[column->output];
    ResultValue value = result_value(result, output->value, row);
    ValueText text = number_text(result, value, -1, false);
    if (value.state != STATE_VALUE || plain) return text;
    const ResultRank *rank = result_rank_find(result, column->output);
    if (!rank) return text;
    if (output->show_of)
        text.text = text_format(result->scratch, "%.*s/%u", TEXT_ARG(text.text),
                                (unsigned)result_rank_of(result, rank, row));
    if (output->show_shared && rank->shared[row])
        text.text = text_format(result->scratch, "=%.*s", TEXT_ARG(text.text));
    return text;
}

static ValueText category_text(const Result *result, const PlanOutput *output, ResultValue value) {
    int64_t category = 0;
    if (output->category_input == RESULT_NONE) return grade_text(output, result, value);
    bool known = number_to_int(result->numbers, value.number, &category) && category >= 0;
    return value_foreign(known ? result_category_label(result, output->category_input, (uint32_t)category)
                               : (Text){"", 0});
}

/* Yes/no, dates and options of lets and reports are shown as such, numbers with their declared decimals. */
static ValueText typed_text(const Result *result, const PlanOutput *output, StepId step, uint32_t row) {
    ResultValue value = result_value(result, step, row);
    if (value.state != STATE_VALUE) return value_none(value.state);
    ValueStyle style = style_of(result);
    switch (result->plan->steps[step].type) {
    case PLAN_YES_NO: return value_word(number_sign(value.number) ? TEXT("yes") : TEXT("no"));
    case PLAN_DATE: return value_own(value_date(&style, value.number));
    case PLAN_OPTION: return category_text(result, output, value);
    case PLAN_NUMBER: break;
    }
    return number_text(result, value, output->decimals, output->as_percent);
}

static ValueText declared_text(const Result *result, const ResultColumn *column, uint32_t row,
                               bool plain_rank) {
    const PlanOutput *output = &result->plan->outputs[column->output];
    switch (output->kind) {
    case OUTPUT_RANK: return rank_text(result, column, row, plain_rank);
    case OUTPUT_GRADE: return grade_text(output, result, result_value(result, output->value, row));
    case OUTPUT_GATE:
    case OUTPUT_INDEX:
    case OUTPUT_GROUP:
    case OUTPUT_CRITERION:
    case OUTPUT_REPORT:
    case OUTPUT_LET: break;
    }
    return typed_text(result, output, output->value, row);
}

static ValueText exact_text(const Result *result, const PlanOutput *output, uint32_t row) {
    if (result->plan->steps[output->exact].type != PLAN_NUMBER)
        return typed_text(result, output, output->exact, row);
    ResultValue value = result_value(result, output->exact, row);
    if (value.state != STATE_VALUE) return value_none(value.state);
    Text text = number_format_exact(result->numbers, result->scratch, value.number);
    char *bytes = arena_copy(result->scratch, text.bytes, text.len);
    for (size_t i = 0; i < text.len; i++)
        if (bytes[i] == '.' && result->options.vietnamese) bytes[i] = ',';
    return value_own((Text){bytes, text.len});
}

static ValueText points_of_max(const Result *result, const PlanOutput *output, uint32_t row) {
    ValueText points = number_text(result, result_value(result, output->points, row), -1, false);
    ValueText max = number_text(result, result_value(result, output->max, row), -1, false);
    if (points.state != STATE_VALUE) return points;
    if (max.state != STATE_VALUE) return max;
    points.text = text_format(result->scratch, "%.*s/%.*s", TEXT_ARG(points.text), TEXT_ARG(max.text));
    return points;
}

static ValueText input_text(const Result *result, uint32_t id, uint32_t row) {
    ValueStyle style = style_of(result);
    const TableColumn *column = &result->table->columns[id];
    if (column->texts) return value_foreign(text_column_get(column->texts, row));
    InputValue value = {.categories = &column->categories, .state = STATE_MISSING};
    if (row < column->values.count) value.state = column_state(&column->values, row);
    if (value.state == STATE_VALUE) value.number = column_number(&column->values, row);
    return value_input(&style, &result->plan->inputs[id], &value);
}

ValueText result_text(const Result *result, const ResultColumn *column, uint32_t row, bool plain_rank) {
    if (column->what == SHOW_INPUT) return input_text(result, column->input, row);
    const PlanOutput *output = &result->plan->outputs[column->output];
    switch (column->what) {
    case SHOW_INPUT: break;
    case SHOW_VALUE: return declared_text(result, column, row, plain_rank);
    case SHOW_POINTS: return number_text(result, result_value(result, output->points, row), -1, false);
    case SHOW_MAX: return number_text(result, result_value(result, output->max, row), -1, false);
    case SHOW_RATIO: return number_text(result, result_ratio(result, output, row), -1, false);
    case SHOW_EXACT: return exact_text(result, output, row);
    case SHOW_STATE: return value_word(state_names[result_value(result, output->value, row).state]);
    case SHOW_POINTS_OF_MAX: return points_of_max(result, output, row);
    }
    return value_none(STATE_MISSING);
}
