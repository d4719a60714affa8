/* Options, values that go together, and comparisons. */
#include "base/nearest.h"
#include "lang/expression.h"

static Text list_of_options(Elaborator *elaborator, const Category *category) {
    enum { MOST = 12 };
    TextBuilder list = text_builder(elaborator->arena);
    for (size_t i = 0; i < category->count && i < MOST; i++)
        text_builder_add_format(&list, "%s\"%.*s\"", i > 0 ? ", " : "", TEXT_ARG(category->options[i].text));
    if (category->count > MOST) text_builder_add_format(&list, " and %zu more", category->count - MOST);
    return text_builder_text(&list);
}

static Text hint_for_option(Elaborator *elaborator, const Category *category, Text text) {
    Nearest nearest = nearest_start(elaborator->arena, text);
    for (size_t i = 0; i < category->count; i++)
        nearest_offer(&nearest, category->options[i].text, (long)i);
    if (nearest.best >= 0)
        return say(elaborator, "did you mean \"%.*s\"?", TEXT_ARG(category->options[nearest.best].text));
    return say(elaborator, "the options are %.*s", TEXT_ARG(list_of_options(elaborator, category)));
}

Typed option_value(Elaborator *elaborator, const Context *context, Category *category, Text text, Span span) {
    for (size_t i = 0; i < category->count; i++) {
        if (!text_equal(category->options[i].text, text)) continue;
        StepId step = steps_constant(elaborator->steps, number_from_int((int64_t)i), PLAN_OPTION, span);
        Typed option = typed_number(elaborator, number_from_int((int64_t)i), measure_plain(), span);
        option.step = step;
        option.kind = KIND_CATEGORY;
        option.category = category;
        return option;
    }
    if (category->open) {
        PlanOption option = {text, text};
        ARENA_PUSH(elaborator->arena, category->options, category->count, category->capacity, option);
        return option_value(elaborator, context, category, text, span);
    }
    Text hint = hint_for_option(elaborator, category, text);
    report(elaborator, context, span, DIAGNOSTIC_UNKNOWN_OPTION,
           say(elaborator, "\"%.*s\" is not one of the options of `%.*s`", TEXT_ARG(text),
               TEXT_ARG(category->name)),
           hint);
    return typed_error(span);
}

Typed option_of_text(Elaborator *elaborator, const Context *context, Category *category, const Typed *text) {
    return option_value(elaborator, context, category, text->text ? *text->text : (Text){0}, text->span);
}

static bool is_either(const Typed *a, const Typed *b, ValueKind kind) {
    return a->kind == kind || b->kind == kind;
}

static Text kind_hint(const Typed *a, const Typed *b) {
    if (is_either(a, b, KIND_TEXT))
        return TEXT("write numbers without quotes; a text goes with the options of a category only");
    if (is_either(a, b, KIND_DATE))
        return TEXT("a date goes with a date, or with a number of days; write `date \"2018-01-31\"`");
    if (is_either(a, b, KIND_CHILDREN)) return TEXT("`children` stands alone in a call: `mean(children)`");
    if (is_either(a, b, KIND_CATEGORY))
        return TEXT(
            "an option goes with options of the same input; for numbers write `by khoi { \"...\" : 1 }`");
    if (is_either(a, b, KIND_YES_NO))
        return TEXT("to turn yes and no into numbers write `if ... then 1 else 0`");
    return TEXT("");
}

static Text unit_hint(const Typed *a, const Typed *b) {
    bool counted = a->measure.count == 1 || b->measure.count == 1;
    if (counted && (measure_is_ratio(&a->measure) || measure_is_ratio(&b->measure)))
        return TEXT("divide the count first, `share(a, b)` is a ratio, or drop the unit with `plain(...)`");
    if (counted && (measure_is_points(&a->measure) || measure_is_points(&b->measure)))
        return TEXT("say what each one is worth, `so_luong * 1 point`, or drop the unit with `plain(...)`");
    return TEXT(
        "bring both to one unit, for example by multiplying a ratio with `max`, or drop the unit with "
        "`plain(...)`");
}

static void report_mismatch(Elaborator *elaborator, const Context *context, const Typed *a, const Typed *b,
                            Span span, const char *verb) {
    Text x = typed_text(elaborator, a), y = typed_text(elaborator, b);
    bool units = a->kind == KIND_NUMBER && b->kind == KIND_NUMBER;
    Text hint = units ? unit_hint(a, b) : kind_hint(a, b);
    report(elaborator, context, span, units ? DIAGNOSTIC_UNIT_MISMATCH : DIAGNOSTIC_TYPE_MISMATCH,
           say(elaborator, "cannot %s %.*s and %.*s", verb, TEXT_ARG(x), TEXT_ARG(y)), hint);
}

static bool unify_kinds(Elaborator *elaborator, const Context *context, Typed *a, Typed *b) {
    if (a->kind == KIND_TEXT && b->kind == KIND_CATEGORY)
        *a = option_of_text(elaborator, context, b->category, a);
    if (b->kind == KIND_TEXT && a->kind == KIND_CATEGORY)
        *b = option_of_text(elaborator, context, a->category, b);
    if (typed_is_error(a) || typed_is_error(b)) return true;
    if (a->kind == KIND_NO_VALUE || b->kind == KIND_NO_VALUE) return true;
    if (a->kind != b->kind || a->kind == KIND_TEXT || a->kind == KIND_CHILDREN) return false;
    return a->kind != KIND_CATEGORY || a->category == b->category;
}

bool unify(Elaborator *elaborator, const Context *context, Typed *a, Typed *b, Span span, const char *verb) {
    if (typed_is_error(a) || typed_is_error(b)) return false;
    Measure common = measure_plain();
    bool fits = unify_kinds(elaborator, context, a, b);
    if (typed_is_error(a) || typed_is_error(b)) return false;
    if (fits && a->kind == KIND_NUMBER && b->kind == KIND_NUMBER)
        fits = measure_common(&a->measure, &b->measure, &common);
    if (!fits) {
        report_mismatch(elaborator, context, a, b, span, verb);
        return false;
    }
    if (a->kind == KIND_NO_VALUE && b->kind != KIND_NO_VALUE) {
        a->kind = b->kind;
        a->category = b->category;
        common = b->measure;
    } else if (b->kind == KIND_NO_VALUE) {
        common = a->measure;
    }
    a->measure = b->measure = common;
    return true;
}

Typed compare(Elaborator *elaborator, const Context *context, AstKind comparison, Typed a, Typed b,
              Span span) {
    if (!unify(elaborator, context, &a, &b, span, "compare")) return typed_error(span);
    bool ordered = comparison != AST_EQUAL && comparison != AST_NOT_EQUAL;
    if (ordered && a.kind != KIND_NUMBER && a.kind != KIND_DATE && a.kind != KIND_NO_VALUE) {
        report(elaborator, context, span, DIAGNOSTIC_TYPE_MISMATCH,
               say(elaborator, "%.*s has no order", TEXT_ARG(typed_text(elaborator, &a))),
               TEXT("compare it with `==` or `!=`"));
        return typed_error(span);
    }
    bool swapped = comparison == AST_GREATER || comparison == AST_GREATER_EQUAL;
    Typed operands[] = {swapped ? b : a, swapped ? a : b};
    StepOp op = comparison == AST_EQUAL                               ? OP_EQUAL
                : comparison == AST_NOT_EQUAL                         ? OP_NOT_EQUAL
                : comparison == AST_LESS || comparison == AST_GREATER ? OP_LESS
                                                                      : OP_LESS_EQUAL;
    return typed_apply(elaborator, context, op, KIND_YES_NO, operands, 2, span);
}

static Text fixed_hint(Elaborator *elaborator, const Typed *a, const Typed *b) {
    Number bound;
    const Typed *constant = typed_constant(elaborator, b, &bound) ? b : a;
    const Typed *other = constant == b ? a : b;
    bool forgotten = other->kind == KIND_NUMBER && measure_is_ratio(&other->measure) &&
                     constant->measure.plain && typed_constant(elaborator, constant, &bound) &&
                     number_compare(elaborator->numbers, bound, NUMBER_ONE) > 0;
    if (!forgotten) return TEXT("correct the bound or the range of the input, or leave the condition out");
    Text digits = number_format_exact(elaborator->numbers, elaborator->arena, bound);
    return say(elaborator, "did you mean `%.*s%%`?", TEXT_ARG(digits));
}

/* A condition that no unit can change is a slip, most often a forgotten `%`. */
static void check_fixed(Elaborator *elaborator, const Context *context, const Typed *a, const Typed *b,
                        const Typed *result) {
    Number left, right, verdict;
    if (context->is_repeated || context->refinements || context->call_source) return;
    if (typed_constant(elaborator, a, &left) && typed_constant(elaborator, b, &right)) return;
    if (!range_is_constant(elaborator->numbers, &result->facts.range, &verdict)) return;
    bool always = number_sign(verdict) != 0;
    report(elaborator, context, result->span, DIAGNOSTIC_FIXED_CONDITION,
           always ? TEXT("this condition always holds") : TEXT("this condition never holds"),
           fixed_hint(elaborator, a, b));
}

Typed elaborate_comparison(Elaborator *elaborator, const Context *context, const AstExpression *expression) {
    Typed a = elaborate(elaborator, context, expression->operands[0]);
    Typed b = elaborate(elaborator, context, expression->operands[1]);
    Typed result = compare(elaborator, context, expression->kind, a, b, expression->span);
    if (!typed_is_error(&result)) check_fixed(elaborator, context, &a, &b, &result);
    return result;
}
