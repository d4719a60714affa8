#include "lang/tree.h"

#include "lang/criterion.h"
#include "lang/expression.h"
#include "lang/group.h"

static void refuse(Elaborator *elaborator, const Tree *tree, Span span, const char *what, const char *hint) {
    Context context = context_top(elaborator);
    report(elaborator, &context, span, DIAGNOSTIC_MISPLACED_CLAUSE,
           say(elaborator, "%s %s cannot have %s", article_of(tree_kind_text(tree->kind)),
               tree_kind_text(tree->kind), what),
           text_from(hint));
}

static void check_clauses(Elaborator *elaborator, const Tree *tree) {
    const AstNode *ast = tree->ast;
    bool criterion = tree->kind == TREE_CRITERION;
    if (criterion && ast->has_members && !tree->row)
        refuse(elaborator, tree, ast->span, "members", "make it a `group`");
    if (criterion && (ast->weights_total || ast->weights_relative))
        refuse(elaborator, tree, ast->weights_span, "`weights`", "put it on the group");
    if (!criterion && (ast->is_bonus || ast->is_penalty))
        refuse(elaborator, tree, ast->bonus_span, "`bonus` or `penalty`",
               "only criteria are a bonus or a penalty");
    if (!criterion && ast->counts)
        refuse(elaborator, tree, ast->counts->span, "`counts when`", "put it on its criteria");
    if (ast->example_count > 0 && (!criterion || tree->row))
        refuse(elaborator, tree, ast->examples[0].span, tree->row ? "examples for all its lines" : "examples",
               tree->row ? "write each example below the line whose criterion it belongs to"
                         : "examples belong to one criterion; write a `test`");
    if (tree->kind == TREE_INDEX && ast->weight && !tree->parent)
        refuse(elaborator, tree, ast->weight->span, "a weight",
               "weights belong to members of a group or index");
}

void tree_elaborate(Elaborator *elaborator, Tree *tree) {
    check_clauses(elaborator, tree);
    if (tree->kind == TREE_CRITERION)
        criterion_elaborate(elaborator, tree);
    else
        group_elaborate(elaborator, tree);
    tree->is_elaborated = true;
}

static void link_use(Elaborator *elaborator, Member *member) {
    Context context = context_top(elaborator);
    Symbol *symbol = methodology_find(elaborator->methodology, member->used.text);
    if (!symbol) {
        report_unknown_name(elaborator, &context, member->used, "name");
        return;
    }
    symbol->is_used = true;
    if (symbol->kind != SYMBOL_TREE) {
        report(elaborator, &context, member->used.span, DIAGNOSTIC_WRONG_KIND,
               say(elaborator, "`%.*s` is %s %s: only criteria, groups and indices can be members",
                   TEXT_ARG(symbol->name), article_of(symbol_kind_text(symbol)), symbol_kind_text(symbol)),
               TEXT("make it a `criterion`, or use it in a formula by its name"));
        return;
    }
    if (symbol->tree->visited == elaborator->walks)
        report(elaborator, &context, member->used.span, DIAGNOSTIC_DUPLICATE_NAME,
               say(elaborator, "`%.*s` is a member of this group already", TEXT_ARG(symbol->name)),
               TEXT("remove one of the two"));
    symbol->tree->visited = elaborator->walks;
    member->tree = symbol->tree;
}

/* Members met are marked with the number of the walk, so that large groups are no search. */
static void link_members(Elaborator *elaborator, Tree *tree) {
    elaborator->walks++;
    for (size_t i = 0; i < tree->member_count; i++)
        if (tree->members[i].tree) tree->members[i].tree->visited = elaborator->walks;
    for (size_t i = 0; i < tree->member_count; i++)
        if (tree->members[i].used.text.len) link_use(elaborator, &tree->members[i]);
}

void tree_link_uses(Elaborator *elaborator) {
    Methodology *methodology = elaborator->methodology;
    for (size_t i = 0; i < methodology->symbol_count; i++)
        if (methodology->symbols[i]->kind == SYMBOL_TREE)
            link_members(elaborator, methodology->symbols[i]->tree);
}
