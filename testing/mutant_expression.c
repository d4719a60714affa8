#include "testing/mutant_expression.h"

/* ---- comparisons */

static bool is_comparison(AstKind kind) {
    return kind == AST_EQUAL || kind == AST_NOT_EQUAL || kind == AST_LESS || kind == AST_LESS_EQUAL ||
           kind == AST_GREATER || kind == AST_GREATER_EQUAL;
}

static AstKind nearly(AstKind comparison) {
    switch (comparison) {
    case AST_EQUAL: return AST_NOT_EQUAL;
    case AST_NOT_EQUAL: return AST_EQUAL;
    case AST_LESS: return AST_LESS_EQUAL;
    case AST_LESS_EQUAL: return AST_LESS;
    case AST_GREATER: return AST_GREATER_EQUAL;
    case AST_GREATER_EQUAL: return AST_GREATER;
    default: return comparison;
    }
}

static const char *sign_of(AstKind comparison) {
    switch (comparison) {
    case AST_EQUAL: return "==";
    case AST_NOT_EQUAL: return "!=";
    case AST_LESS: return "<";
    case AST_LESS_EQUAL: return "<=";
    case AST_GREATER: return ">";
    case AST_GREATER_EQUAL: return ">=";
    default: return "";
    }
}

/* `comparison` is where the tree keeps which one it is; `left` may be empty. */
static void add_comparison(Mutants *mutants, AstKind *comparison, Span span, Text left, Text right) {
    AstKind other = nearly(*comparison);
    const char *blank = left.len > 0 ? " " : "";
    Mutant mutant = {.kind = MUTANT_COMPARISON,
                     .span = span,
                     .was = mutants_written(mutants, span),
                     .became = text_format(mutants->arena, "%.*s%s%s %.*s", TEXT_ARG(left), blank,
                                           sign_of(other), TEXT_ARG(right))};
    mutant_edit(&mutant, comparison, &other, sizeof other);
    mutants_add(mutants, mutant);
}

static void of_comparison(Mutants *mutants, AstExpression *expression) {
    add_comparison(mutants, &expression->kind, expression->span,
                   mutants_written(mutants, expression->operands[0]->span),
                   mutants_written(mutants, expression->operands[1]->span));
    mutants_of_expression(mutants, MUTANT_THRESHOLD, expression->operands[0]);
    mutants_of_expression(mutants, MUTANT_THRESHOLD, expression->operands[1]);
}

static void of_logic(Mutants *mutants, AstExpression *expression) {
    AstKind other = expression->kind == AST_AND ? AST_OR : AST_AND;
    Mutant mutant = {.kind = MUTANT_CONDITION,
                     .span = expression->span,
                     .was = mutants_written(mutants, expression->span),
                     .became = text_format(mutants->arena, "the same with `%s`",
                                           other == AST_OR ? "or` for `and" : "and` for `or")};
    mutant_edit(&mutant, &expression->kind, &other, sizeof other);
    mutants_add(mutants, mutant);
}

/* ---- by */

static void add_exchange(Mutants *mutants, AstExpression **a, AstExpression **b) {
    Text one = mutants_written(mutants, (*a)->span), other = mutants_written(mutants, (*b)->span);
    Mutant mutant = {.kind = MUTANT_ORDER,
                     .span = (*a)->span,
                     .was = text_format(mutants->arena, "%.*s, then %.*s", TEXT_ARG(one), TEXT_ARG(other)),
                     .became =
                         text_format(mutants->arena, "%.*s, then %.*s", TEXT_ARG(other), TEXT_ARG(one))};
    mutant_edit(&mutant, a, b, sizeof *b);
    mutant_edit(&mutant, b, a, sizeof *a);
    mutants_add(mutants, mutant);
}

/* The order of literals and ranges means nothing: they do not overlap. */
static bool has_order(const AstExpression *arm) {
    return arm->kind == AST_ARM && arm->operands[0]->kind == AST_TEST_COMPARE;
}

static void of_test(Mutants *mutants, AstExpression *test) {
    if (test->kind == AST_TEST_COMPARE)
        add_comparison(mutants, &test->comparison, test->span, (Text){"", 0},
                       mutants_written(mutants, test->operands[0]->span));
    mutants_of_expression(mutants, MUTANT_THRESHOLD, test);
}

static void of_by(Mutants *mutants, AstExpression *by) {
    mutants_of_expression(mutants, MUTANT_CONSTANT, by->operands[0]);
    for (uint32_t i = 1; i < by->count; i++) {
        AstExpression *arm = by->operands[i];
        AstExpression **value = &arm->operands[arm->count - 1];
        for (uint32_t k = 0; k + 1 < arm->count; k++)
            of_test(mutants, arm->operands[k]);
        mutants_of_expression(mutants, MUTANT_CONSTANT, *value);
        if (i + 1 == by->count) continue;
        AstExpression *next = by->operands[i + 1];
        add_exchange(mutants, value, &next->operands[next->count - 1]);
        if (has_order(arm) && has_order(next)) add_exchange(mutants, &by->operands[i], &by->operands[i + 1]);
    }
}

/* ---- expressions: at most 256 deep */

static void of_if(Mutants *mutants, AstExpression *expression) {
    mutants_of_condition(mutants, &expression->operands[0]);
    mutants_of_expression(mutants, MUTANT_CONSTANT, expression->operands[1]);
    mutants_of_expression(mutants, MUTANT_CONSTANT, expression->operands[2]);
}

void mutants_of_expression(Mutants *mutants, MutantKind kind, AstExpression *expression) {
    if (!expression) return;
    if (expression->kind == AST_NUMBER) mutants_add_number(mutants, kind, expression);
    if (expression->kind == AST_AND || expression->kind == AST_OR) of_logic(mutants, expression);
    if (expression->kind == AST_BY) {
        of_by(mutants, expression);
    } else if (expression->kind == AST_IF) {
        of_if(mutants, expression);
    } else if (is_comparison(expression->kind)) {
        of_comparison(mutants, expression);
    } else {
        for (uint32_t i = 0; i < expression->count; i++)
            mutants_of_expression(mutants, kind, expression->operands[i]);
    }
}

static AstExpression *opposite(Mutants *mutants, AstExpression *condition) {
    AstExpression *none = ARENA_NEW(mutants->arena, AstExpression);
    AstExpression **operands = ARENA_ARRAY(mutants->arena, AstExpression *, 1);
    operands[0] = condition;
    *none = (AstExpression){.kind = AST_NOT,
                            .span = condition->span,
                            .depth = condition->depth,
                            .operands = operands,
                            .count = 1,
                            .capacity = 1};
    return none;
}

void mutants_of_condition(Mutants *mutants, AstExpression **place) {
    if (!*place) return;
    Text written = mutants_written(mutants, (*place)->span);
    Mutant mutant = {.kind = MUTANT_CONDITION,
                     .span = (*place)->span,
                     .was = written,
                     .became = text_format(mutants->arena, "not (%.*s)", TEXT_ARG(written))};
    AstExpression *other = opposite(mutants, *place);
    mutant_edit(&mutant, place, &other, sizeof other);
    mutants_add(mutants, mutant);
    mutants_of_expression(mutants, MUTANT_CONSTANT, *place);
}

/* ---- rounding */

static void add_rounding(Mutants *mutants, AstRounding *rounding, Text became, void *place, const void *other,
                         size_t size) {
    Mutant mutant = {.kind = MUTANT_ROUNDING,
                     .span = rounding->span,
                     .was = mutants_written(mutants, rounding->span),
                     .became = became};
    mutant_edit(&mutant, place, other, size);
    mutants_add(mutants, mutant);
}

void mutants_of_rounding(Mutants *mutants, AstRounding *rounding) {
    if (!rounding->present) return;
    for (int change = 1; change >= -1; change -= 2) {
        int decimals = rounding->decimals + change;
        if (decimals < 0) continue;
        add_rounding(mutants, rounding, text_format(mutants->arena, "round %d", decimals),
                     &rounding->decimals, &decimals, sizeof decimals);
    }
    RoundingMode mode = rounding->mode == ROUND_DOWN ? ROUND_HALF_AWAY : ROUND_DOWN;
    add_rounding(
        mutants, rounding,
        text_format(mutants->arena, "round %d%s", rounding->decimals, mode == ROUND_DOWN ? " down" : ""),
        &rounding->mode, &mode, sizeof mode);
}
