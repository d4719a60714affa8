#include "lang/expression.h"

#include "base/calendar.h"

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

static Typed elaborate_kind(Elaborator *elaborator, const Context *context, const AstExpression *expression) {
    switch (expression->kind) {
    case AST_NUMBER: return elaborate_literal(elaborator, expression);
    case AST_TEXT:
        return (Typed){
            .kind = KIND_TEXT, .step = STEP_NONE, .text = &expression->text, .span = expression->span};
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
        return elaborate_negated(elaborator, context, elaborate(elaborator, context, expression->operands[0]),
                                 expression->span);
    case AST_POWER: return elaborate_power(elaborator, context, expression);
    case AST_EQUAL:
    case AST_NOT_EQUAL:
    case AST_LESS:
    case AST_LESS_EQUAL:
    case AST_GREATER:
    case AST_GREATER_EQUAL: return elaborate_comparison(elaborator, context, expression);
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

static bool is_noted(const AstExpression *expression) {
    AstKind kind = expression->kind;
    return kind == AST_BY || kind == AST_IF || kind == AST_AND || kind == AST_OR;
}

Typed elaborate(Elaborator *elaborator, const Context *context, const AstExpression *expression) {
    elaborator->nodes++;
    Typed value = elaborate_kind(elaborator, context, expression);
    if (is_noted(expression)) occurrence_add(elaborator->occurrences, elaborator->arena, expression, &value);
    return value;
}

Typed elaborate_condition(Elaborator *elaborator, const Context *context, const AstExpression *expression,
                          const char *what) {
    Typed condition = elaborate(elaborator, context, expression);
    if (!require_yes_no(elaborator, context, &condition, what)) return typed_error(expression->span);
    if (!require_result(elaborator, context, &condition, text_from(what)))
        return typed_error(expression->span);
    if (!is_noted(expression))
        occurrence_add(elaborator->occurrences, elaborator->arena, expression, &condition);
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
