#include "testing/mutants.h"

#include "testing/mutant_expression.h"

/* ---- maxima and weights: their sums are checked, so two are changed together */

typedef struct Literals {
    AstExpression **items;
    size_t count, capacity;
} Literals;

static void add_literal(Mutants *mutants, Literals *literals, AstExpression *expression) {
    if (expression && expression->kind == AST_NUMBER)
        ARENA_PUSH(mutants->arena, literals->items, literals->count, literals->capacity, expression);
}

static AstExpression *argument_of(const AstNode *node, const AstRow *row, Text parameter) {
    for (size_t i = 0; i < node->parameter_count && i < row->count; i++)
        if (text_equal(node->parameters[i].text, parameter)) return row->arguments[i];
    return NULL;
}

/* One clause of all members. */
static Literals literals_of(Mutants *mutants, const AstNode *group, Text name) {
    bool is_weight = text_equal(name, TEXT("weight"));
    Literals literals = {NULL, 0, 0};
    for (size_t i = 0; i < group->member_count; i++) {
        const AstNode *member = group->members[i];
        if (!is_weight && (member->is_bonus || member->is_penalty)) continue;
        add_literal(mutants, &literals, is_weight ? member->weight : member->max);
        for (size_t k = 0; k < member->row_count; k++)
            add_literal(mutants, &literals, argument_of(member, &member->rows[k], name));
    }
    return literals;
}

static void add_pairs(Mutants *mutants, const AstNode *group, MutantKind kind, Text name) {
    Literals literals = literals_of(mutants, group, name);
    for (size_t i = 0; literals.count > 1 && i < literals.count; i++)
        mutants_add_pair(mutants, kind, literals.items[i], literals.items[(i + 1) % literals.count]);
}

/* ---- criteria and groups */

static void of_row(Mutants *mutants, const AstNode *node, const AstRow *row, bool weights_are_free) {
    mutants->owner = row->name.text;
    for (size_t i = 0; i < row->count && i < node->parameter_count; i++) {
        bool is_weight = text_equal(node->parameters[i].text, TEXT("weight"));
        MutantKind kind = text_equal(node->parameters[i].text, TEXT("max")) ? MUTANT_MAXIMUM
                          : is_weight                                       ? MUTANT_WEIGHT
                                                                            : MUTANT_CONSTANT;
        if (!is_weight || weights_are_free) mutants_of_expression(mutants, kind, row->arguments[i]);
    }
}

static Text owner_of(const AstNode *node) {
    return node->kind == NODE_CRITERIA ? TEXT("criteria") : node->name.text;
}

/* A weight alone would not fit the total any more. Recursion: groups in groups, no deeper than the limit on
 * brackets. */
static void of_node(Mutants *mutants, AstNode *node, bool weights_are_free, bool has_total) {
    mutants->owner = owner_of(node);
    mutants_of_expression(mutants, MUTANT_MAXIMUM, node->max);
    if (weights_are_free) mutants_of_expression(mutants, MUTANT_WEIGHT, node->weight);
    mutants_of_condition(mutants, &node->applies);
    mutants_of_condition(mutants, &node->counts);
    mutants_of_expression(mutants, MUTANT_CONSTANT, node->formula);
    mutants_of_rounding(mutants, &node->rounding);
    has_total |= node->kind != NODE_CRITERION && node->kind != NODE_CRITERIA && node->max;
    if (!node->weights_relative) add_pairs(mutants, node, MUTANT_WEIGHT, TEXT("weight"));
    if (has_total) add_pairs(mutants, node, MUTANT_MAXIMUM, TEXT("max"));
    for (size_t i = 0; i < node->row_count; i++)
        of_row(mutants, node, &node->rows[i], weights_are_free);
    for (size_t i = 0; i < node->member_count; i++)
        of_node(mutants, node->members[i], node->weights_relative, has_total);
}

/* ---- outcomes */

static AstBound nearly(AstBound bound) {
    switch (bound) {
    case BOUND_FROM: return BOUND_ABOVE;
    case BOUND_ABOVE: return BOUND_FROM;
    case BOUND_UP_TO: return BOUND_BELOW;
    case BOUND_BELOW: return BOUND_UP_TO;
    case BOUND_NONE:
    case BOUND_TOP:
    case BOUND_SHARE: break;
    }
    return bound;
}

static const char *bound_text(AstBound bound) {
    switch (bound) {
    case BOUND_FROM: return "from";
    case BOUND_ABOVE: return "above";
    case BOUND_UP_TO: return "up to";
    case BOUND_BELOW: return "below";
    case BOUND_NONE:
    case BOUND_TOP:
    case BOUND_SHARE: break;
    }
    return "";
}

static void of_line(Mutants *mutants, AstGradeLine *line) {
    AstBound other = nearly(line->bound);
    mutants_of_expression(mutants, MUTANT_THRESHOLD, line->value);
    if (other == line->bound) return;
    Mutant mutant = {.kind = MUTANT_COMPARISON,
                     .span = line->span,
                     .was = text_from(bound_text(line->bound)),
                     .became = text_from(bound_text(other))};
    mutant_edit(&mutant, &line->bound, &other, sizeof other);
    mutants_add(mutants, mutant);
}

static void of_grade(Mutants *mutants, AstGrade *grade) {
    mutants->owner = grade->name.text;
    for (size_t i = 0; i < grade->line_count; i++)
        of_line(mutants, &grade->lines[i]);
    mutants_of_condition(mutants, &grade->cap_unless);
    mutants_of_condition(mutants, &grade->when);
}

static void of_rank(Mutants *mutants, AstRank *rank) {
    mutants->owner = rank->name.text;
    for (size_t i = 0; i < rank->key_count; i++) {
        AstRankKey *key = &rank->keys[i];
        bool other = !key->lowest_first;
        Mutant mutant = {.kind = MUTANT_ORDER,
                         .span = key->name.span,
                         .was = other ? TEXT("highest first") : TEXT("lowest first"),
                         .became = other ? TEXT("lowest first") : TEXT("highest first")};
        mutant_edit(&mutant, &key->lowest_first, &other, sizeof other);
        mutants_add(mutants, mutant);
    }
    mutants_of_condition(mutants, &rank->when);
}

static void of_item(Mutants *mutants, const AstItem *item) {
    switch (item->kind) {
    case ITEM_FUNCTION:
        mutants->owner = item->function->name.text;
        mutants_of_expression(mutants, MUTANT_CONSTANT, item->function->body);
        break;
    case ITEM_LET:
        mutants->owner = item->let->name.text;
        mutants_of_expression(mutants, MUTANT_CONSTANT, item->let->value);
        mutants_of_rounding(mutants, &item->let->rounding);
        break;
    case ITEM_NODE: of_node(mutants, item->node, false, false); break;
    case ITEM_GATE:
        mutants->owner = item->gate->name.text;
        mutants_of_condition(mutants, &item->gate->condition);
        break;
    case ITEM_RANK: of_rank(mutants, item->rank); break;
    case ITEM_GRADE: of_grade(mutants, item->grade); break;
    case ITEM_TEST: break;
    }
}

Mutants mutants_of_file(AstFile *file, NumberContext *numbers, Arena *arena) {
    Mutants mutants = {.source = file->source, .arena = arena, .numbers = numbers};
    number_context_use(numbers, arena);
    for (size_t i = 0; i < file->item_count; i++)
        of_item(&mutants, &file->items[i]);
    return mutants;
}
