#include "lang/usage.h"

static bool identifies(const Input *input) {
    AstType type = input->ast->type;
    return type == TYPE_KEY || type == TYPE_NAME || type == TYPE_BLOCK;
}

static void check_input(Elaborator *elaborator, const Input *input) {
    Context context = context_top(elaborator);
    if (input->is_used || input->ast->is_info || identifies(input)) return;
    report(elaborator, &context, input->ast->name.span, DIAGNOSTIC_UNUSED_INPUT,
           say(elaborator, "nothing uses the input `%.*s`", TEXT_ARG(input->name)),
           TEXT("use it in a criterion, remove it, or mark it `info` when it is only collected"));
}

static void check_declaration(Elaborator *elaborator, const Symbol *symbol) {
    Context context = context_top(elaborator);
    bool matters = symbol->kind == SYMBOL_FUNCTION || (symbol->kind == SYMBOL_LET && !symbol->let->is_report);
    if (!matters || symbol->is_used) return;
    report(elaborator, &context, symbol->span, DIAGNOSTIC_UNUSED_DECLARATION,
           say(elaborator, "nothing uses the %s `%.*s`", symbol_kind_text(symbol), TEXT_ARG(symbol->name)),
           symbol->kind == SYMBOL_FUNCTION
               ? TEXT("call it, or remove it")
               : TEXT("use it, remove it, or make it a `report` to see its value in the results"));
}

/* [L5.5] What is made of `children` leaves out a bonus, which is none of them. */
static void check_bonus(Elaborator *elaborator, const Tree *group) {
    Context context = context_top(elaborator);
    if (!group->ast->formula || tree_is_of_points(group)) return;
    for (size_t i = 0; i < group->member_count; i++) {
        const Tree *member = group->members[i].tree;
        if (!member || !tree_is_outside(member) || member->symbol->is_used) continue;
        report(elaborator, &context, member->symbol->span, DIAGNOSTIC_BONUS_NOWHERE,
               say(elaborator,
                   "the formula of `%.*s` leaves out the %s `%.*s`, which therefore changes nothing there",
                   TEXT_ARG(group->symbol->name), member->ast->is_penalty ? "penalty" : "bonus",
                   TEXT_ARG(member->symbol->name)),
               TEXT("name it in the formula, as in `weighted_mean(children) + NAME / 100 points`; `children` "
                    "holds neither bonus nor penalty"));
    }
}

void usage_check(Elaborator *elaborator) {
    const Methodology *methodology = elaborator->methodology;
    if (diagnostics_error_count(elaborator->diagnostics) > 0)
        return; /* an error can be why nothing uses it */
    for (size_t i = 0; i < methodology->input_count; i++)
        check_input(elaborator, methodology->inputs[i]);
    for (size_t i = 0; i < methodology->symbol_count; i++)
        check_declaration(elaborator, methodology->symbols[i]);
    for (size_t i = 0; i < methodology->symbol_count; i++)
        if (methodology->symbols[i]->kind == SYMBOL_TREE)
            check_bonus(elaborator, methodology->symbols[i]->tree);
}
