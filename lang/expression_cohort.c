/* `f(x) within S`: statistics over the units of a cohort [L4.8]. */
#include "lang/builtin.h"
#include "lang/expression.h"

static bool is_category(const Input *input) {
    AstType type = input->ast->type;
    return type == TYPE_BLOCK || type == TYPE_ONE_OF || type == TYPE_TEXT;
}

static bool scope_by_name(Elaborator *elaborator, const Context *context, AstScope scope,
                          uint32_t *scope_input) {
    Symbol *symbol = methodology_find(elaborator->methodology, scope.name.text);
    if (!symbol) {
        report_unknown_name(elaborator, context, scope.name, "name");
        return false;
    }
    if (symbol->kind != SYMBOL_INPUT || !is_category(symbol->input)) {
        report(elaborator, context, scope.span, DIAGNOSTIC_NO_COHORT,
               say(elaborator, "`%.*s` does not sort units into cohorts", TEXT_ARG(scope.name.text)),
               TEXT("a cohort is `block`, `all`, or an input declared `text` or `one of { ... }`"));
        return false;
    }
    symbol->input->is_used = symbol->is_used = true;
    *scope_input = symbol->input->number;
    return true;
}

bool resolve_scope(Elaborator *elaborator, const Context *context, AstScope scope, uint32_t *scope_input) {
    Input *block = elaborator->methodology->block;
    *scope_input = ALL_UNITS;
    switch (scope.kind) {
    case SCOPE_ALL: return true;
    case SCOPE_NONE:
    case SCOPE_COHORT:
        *scope_input = context->cohort;
        if (block && *scope_input == block->number) block->is_used = true;
        return true;
    case SCOPE_BLOCK:
        if (block) {
            block->is_used = true;
            *scope_input = block->number;
            return true;
        }
        report(elaborator, context, scope.span, DIAGNOSTIC_NO_COHORT, TEXT("the data declares no block"),
               TEXT("declare one, for example `khoi : block { \"...\", \"...\" }`, or write `within all`"));
        return false;
    case SCOPE_NAME: return scope_by_name(elaborator, context, scope, scope_input);
    }
    return false;
}

static Measure cohort_measure(StepOp op, Measure own) {
    switch (op) {
    case OP_COHORT_COUNT:
    case OP_COHORT_BELOW:
    case OP_COHORT_AT_MOST:
    case OP_COHORT_PLACE: return measure_count();
    default: return own;
    }
}

static bool check_share(Elaborator *elaborator, const Context *context, const AstExpression *call,
                        Typed *operand) {
    Number share;
    if (!elaborate_constant(elaborator, context, call->operands[1], "the second argument of `percentile`",
                            operand, &share))
        return false;
    Range legal = range_between(NUMBER_ZERO, NUMBER_ONE);
    if (range_contains(elaborator->numbers, &legal, share)) return true;
    report(elaborator, context, call->operands[1]->span, DIAGNOSTIC_BAD_RANGE,
           TEXT("a percentile is taken at a share from 0% to 100%"),
           TEXT("write for example `percentile(x, 90%)`"));
    return false;
}

static bool second_operand(Elaborator *elaborator, const Context *context, const AstExpression *call,
                           StepOp op, Typed *operand) {
    if (op == OP_COHORT_PERCENTILE) return check_share(elaborator, context, call, operand);
    *operand = elaborate(elaborator, context, call->operands[1]);
    return require_number(elaborator, context, operand, "the weight") &&
           require_result(elaborator, context, operand, TEXT("the weight"));
}

/* A condition around the call, and what it says of arguments, holds for the unit that asks; its cohort knows
 * nothing of it. */
static Context of_all_units(Elaborator *elaborator, const Context *context) {
    Context all = *context;
    all.refinements = NULL;
    all.bindings = NULL;
    for (const Binding *own = context->bindings; own; own = own->next) {
        Binding *binding = arena_copy(elaborator->arena, own, sizeof *own);
        if (own->value.step != STEP_NONE)
            binding->value.facts = steps_facts(elaborator->steps, own->value.step);
        binding->next = all.bindings;
        all.bindings = binding;
    }
    return all;
}

/* Where the unit that asks has a value, its cohort has one. */
static void keep_own_states(Elaborator *elaborator, const Context *context, Typed *operand) {
    Typed own = typed_refine(elaborator, context, *operand);
    operand->facts.may_not_apply = own.facts.may_not_apply;
    operand->facts.may_be_missing = own.facts.may_be_missing;
}

/* [L4.8] count, sum and mean of a condition count the units for which it holds */
static bool first_operand(Elaborator *elaborator, const Context *context, const AstExpression *call,
                          Typed *operand) {
    *operand = elaborate(elaborator, context, call->operands[0]);
    if (operand->kind == KIND_YES_NO) {
        Typed one = typed_number(elaborator, NUMBER_ONE, measure_plain(), operand->span);
        Typed zero = typed_number(elaborator, NUMBER_ZERO, measure_plain(), operand->span);
        *operand = typed_choice(elaborator, context, *operand, one, zero, operand->span);
    }
    return require_number(elaborator, context, operand, "what is taken over the cohort") &&
           require_result(elaborator, context, operand, TEXT("what is taken over the cohort"));
}

static bool check_arguments(Elaborator *elaborator, const Context *context, const AstExpression *call,
                            size_t count) {
    if (call->count == count) return true;
    report(elaborator, context, call->span, DIAGNOSTIC_WRONG_ARGUMENTS,
           say(elaborator, "`%.*s(...) within ...` takes exactly %zu argument%s, not %u",
               TEXT_ARG(call->name.text), count, count == 1 ? "" : "s", call->count),
           TEXT("arguments stand in the parentheses, separated by commas"));
    return false;
}

Typed elaborate_cohort(Elaborator *elaborator, const Context *context, const AstExpression *call,
                       bool *known) {
    const Builtin *builtin = builtin_find(call->name.text);
    *known = builtin && builtin->cohort != OP_INPUT;
    if (!*known) return typed_error(call->span);
    StepOp op = builtin->cohort;
    bool two = op == OP_COHORT_PERCENTILE || op == OP_COHORT_WEIGHTED_MEAN;
    Typed operands[2];
    StepParameters parameters = {0};
    if (!check_arguments(elaborator, context, call, two ? 2 : 1)) return typed_error(call->span);
    bool fine = resolve_scope(elaborator, context, call->scope, &parameters.number);
    Context all = of_all_units(elaborator, context);
    fine = first_operand(elaborator, &all, call, &operands[0]) && fine;
    if (!fine || (two && !second_operand(elaborator, &all, call, op, &operands[1])))
        return typed_error(call->span);
    keep_own_states(elaborator, context, &operands[0]);
    Typed result =
        typed_step(elaborator, context, op, KIND_NUMBER, parameters, operands, two ? 2 : 1, call->span);
    result.measure = cohort_measure(op, operands[0].measure);
    return result;
}
