#include "lang/figures.h"

static size_t *counter_of_tree(Figures *figures, TreeKind kind) {
    switch (kind) {
    case TREE_CRITERION: return &figures->criteria;
    case TREE_GROUP: return &figures->groups;
    case TREE_INDEX: return &figures->indices;
    }
    return NULL;
}

static size_t *counter_of(Figures *figures, const Symbol *symbol) {
    switch (symbol->kind) {
    case SYMBOL_INPUT: return &figures->inputs;
    case SYMBOL_FUNCTION: return &figures->functions;
    case SYMBOL_LET: return symbol->let->is_report ? &figures->reports : &figures->lets;
    case SYMBOL_TREE: return counter_of_tree(figures, symbol->tree->kind);
    case SYMBOL_GATE: return &figures->gates;
    case SYMBOL_RANK: return &figures->ranks;
    case SYMBOL_GRADE: return &figures->grades;
    }
    return NULL;
}

Figures figures_of(const Compilation *compilation) {
    const Methodology *methodology = compilation->methodology;
    Figures figures = {.tests = compilation->plan->test_count};
    for (size_t i = 0; i < methodology->symbol_count; i++)
        ++*counter_of(&figures, methodology->symbols[i]);
    return figures;
}

size_t figures_criteria(Elaborator *elaborator, Tree *tree, long block) {
    if (!block_max(elaborator, tree, block).applies) return 0;
    if (tree->kind == TREE_CRITERION) return 1;
    size_t count = 0;
    for (size_t i = 0; i < tree->member_count; i++)
        if (tree->members[i].tree) count += figures_criteria(elaborator, tree->members[i].tree, block);
    return count;
}
