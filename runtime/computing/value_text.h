/* How a value is written for a reader: numbers with their declared decimals, per cent, dates, options. */
#ifndef RUNTIME_COMPUTING_VALUE_TEXT_H
#define RUNTIME_COMPUTING_VALUE_TEXT_H

#include "runtime/values/table.h"

/* [F3.6] Decimals shown of a value that the rules do not round. */
enum { VALUE_FREE_DECIMALS = 12 };

typedef struct ValueStyle {
    NumberContext *numbers;
    Arena *scratch; /* owns the texts */
    char point;     /* the decimal mark */
} ValueStyle;

/* What a cell shows. */
typedef struct ValueText {
    ValueState state;
    Text text;       /* empty without a value */
    bool is_foreign; /* came from the data or the rules, so it may hold anything */
    bool is_number;  /* aligned to the right */
} ValueText;

/* `decimals` as declared, -1: all digits if there are at most 12 of them, else 12. In per cent two fewer. */
Text value_number(const ValueStyle *style, Number value, int decimals, bool as_percent);
Text value_date(const ValueStyle *style, Number days);
/* What a cell of an input holds. */
typedef struct InputValue {
    const Categories *categories; /* INPUT_TEXT */
    ValueState state;
    Number number; /* STATE_VALUE */
} InputValue;

/* An input that is neither key nor name, as the data had it: in its own unit, options as their labels. */
ValueText value_input(const ValueStyle *style, const PlanInput *input, const InputValue *value);

static inline ValueText value_own(Text text) {
    return (ValueText){STATE_VALUE, text, false, true};
}
static inline ValueText value_word(Text text) {
    return (ValueText){STATE_VALUE, text, false, false};
}
static inline ValueText value_foreign(Text text) {
    return (ValueText){STATE_VALUE, text, true, false};
}
static inline ValueText value_none(ValueState state) {
    return (ValueText){state, {"", 0}, false, false};
}

#endif
