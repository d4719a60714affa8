#include "runtime/computing/value_told.h"

#include "base/unicode.h"

const ValueWords value_words_english = {{"yes", 3}, {"no", 2}, {"not applicable", 14}, {"missing", 7}};

StepValue told_cell(const Column *column, size_t row) {
    StepValue value = {NUMBER_ZERO, column_state(column, row)};
    if (value.state == STATE_VALUE) value.number = column_number(column, row);
    return value;
}

static Text with_point(const ValueTeller *teller, Text digits) {
    if (teller->point == '.') return digits;
    char *bytes = arena_copy(teller->arena, digits.bytes, digits.len);
    for (size_t i = 0; i < digits.len; i++)
        if (bytes[i] == '.') bytes[i] = teller->point;
    return (Text){bytes, digits.len};
}

Text told_number(const ValueTeller *teller, Number number, bool as_percent) {
    bool ends = number_decimals(teller->numbers, number, NUMBER_MAX_DECIMALS) >= 0;
    as_percent = as_percent && ends;
    if (as_percent) number = number_multiply(teller->numbers, number, number_from_int(100));
    Text digits = with_point(teller, number_format_exact(teller->numbers, teller->arena, number));
    return as_percent ? text_format(teller->arena, "%.*s%%", TEXT_ARG(digits)) : digits;
}

Text told_text(const ValueTeller *teller, Text text) {
    return text_format(teller->arena, "\"%.*s\"", TEXT_ARG(unicode_visible(teller->arena, text)));
}

static Text state_text(const ValueTeller *teller, ValueState state) {
    return state == STATE_NOT_APPLICABLE ? teller->words->not_applicable : teller->words->missing;
}

static ValueStyle style_of(const ValueTeller *teller) {
    return (ValueStyle){teller->numbers, teller->arena, teller->point};
}

/* A text that no rule names is known from the units alone. */
static Text category_text(const ValueTeller *teller, const PlanOutput *output, size_t option) {
    if (option < output->grade_count) return output->grades[option].text;
    if (output->category_input == UINT32_MAX) return TEXT("?");
    const Categories *categories = &teller->table->columns[output->category_input].categories;
    return option < categories->count ? categories->texts[option] : TEXT("?");
}

Text told_option(const ValueTeller *teller, const PlanOutput *output, Number number) {
    int64_t option = 0;
    (void)number_to_int(teller->numbers, number, &option);
    return told_text(teller, category_text(teller, output, (size_t)option));
}

static Text told_part(const ValueTeller *teller, const PlanOutput *output, unsigned part, Number number) {
    ValueStyle style = style_of(teller);
    if (part == 0 && output->decimals >= 0)
        return value_number(&style, number, output->decimals, output->as_percent);
    PlanParts percent = PLAN_PART_RATIO | (output->as_percent ? PLAN_PART_VALUE | PLAN_PART_EXACT : 0);
    return told_number(teller, number, percent >> part & 1);
}

Text told_output(const ValueTeller *teller, uint32_t number, unsigned part, const StepValue *value) {
    const PlanOutput *output = &teller->plan->outputs[number];
    ValueStyle style = style_of(teller);
    if (value->state != STATE_VALUE) return state_text(teller, value->state);
    switch (teller->plan->steps[plan_part(output, PLAN_PART_ALL, part)].type) {
    case PLAN_YES_NO: return number_sign(value->number) ? teller->words->yes : teller->words->no;
    case PLAN_OPTION: return told_option(teller, output, value->number);
    case PLAN_DATE: return value_date(&style, value->number);
    case PLAN_NUMBER: break;
    }
    return told_part(teller, output, part, value->number);
}

Text told_input(const ValueTeller *teller, uint32_t number, const StepValue *value) {
    const PlanInput *input = &teller->plan->inputs[number];
    ValueStyle style = style_of(teller);
    InputValue cell = {&teller->table->columns[number].categories, value->state, value->number};
    int64_t option = 0;
    if (value->state != STATE_VALUE) return state_text(teller, value->state);
    if (input->type == INPUT_NUMBER || input->type == INPUT_PERCENT)
        return told_number(teller, value->number, input->type == INPUT_PERCENT);
    if (input->type == INPUT_YES_NO)
        return number_sign(value->number) ? teller->words->yes : teller->words->no;
    if (input->type == INPUT_TEXT) return told_text(teller, value_input(&style, input, &cell).text);
    if (input->type == INPUT_OPTION && number_to_int(teller->numbers, value->number, &option))
        return told_text(teller, input->options[option].text);
    return value_input(&style, input, &cell).text;
}
