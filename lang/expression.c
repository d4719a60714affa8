#include "lang/expression.h"

#include "base/calendar.h"
#include "base/nearest.h"

static Typed elaborate_literal(Elaborator *elaborator, const AstExpression *expression) {
    Measure measure = measure_plain();
    if (expression->unit == LITERAL_RATIO) measure = measure_ratio();
    if (expression->unit == LITERAL_POINTS) measure = measure_points();
    return typed_number(elaborator, expression->number, measure, expression->span);
}

static Typed elaborate_date(Elaborator *elaborator, const Context *context, const AstExpression *expression) {
    int64_t day;
    if (!calendar_parse(expression->text, &day)) {
        report(elaborator, context, expression->span, DIAGNOSTIC_BAD_DATE,
               say(elaborator, "\"%.*s\" is not a date", TEXT_ARG(expression->text)),
               TEXT("write year, month and day: `date \"2018-01-31\"`"));
        return typed_error(expression->span);
    }
    Typed date = typed_number(elaborator, number_from_int(day), measure_plain(), expression->span);
    date.step = steps_constant(elaborator->steps, number_from_int(day), PLAN_DATE, expression->span);
    date.kind = KIND_DATE;
    return date;
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
    Nearest nearest = nearest_start(elaborator->arena, text);
    for (size_t i = 0; i < category->count; i++)
        nearest_offer(&nearest, category->options[i].text, (long)i);
    Text hint =
        nearest.best >= 0
            ? say(elaborator, "did you mean \"%.*s\"?", TEXT_ARG(category->options[nearest.best].text))
            : say(elaborator, "the options are declared at `%.*s`", TEXT_ARG(category->name));
    report(elaborator, context, span, DIAGNOSTIC_UNKNOWN_OPTION,
           say(elaborator, "\"%.*s\" is not one of the options of `%.*s`", TEXT_ARG(text),
               TEXT_ARG(category->name)),
           hint);
    return typed_error(span);
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
        *a = option_value(elaborator, context, b->category, a->text, a->span);
    if (b->kind == KIND_TEXT && a->kind == KIND_CATEGORY)
        *b = option_value(elaborator, context, a->category, b->text, b->span);
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

/* [L4.6] a date and a count */
static bool is_date_sum(const Typed *a, const Typed *b) {
    bool first = a->kind == KIND_DATE && b->kind == KIND_NUMBER,
         second = b->kind == KIND_DATE && a->kind == KIND_NUMBER;
    const Measure *days = first ? &b->measure : &a->measure;
    return (first || second) &&
           (days->plain || (days->count == 1 && days->points == 0 && days->named_count == 0));
}

Typed add_two(Elaborator *elaborator, const Context *context, Typed a, Typed b, Span span) {
    if (is_date_sum(&a, &b)) {
        Typed operands[] = {a, b};
        return typed_apply(elaborator, context, OP_ADD, KIND_DATE, operands, 2, span);
    }
    if (!unify(elaborator, context, &a, &b, span, "add")) return typed_error(span);
    if (!require_number(elaborator, context, &a, "what is added")) return typed_error(span);
    Typed operands[] = {a, b};
    Typed sum = typed_apply(elaborator, context, OP_ADD, KIND_NUMBER, operands, 2, span);
    sum.measure = a.measure;
    return sum;
}

static Typed negate(Elaborator *elaborator, const Context *context, Typed value, Span span) {
    if (!require_number(elaborator, context, &value, "what follows `-`")) return typed_error(span);
    Typed negated = typed_apply(elaborator, context, OP_NEGATE, KIND_NUMBER, &value, 1, span);
    negated.measure = value.measure;
    return negated;
}

static Typed subtract_dates(Elaborator *elaborator, const Context *context, Typed a, Typed b, Span span) {
    a.kind = b.kind = KIND_NUMBER;
    Typed negated = typed_apply(elaborator, context, OP_NEGATE, KIND_NUMBER, &b, 1, span);
    Typed operands[] = {a, negated};
    Typed days = typed_apply(elaborator, context, OP_ADD, KIND_NUMBER, operands, 2, span);
    days.measure = measure_count();
    return days;
}

static bool is_minus(const AstExpression *sum, uint32_t term) {
    return sum->operands[term]->kind == AST_NEGATE;
}

/* Without their minus signs. */
static Typed *elaborate_terms(Elaborator *elaborator, const Context *context, const AstExpression *sum,
                              bool *has_date) {
    Typed *terms = ARENA_ARRAY(elaborator->arena, Typed, sum->count);
    for (uint32_t i = 0; i < sum->count; i++) {
        const AstExpression *term = sum->operands[i];
        terms[i] = elaborate(elaborator, context, is_minus(sum, i) ? term->operands[0] : term);
        *has_date |= terms[i].kind == KIND_DATE;
    }
    return terms;
}

/* From left to right: a date minus a date is a count, which more can be added to. */
static Typed sum_with_dates(Elaborator *elaborator, const Context *context, const AstExpression *expression,
                            const Typed *terms) {
    Span span = expression->span;
    Typed sum = is_minus(expression, 0) ? negate(elaborator, context, terms[0], span) : terms[0];
    for (uint32_t i = 1; i < expression->count; i++) {
        Typed term = terms[i];
        bool minus = is_minus(expression, i);
        if (minus && sum.kind == KIND_DATE && term.kind == KIND_DATE) {
            sum = subtract_dates(elaborator, context, sum, term, span);
            continue;
        }
        if (minus) term = negate(elaborator, context, term, expression->operands[i]->span);
        sum = add_two(elaborator, context, sum, term, span);
    }
    return sum;
}

/* Terms of equal standing are one step, so that long sums stay flat. */
static Typed elaborate_sum(Elaborator *elaborator, const Context *context, const AstExpression *expression) {
    bool has_date = false, failed = false;
    Typed *terms = elaborate_terms(elaborator, context, expression, &has_date);
    if (has_date) return sum_with_dates(elaborator, context, expression, terms);
    Typed unit = terms[0];
    for (uint32_t i = 0; i < expression->count; i++) {
        bool minus = is_minus(expression, i);
        bool is_number = require_number(elaborator, context, &terms[i], "what is added");
        failed |= !is_number;
        if (!is_number) continue;
        if (minus) terms[i] = negate(elaborator, context, terms[i], expression->operands[i]->span);
        if (i == 0) unit = terms[0];
        failed = failed ||
                 !unify(elaborator, context, &unit, &terms[i], expression->span, minus ? "subtract" : "add");
    }
    if (failed) return typed_error(expression->span);
    Typed result =
        typed_apply(elaborator, context, OP_ADD, KIND_NUMBER, terms, expression->count, expression->span);
    result.measure = unit.measure;
    return result;
}

Typed multiply_two(Elaborator *elaborator, const Context *context, Typed a, Typed b, Span span) {
    if (!require_number(elaborator, context, &a, "what is multiplied")) return typed_error(span);
    if (!require_number(elaborator, context, &b, "what is multiplied")) return typed_error(span);
    Typed operands[] = {a, b};
    Typed product = typed_apply(elaborator, context, OP_MULTIPLY, KIND_NUMBER, operands, 2, span);
    product.measure = measure_multiply(&a.measure, &b.measure, 1);
    return product;
}

static Typed elaborate_product(Elaborator *elaborator, const Context *context,
                               const AstExpression *expression) {
    Typed *factors = ARENA_ARRAY(elaborator->arena, Typed, expression->count);
    Measure measure = measure_plain();
    bool failed = false;
    for (uint32_t i = 0; i < expression->count; i++) {
        factors[i] = elaborate(elaborator, context, expression->operands[i]);
        failed |= !require_number(elaborator, context, &factors[i], "what is multiplied");
        measure = i == 0 ? factors[i].measure : measure_multiply(&measure, &factors[i].measure, 1);
    }
    if (failed) return typed_error(expression->span);
    Typed product = typed_apply(elaborator, context, OP_MULTIPLY, KIND_NUMBER, factors, expression->count,
                                expression->span);
    product.measure = measure;
    return product;
}

Typed divide(Elaborator *elaborator, const Context *context, Typed a, Typed b, Span span) {
    if (!require_number(elaborator, context, &a, "what is divided")) return typed_error(span);
    if (!require_number(elaborator, context, &b, "the divisor")) return typed_error(span);
    Number zero;
    if (typed_constant(elaborator, &b, &zero) && number_sign(zero) == 0) {
        report(elaborator, context, b.span, DIAGNOSTIC_NO_RESULT, TEXT("this divides by zero"),
               TEXT("divide by something else"));
        return typed_error(span);
    }
    Typed operands[] = {a, b};
    Typed quotient = typed_apply(elaborator, context, OP_DIVIDE, KIND_NUMBER, operands, 2, span);
    quotient.measure = measure_multiply(&a.measure, &b.measure, -1);
    return quotient;
}

static Typed elaborate_divide(Elaborator *elaborator, const Context *context,
                              const AstExpression *expression) {
    Typed a = elaborate(elaborator, context, expression->operands[0]);
    Typed b = elaborate(elaborator, context, expression->operands[1]);
    return divide(elaborator, context, a, b, expression->span);
}

static Typed elaborate_power(Elaborator *elaborator, const Context *context,
                             const AstExpression *expression) {
    Typed operands[2];
    for (int i = 0; i < 2; i++) {
        operands[i] = elaborate(elaborator, context, expression->operands[i]);
        if (!require_number(elaborator, context, &operands[i], "a power"))
            return typed_error(expression->span);
    }
    Typed power = typed_apply(elaborator, context, OP_POWER, KIND_NUMBER, operands, 2, expression->span);
    if (measure_is_ratio(&operands[0].measure)) power.measure = measure_ratio();
    return power;
}

static Typed elaborate_logic(Elaborator *elaborator, const Context *context,
                             const AstExpression *expression) {
    bool is_and = expression->kind == AST_AND;
    Context inner = *context;
    Typed *operands = ARENA_ARRAY(elaborator->arena, Typed, expression->count);
    bool failed = false;
    for (uint32_t i = 0; i < expression->count; i++) {
        operands[i] = elaborate(elaborator, &inner, expression->operands[i]);
        failed |= !require_yes_no(elaborator, &inner, &operands[i],
                                  is_and ? "each side of `and`" : "each side of `or`");
        inner = context_under(elaborator, &inner, &operands[i], is_and);
    }
    if (failed) return typed_error(expression->span);
    return typed_apply(elaborator, context, is_and ? OP_AND : OP_OR, KIND_YES_NO, operands, expression->count,
                       expression->span);
}

static Typed elaborate_not(Elaborator *elaborator, const Context *context, const AstExpression *expression) {
    Typed value = elaborate(elaborator, context, expression->operands[0]);
    if (!require_yes_no(elaborator, context, &value, "what follows `not`"))
        return typed_error(expression->span);
    return typed_apply(elaborator, context, OP_NOT, KIND_YES_NO, &value, 1, expression->span);
}

static Typed elaborate_otherwise(Elaborator *elaborator, const Context *context,
                                 const AstExpression *expression) {
    Typed operands[2];
    operands[0] = elaborate(elaborator, context, expression->operands[0]);
    operands[1] = elaborate(elaborator, context, expression->operands[1]);
    if (!unify(elaborator, context, &operands[0], &operands[1], expression->span, "choose between"))
        return typed_error(expression->span);
    Typed value =
        typed_apply(elaborator, context, OP_OTHERWISE, operands[0].kind, operands, 2, expression->span);
    if (operands[1].facts.may_be_undefined) value.undefined_at = operands[1].undefined_at;
    value.measure = operands[0].measure;
    value.category = operands[0].category;
    return value;
}

static Typed elaborate_if(Elaborator *elaborator, const Context *context, const AstExpression *expression) {
    Typed condition = elaborate(elaborator, context, expression->operands[0]);
    bool fine = require_yes_no(elaborator, context, &condition, "the condition of `if`");
    Context yes = context_under(elaborator, context, &condition, true);
    Context no = context_under(elaborator, context, &condition, false);
    Typed a = elaborate(elaborator, &yes, expression->operands[1]);
    Typed b = elaborate(elaborator, &no, expression->operands[2]);
    if (!fine || !unify(elaborator, context, &a, &b, expression->span, "choose between"))
        return typed_error(expression->span);
    return typed_choice(elaborator, context, condition, a, b, expression->span);
}

static Typed tree_word(Elaborator *elaborator, const Context *context, const AstExpression *expression) {
    const Tree *tree = context->tree;
    const char *word = expression->kind == AST_MAX      ? "max"
                       : expression->kind == AST_POINTS ? "points"
                                                        : "full_max";
    bool is_criterion = tree && tree->kind == TREE_CRITERION;
    if (!tree || (is_criterion && expression->kind != AST_MAX)) {
        report(elaborator, context, expression->span, DIAGNOSTIC_MISPLACED_CLAUSE,
               say(elaborator, "`%s` has no meaning here", word),
               is_criterion ? TEXT("in a criterion only `max` is known")
                            : TEXT("it stands in the formula of a criterion, group or index; elsewhere write "
                                   "`name.max`, `name.points`"));
        return typed_error(expression->span);
    }
    if (expression->kind == AST_FULL_MAX && typed_is_error(&tree->max) && tree->has_points)
        report(elaborator, context, expression->span, DIAGNOSTIC_MISSING_PART,
               TEXT("`full_max` adds up maxima, but a member with a formula declares none"),
               TEXT("write `max ...` at that member, or at this group"));
    if (expression->kind == AST_FULL_MAX) return tree->max;
    if (is_criterion) return tree->max;
    Typed value = expression->kind == AST_MAX ? tree->applicable_max : tree->points;
    if (typed_is_error(&value) && tree->has_points)
        report(
            elaborator, context, expression->span, DIAGNOSTIC_UNIT_MISMATCH,
            say(elaborator, "`%s` adds up the members, but not all of them give points", word),
            TEXT("a member with a formula stands for itself: declare its `max`, or use `mean(children)` or "
                 "`weighted_mean(children)`"));
    value.span = expression->span;
    return value;
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

static Typed compare_written(Elaborator *elaborator, const Context *context,
                             const AstExpression *expression) {
    Typed a = elaborate(elaborator, context, expression->operands[0]);
    Typed b = elaborate(elaborator, context, expression->operands[1]);
    Typed result = compare(elaborator, context, expression->kind, a, b, expression->span);
    if (!typed_is_error(&result)) check_fixed(elaborator, context, &a, &b, &result);
    return result;
}

Typed elaborate(Elaborator *elaborator, const Context *context, const AstExpression *expression) {
    switch (expression->kind) {
    case AST_NUMBER: return elaborate_literal(elaborator, expression);
    case AST_TEXT:
        return (Typed){
            .kind = KIND_TEXT, .step = STEP_NONE, .text = expression->text, .span = expression->span};
    case AST_DATE: return elaborate_date(elaborator, context, expression);
    case AST_YES: return typed_yes_no(elaborator, true, expression->span);
    case AST_NO: return typed_yes_no(elaborator, false, expression->span);
    case AST_NOT_APPLICABLE: return typed_no_value(elaborator, STATE_NOT_APPLICABLE, expression->span);
    case AST_MISSING: return typed_no_value(elaborator, STATE_MISSING, expression->span);
    case AST_NAME: return elaborate_name(elaborator, context, expression);
    case AST_MAX:
    case AST_POINTS:
    case AST_FULL_MAX: return tree_word(elaborator, context, expression);
    case AST_CHILDREN: return (Typed){.kind = KIND_CHILDREN, .step = STEP_NONE, .span = expression->span};
    case AST_ATTRIBUTE: return elaborate_attribute(elaborator, context, expression);
    case AST_SUM: return elaborate_sum(elaborator, context, expression);
    case AST_PRODUCT: return elaborate_product(elaborator, context, expression);
    case AST_DIVIDE: return elaborate_divide(elaborator, context, expression);
    case AST_NEGATE:
        return negate(elaborator, context, elaborate(elaborator, context, expression->operands[0]),
                      expression->span);
    case AST_POWER: return elaborate_power(elaborator, context, expression);
    case AST_EQUAL:
    case AST_NOT_EQUAL:
    case AST_LESS:
    case AST_LESS_EQUAL:
    case AST_GREATER:
    case AST_GREATER_EQUAL: return compare_written(elaborator, context, expression);
    case AST_AND:
    case AST_OR: return elaborate_logic(elaborator, context, expression);
    case AST_NOT: return elaborate_not(elaborator, context, expression);
    case AST_OTHERWISE: return elaborate_otherwise(elaborator, context, expression);
    case AST_IF: return elaborate_if(elaborator, context, expression);
    case AST_BY: return elaborate_by(elaborator, context, expression);
    case AST_CALL: return elaborate_call(elaborator, context, expression);
    case AST_EVERY: return elaborate_every(elaborator, context, expression);
    case AST_ERROR:
    case AST_ARM:
    case AST_ELSE:
    case AST_TEST_RANGE:
    case AST_TEST_COMPARE:
    case AST_KIND_COUNT: break;
    }
    return typed_error(expression->span);
}

Typed elaborate_condition(Elaborator *elaborator, const Context *context, const AstExpression *expression,
                          const char *what) {
    Typed condition = elaborate(elaborator, context, expression);
    if (!require_yes_no(elaborator, context, &condition, what)) return typed_error(expression->span);
    if (!require_result(elaborator, context, &condition, say(elaborator, "%s", what)))
        return typed_error(expression->span);
    return condition;
}

bool elaborate_constant(Elaborator *elaborator, const Context *context, const AstExpression *expression,
                        const char *what, Typed *typed, Number *value) {
    *typed = elaborate(elaborator, context, expression);
    if (!require_number(elaborator, context, typed, what)) return false;
    if (typed_constant(elaborator, typed, value)) return true;
    report(elaborator, context, expression->span, DIAGNOSTIC_NOT_CONSTANT,
           say(elaborator, "%s must be the same for every unit", what), TEXT("write a number"));
    return false;
}

Typed elaborate_rounding(Elaborator *elaborator, const Context *context, const AstRounding *rounding,
                         Typed value) {
    if (!rounding->present || typed_is_error(&value)) return value;
    if (!require_number(elaborator, context, &value, "what is rounded")) return typed_error(value.span);
    if (rounding->decimals < 0 || rounding->decimals > NUMBER_MAX_DECIMALS) {
        report(elaborator, context, rounding->span, DIAGNOSTIC_BAD_RANGE,
               TEXT("the number of decimals is a whole number from 0 to 38"),
               TEXT("write `round 2` for two decimals"));
        return typed_error(value.span);
    }
    StepParameters parameters = {.decimals = (int16_t)rounding->decimals, .mode = (uint16_t)rounding->mode};
    Typed rounded =
        typed_step(elaborator, context, OP_ROUND, KIND_NUMBER, parameters, &value, 1, rounding->span);
    rounded.measure = value.measure;
    return rounded;
}
