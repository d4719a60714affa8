#include "lang/outcome.h"

#include "lang/expression.h"

void let_elaborate(Elaborator *elaborator, Symbol *symbol) {
    Context context = context_top(elaborator);
    const AstLet *let = symbol->let;
    Typed value = elaborate(elaborator, &context, let->value);
    if (value.kind == KIND_TEXT || value.kind == KIND_CHILDREN || value.kind == KIND_NO_VALUE) {
        report(elaborator, &context, value.span, DIAGNOSTIC_TYPE_MISMATCH,
               value.kind == KIND_NO_VALUE
                   ? say(elaborator, "`%.*s` would never have a value", TEXT_ARG(symbol->name))
                   : say(elaborator, "%.*s cannot stand alone", TEXT_ARG(typed_text(elaborator, &value))),
               TEXT("write a number or a calculation"));
        value = typed_error(value.span);
    }
    symbol->outcome->exact = value;
    symbol->outcome->value = elaborate_rounding(elaborator, &context, &let->rounding, value);
    require_result_everywhere(elaborator, &context, &symbol->outcome->value, value.undefined_at,
                              say(elaborator, "`%.*s`", TEXT_ARG(symbol->name)));
    symbol->outcome->exact.facts.may_be_undefined = false;
    symbol->outcome->category = value.category;
}

void gate_elaborate(Elaborator *elaborator, Symbol *symbol) {
    Context context = context_top(elaborator);
    symbol->outcome->value = symbol->outcome->exact =
        elaborate_condition(elaborator, &context, symbol->gate->condition, "a gate");
}

static bool can_be_ranked(const Symbol *symbol, const Typed *value) {
    if (symbol->kind != SYMBOL_TREE && symbol->kind != SYMBOL_LET) return false;
    return typed_is_error(value) || value->kind == KIND_NUMBER || value->kind == KIND_DATE;
}

/* Nothing where the symbol is an input or a function. */
static Typed value_of(const Symbol *symbol, bool exact) {
    if (symbol->kind == SYMBOL_TREE) return exact ? symbol->tree->exact : symbol->tree->value;
    if (!symbol->outcome) return typed_error(symbol->span);
    return exact ? symbol->outcome->exact : symbol->outcome->value;
}

Typed outcome_source(Elaborator *elaborator, AstName name, bool exact, const Symbol **source) {
    Context context = context_top(elaborator);
    Symbol *symbol = methodology_find(elaborator->methodology, name.text);
    *source = NULL;
    if (!symbol) {
        report_unknown_name(elaborator, &context, name, "name");
        return typed_error(name.span);
    }
    symbol->is_used = true;
    if (symbol->kind != SYMBOL_INPUT && symbol->kind != SYMBOL_FUNCTION && !symbol->is_done)
        return typed_error(name.span);
    Typed value = value_of(symbol, false);
    if (!can_be_ranked(symbol, &value)) {
        report(
            elaborator, &context, name.span, DIAGNOSTIC_WRONG_KIND,
            say(elaborator,
                "`%.*s` is %s %s: ranks and grades are taken from an index, group, criterion, let or report",
                TEXT_ARG(name.text), article_of(symbol_kind_text(symbol)), symbol_kind_text(symbol)),
            symbol->kind == SYMBOL_INPUT
                ? say(elaborator, "name it first: `let gia_tri = %.*s`", TEXT_ARG(name.text))
                : TEXT("name the index behind `from`"));
        return typed_error(name.span);
    }
    *source = symbol;
    return exact ? value_of(symbol, true) : value;
}

static Typed eligibility(Elaborator *elaborator, const AstExpression *when, Span span) {
    Context context = context_top(elaborator);
    if (!when) return typed_yes_no(elaborator, true, span);
    return elaborate_condition(elaborator, &context, when, "what is behind `when`");
}

static void check_show(Elaborator *elaborator, const AstRank *rank) {
    Context context = context_top(elaborator);
    if (rank->show.len == 0 || text_equal(rank->show, TEXT("=3")) || text_equal(rank->show, TEXT("27/63")))
        return;
    report(elaborator, &context, rank->show_span, DIAGNOSTIC_BAD_LITERAL,
           say(elaborator, "a rank cannot be shown as \"%.*s\"", TEXT_ARG(rank->show)),
           TEXT("write `show \"=3\"` to mark shared ranks, or `show \"27/63\"` to add how many are ranked"));
}

enum { MAX_RANK_KEYS = 16 };

void rank_elaborate(Elaborator *elaborator, Symbol *symbol) {
    const AstRank *rank = symbol->rank;
    Context context = context_top(elaborator);
    Typed operands[MAX_RANK_KEYS + 1];
    StepParameters parameters = {.mode = (uint16_t)rank->ties};
    symbol->outcome->value = symbol->outcome->exact = typed_error(symbol->span);
    if (rank->key_count > MAX_RANK_KEYS) {
        report(elaborator, &context, rank->keys[MAX_RANK_KEYS].name.span, DIAGNOSTIC_WRONG_ARGUMENTS,
               TEXT("a rank has at most 15 `then`"), TEXT("remove this one and those behind it"));
        return;
    }
    operands[0] = eligibility(elaborator, rank->when, symbol->span);
    for (size_t i = 0; i < rank->key_count; i++) {
        const Symbol *source;
        operands[i + 1] = outcome_source(elaborator, rank->keys[i].name, rank->exact, &source);
        if (rank->keys[i].lowest_first) parameters.flags |= (uint16_t)(1u << i);
    }
    check_show(elaborator, rank);
    AstScope scope = rank->scope;
    if (scope.kind == SCOPE_NONE) scope.kind = SCOPE_ALL;
    if (!resolve_scope(elaborator, &context, scope, &parameters.number)) return;
    symbol->outcome->scope_input = parameters.number;
    Typed value = typed_step(elaborator, &context, OP_RANK, KIND_NUMBER, parameters, operands,
                             rank->key_count + 1, symbol->span);
    value.measure = measure_count();
    symbol->outcome->value = symbol->outcome->exact = value;
}
