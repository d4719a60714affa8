#include "lang/input_literal.h"

#include "lang/expression.h"

static bool misfit(Elaborator *elaborator, const Input *input, Span span, const char *wanted) {
    Context context = context_top(elaborator);
    report(elaborator, &context, span, DIAGNOSTIC_BAD_LITERAL,
           say(elaborator, "`%.*s` cannot have this value", TEXT_ARG(input->name)),
           say(elaborator, "write %s", wanted));
    return false;
}

static bool yes_no_literal(Elaborator *elaborator, const Input *input, const AstExpression *literal,
                           Number *value) {
    if (literal->kind != AST_YES && literal->kind != AST_NO)
        return misfit(elaborator, input, literal->span, "`yes` or `no`");
    *value = literal->kind == AST_YES ? NUMBER_ONE : NUMBER_ZERO;
    return true;
}

static bool typed_literal(Elaborator *elaborator, const Input *input, const AstExpression *literal,
                          Number *value, ValueKind kind, const char *wanted) {
    Context context = context_top(elaborator);
    Typed typed = elaborate(elaborator, &context, literal);
    if (typed_is_error(&typed)) return false;
    if (typed.kind == KIND_TEXT && kind == KIND_CATEGORY)
        typed = option_of_text(elaborator, &context, input->category, &typed);
    if (typed_is_error(&typed)) return false;
    if (typed.kind == kind && typed_constant(elaborator, &typed, value)) return true;
    return misfit(elaborator, input, literal->span, wanted);
}

static bool ratio_literal(Elaborator *elaborator, const Input *input, const AstExpression *literal,
                          Number *value) {
    if (!typed_literal(elaborator, input, literal, value, KIND_NUMBER, "a number with `%`")) return false;
    if (literal->unit == LITERAL_RATIO || literal->kind != AST_NUMBER || number_sign(*value) == 0)
        return true;
    return misfit(elaborator, input, literal->span, "a number with `%`, for example `50%`");
}

bool input_literal_of_type(Elaborator *elaborator, const Input *input, const AstExpression *literal,
                           Number *value) {
    switch (input->ast->type) {
    case TYPE_YES_NO: return yes_no_literal(elaborator, input, literal, value);
    case TYPE_TEXT:
    case TYPE_BLOCK:
    case TYPE_ONE_OF:
        return typed_literal(elaborator, input, literal, value, KIND_CATEGORY,
                             "one of its options, in quotes");
    case TYPE_DATE:
        return typed_literal(elaborator, input, literal, value, KIND_DATE, "a date: `date \"2018-01-31\"`");
    case TYPE_PERCENT: return ratio_literal(elaborator, input, literal, value);
    case TYPE_COUNT:
    case TYPE_NUMBER:
    case TYPE_POINTS: return typed_literal(elaborator, input, literal, value, KIND_NUMBER, "a number");
    case TYPE_KEY:
    case TYPE_NAME: break;
    }
    return misfit(elaborator, input, literal->span, "nothing: a key or name has no such value");
}

static Range declared_range(Elaborator *elaborator, const Input *input) {
    return elaborator->plan->inputs[input->number].range;
}

/* [L3.6] A value that a cell could not have is a slip; 0 is always allowed: "nothing submitted counts as
 * nothing". */
bool input_literal(Elaborator *elaborator, const Input *input, const AstExpression *literal, Number *value) {
    if (!input_literal_of_type(elaborator, input, literal, value)) return false;
    Range range = declared_range(elaborator, input);
    if (number_sign(*value) == 0 || input->category) return true;
    if (range_contains(elaborator->numbers, &range, *value)) return true;
    Context context = context_top(elaborator);
    bool percent = input->ast->type == TYPE_PERCENT;
    report(elaborator, &context, literal->span, DIAGNOSTIC_BAD_LITERAL,
           say(elaborator, "`%.*s` cannot have this value: its range is %.*s", TEXT_ARG(input->name),
               TEXT_ARG(range_text(elaborator->numbers, elaborator->arena, &range, percent))),
           TEXT("write a value that a cell could have, at its step, or 0"));
    return false;
}
