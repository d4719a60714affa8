#include "runtime/computing/value_text.h"

#include "base/calendar.h"

static int shown_decimals(const ValueStyle *style, Number value, int declared) {
    if (declared >= 0) return declared;
    int needed = number_decimals(style->numbers, value, VALUE_FREE_DECIMALS);
    return needed < 0 ? VALUE_FREE_DECIMALS : needed;
}

Text value_number(const ValueStyle *style, Number value, int decimals, bool as_percent) {
    if (!as_percent) {
        int shown = shown_decimals(style, value, decimals);
        return number_format(style->numbers, style->scratch, value, shown, style->point);
    }
    Number percent = number_multiply(style->numbers, value, number_from_int(100));
    if (decimals >= 0) decimals = decimals > 2 ? decimals - 2 : 0;
    int shown = shown_decimals(style, percent, decimals);
    Text digits = number_format(style->numbers, style->scratch, percent, shown, style->point);
    return text_format(style->scratch, "%.*s%%", TEXT_ARG(digits));
}

Text value_date(const ValueStyle *style, Number number) {
    int64_t days = 0;
    if (!number_to_int(style->numbers, number, &days)) return value_number(style, number, -1, false);
    return calendar_text(style->scratch, days);
}

static Text option_label(const PlanInput *input, const ValueStyle *style, Number number) {
    int64_t option = 0;
    bool known = number_to_int(style->numbers, number, &option) && option >= 0 &&
                 (uint64_t)option < input->option_count;
    return known ? input->options[option].label : (Text){"", 0};
}

static Text category_text(const Categories *categories, const ValueStyle *style, Number number) {
    int64_t category = 0;
    bool known = number_to_int(style->numbers, number, &category) && category >= 0 &&
                 (uint64_t)category < categories->count;
    return known ? categories->texts[category] : (Text){"", 0};
}

ValueText value_input(const ValueStyle *style, const PlanInput *input, const InputValue *value) {
    if (value->state != STATE_VALUE) return value_none(value->state);
    Number number = value->number;
    switch (input->type) {
    case INPUT_KEY:
    case INPUT_NAME: break;
    case INPUT_TEXT: return value_foreign(category_text(value->categories, style, number));
    case INPUT_OPTION: return value_foreign(option_label(input, style, number));
    case INPUT_YES_NO: return value_word(number_sign(number) ? TEXT("yes") : TEXT("no"));
    case INPUT_NUMBER: return value_own(value_number(style, number, -1, false));
    case INPUT_PERCENT: return value_own(value_number(style, number, -1, true));
    case INPUT_DATE: return value_own(value_date(style, number));
    }
    return value_none(STATE_MISSING);
}
