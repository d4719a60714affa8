#include "lang/tree_part.h"

#include "lang/expression.h"

const AstExpression *tree_clause(const Tree *tree, Text parameter, const AstExpression *clause) {
    if (!tree->row) return clause;
    for (size_t i = 0; i < tree->ast->parameter_count && i < tree->row->count; i++)
        if (text_equal(tree->ast->parameters[i].text, parameter)) return tree->row->arguments[i];
    return clause;
}

static bool is_clause_parameter(Text name) {
    return text_equal(name, TEXT("max")) || text_equal(name, TEXT("weight"));
}

bool tree_check_row(Elaborator *elaborator, const Tree *tree) {
    const AstNode *ast = tree->ast;
    if (!tree->row || ast->parameter_count == tree->row->count) return true;
    Context context = context_top(elaborator);
    report(elaborator, &context, tree->row->span, DIAGNOSTIC_WRONG_ARGUMENTS,
           say(elaborator, "this line has %zu value%s, `criteria` names %zu", tree->row->count,
               tree->row->count == 1 ? "" : "s", ast->parameter_count),
           TEXT("write one value for each name, separated by commas"));
    return false;
}

/* [L5.11] the parameters of a line are worked out where they are written */
static void bind_row(Elaborator *elaborator, Context *context, const Tree *tree) {
    const AstNode *ast = tree->ast;
    if (ast->parameter_count != tree->row->count) return; /* reported by check_row */
    Context outer = *context;
    for (size_t i = 0; i < ast->parameter_count; i++) {
        if (is_clause_parameter(ast->parameters[i].text)) continue;
        Binding *binding = ARENA_NEW(elaborator->arena, Binding);
        *binding = (Binding){ast->parameters[i].text, elaborate(elaborator, &outer, tree->row->arguments[i]),
                             context->bindings};
        context->bindings = binding;
    }
}

Context tree_context(Elaborator *elaborator, Tree *tree) {
    Context context = context_top(elaborator);
    context.tree = tree;
    if (!tree->row) return context;
    context.is_repeated = true;
    context.tree = NULL;
    bind_row(elaborator, &context, tree);
    context.tree = tree;
    return context;
}

void tree_require_part(Elaborator *elaborator, const Tree *tree, const char *what, const char *hint) {
    Context context = context_top(elaborator);
    report(elaborator, &context, tree->symbol->span, DIAGNOSTIC_MISSING_PART,
           say(elaborator, "the %s `%.*s` has no %s", tree_kind_text(tree->kind),
               TEXT_ARG(tree->symbol->name), what),
           text_from(hint));
}

Typed tree_as_points(Typed value) {
    if (value.kind == KIND_NUMBER) value.measure = measure_points();
    return value;
}

bool tree_fits_points(const Typed *value) {
    return value->kind == KIND_NO_VALUE ||
           (value->kind == KIND_NUMBER && (value->measure.plain || measure_is_points(&value->measure)));
}

bool tree_check_not_negative(Elaborator *elaborator, const Context *context, const Typed *value,
                             const char *what) {
    if (typed_is_error(value) || range_is_at_least(elaborator->numbers, &value->facts.range, NUMBER_ZERO))
        return true;
    report(elaborator, context, value->span, DIAGNOSTIC_NEGATIVE,
           say(elaborator, "%s can be below zero", what), TEXT("write a number from 0 on"));
    return false;
}

Typed tree_declared_max(Elaborator *elaborator, const Context *context, const Tree *tree) {
    const AstExpression *clause = tree_clause(tree, TEXT("max"), tree->ast->max);
    if (!clause) return typed_error(tree->symbol->span);
    Context plain = *context;
    plain.tree = NULL; /* `max` cannot be said with `max` */
    Typed max = elaborate(elaborator, &plain, clause);
    if (typed_is_error(&max)) return max;
    if (!tree_fits_points(&max)) {
        report(
            elaborator, context, clause->span, DIAGNOSTIC_UNIT_MISMATCH,
            say(elaborator, "a maximum is in points, this is %.*s", TEXT_ARG(typed_text(elaborator, &max))),
            TEXT("write a number"));
        return typed_error(clause->span);
    }
    if (!require_result(elaborator, context, &max, TEXT("the maximum"))) return typed_error(clause->span);
    if (!tree_check_not_negative(elaborator, context, &max, "the maximum")) return typed_error(clause->span);
    return tree_as_points(max);
}

Typed tree_zero_points(Elaborator *elaborator, Span span) {
    return typed_number(elaborator, NUMBER_ZERO, measure_points(), span);
}

Typed tree_where_applicable(Elaborator *elaborator, const Context *context, Typed max, Typed value) {
    if (typed_is_error(&max) || typed_is_error(&value)) return typed_error(max.span);
    Typed operands[] = {max, value};
    return tree_as_points(
        typed_apply(elaborator, context, OP_WHERE_APPLICABLE, KIND_NUMBER, operands, 2, max.span));
}

/* [L5.4] evidence first, applicability last; what does not apply needs no evidence */
Typed tree_with_conditions(Elaborator *elaborator, const Context *context, const Context *inner,
                           const Tree *tree, Typed value) {
    const AstNode *ast = tree->ast;
    if (typed_is_error(&value)) return value;
    if (ast->counts) {
        Typed counts = elaborate_condition(elaborator, context, ast->counts, "what is behind `counts when`");
        Typed none =
            tree_where_applicable(elaborator, inner, tree_zero_points(elaborator, ast->counts->span), value);
        value = typed_choice(elaborator, inner, counts, value, none, value.span);
    }
    if (ast->applies) {
        Typed applies =
            elaborate_condition(elaborator, context, ast->applies, "what is behind `applies when`");
        Typed none = typed_no_value(elaborator, STATE_NOT_APPLICABLE, ast->applies->span);
        value = typed_choice(elaborator, context, applies, value, none, value.span);
    }
    return value;
}

/* What holds inside `applies when`: the expression is only used there. */
Context tree_applying_context(Elaborator *elaborator, const Context *context, const Tree *tree) {
    if (!tree->ast->applies) return *context;
    Typed applies = elaborate(elaborator, context, tree->ast->applies);
    return context_under(elaborator, context, &applies, true);
}

void tree_set_outcome(Elaborator *elaborator, const Context *context, const Context *inner, Tree *tree,
                      Typed exact, const Typed *rounded) {
    tree->exact = tree_with_conditions(elaborator, context, inner, tree, exact);
    Typed value = rounded ? *rounded : elaborate_rounding(elaborator, inner, &tree->ast->rounding, exact);
    tree->value = tree_with_conditions(elaborator, context, inner, tree, value);
}

void tree_require_result(Elaborator *elaborator, const Context *context, Tree *tree, Span blamed,
                         const char *what) {
    Text subject = say(elaborator, "%s `%.*s`", what, TEXT_ARG(tree->symbol->name));
    require_result_everywhere(elaborator, context, &tree->value, blamed, subject);
    if (!typed_is_error(&tree->exact)) tree->exact.facts.may_be_undefined = false;
}

static Obligation bounds_obligation(Elaborator *elaborator, const Tree *tree, const Typed *value,
                                    StepId outcome) {
    return (Obligation){.step = outcome,
                        .bound = STEP_NONE,
                        .is_everywhere = true,
                        .subject = say(elaborator, "the points of `%.*s`", TEXT_ARG(tree->symbol->name)),
                        .known =
                            range_text(elaborator->numbers, elaborator->arena, &value->facts.range, false)};
}

static void require_from_zero(Elaborator *elaborator, const Context *context, const Tree *tree,
                              const Typed *value, Typed *outcome) {
    Obligation obligation = bounds_obligation(elaborator, tree, value, outcome->step);
    obligation.kind = OBLIGATION_NOT_BELOW_ZERO;
    obligation.code = DIAGNOSTIC_POINTS_BELOW;
    obligation.hint = TEXT("write `at_least(..., 0)`, or declare the range of the inputs");
    oblige(elaborator, context, value->span, obligation);
    Range natural = range_from(NUMBER_ZERO);
    outcome->facts.range = range_intersect(elaborator->numbers, &outcome->facts.range, &natural);
}

static void require_up_to_max(Elaborator *elaborator, const Context *context, const Tree *tree,
                              const Typed *value, Typed *outcome) {
    Obligation obligation = bounds_obligation(elaborator, tree, value, outcome->step);
    const Range *max = &tree->max.facts.range;
    obligation.kind = OBLIGATION_NOT_ABOVE;
    obligation.bound = tree->max.step;
    obligation.code = DIAGNOSTIC_POINTS_ABOVE;
    obligation.at_most = range_text(elaborator->numbers, elaborator->arena, max, false);
    obligation.hint = TEXT("write `at_most(..., max)`, declare the range of the inputs, or `require a <= b`");
    oblige(elaborator, context, value->span, obligation);
    Range bounded = {.high = max->high, .has_high = max->has_high, .low = NUMBER_ZERO, .step = NUMBER_ZERO};
    outcome->facts.range = range_intersect(elaborator->numbers, &outcome->facts.range, &bounded);
    steps_relate(elaborator->steps, outcome->step, tree->max.step);
}

/* [L5.3] */
void tree_require_bounds(Elaborator *elaborator, const Context *context, const Tree *tree, const Typed *value,
                         Typed *outcome) {
    NumberContext *numbers = elaborator->numbers;
    const Range *range = &value->facts.range, *max = &tree->max.facts.range;
    if (value->facts.no_value || typed_is_error(outcome) || elaborator->is_trial) return;
    if (!range_is_at_least(numbers, range, NUMBER_ZERO))
        require_from_zero(elaborator, context, tree, value, outcome);
    if (typed_is_error(&tree->max)) return;
    bool within = max->has_low && range_is_at_most(numbers, range, max->low);
    if (within || proof_never_above(elaborator->steps, numbers, value->step, tree->max.step)) return;
    require_up_to_max(elaborator, context, tree, value, outcome);
}
