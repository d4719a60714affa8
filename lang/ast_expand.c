#include "lang/ast_expand.h"

#include "lang/declare.h"

/* ---- values in place of parameters */

typedef struct Line {
    const AstNode *table;
    const AstRow *row;
    Arena *arena;
} Line;

static AstExpression *argument_of(const Line *line, Text parameter) {
    for (size_t i = 0; i < line->table->parameter_count && i < line->row->count; i++)
        if (text_equal(line->table->parameters[i].text, parameter)) return line->row->arguments[i];
    return NULL;
}

/* At most as deep as an expression may be nested. */
static AstExpression *written_out(const Line *line, AstExpression *expression) {
    if (!expression) return NULL;
    AstExpression *argument = expression->kind == AST_NAME ? argument_of(line, expression->name.text) : NULL;
    if (argument) return argument;
    if (expression->count == 0) return expression;
    AstExpression *copy = arena_copy(line->arena, expression, sizeof *expression);
    copy->operands = ARENA_ARRAY(line->arena, AstExpression *, expression->count);
    copy->capacity = expression->count;
    for (uint32_t i = 0; i < expression->count; i++)
        copy->operands[i] = written_out(line, expression->operands[i]);
    return copy;
}

static AstExpression *clause_of(const Line *line, Text column, AstExpression *clause) {
    AstExpression *argument = argument_of(line, column);
    return argument ? argument : written_out(line, clause);
}

AstNode *ast_row_criterion(const AstNode *table, const AstRow *row, Arena *arena) {
    Line line = {table, row, arena};
    AstNode *node = arena_copy(arena, table, sizeof *table);
    node->kind = NODE_CRITERION;
    node->name = row->name;
    node->label = row->label;
    node->span = row->span;
    node->max = clause_of(&line, TEXT("max"), table->max);
    node->weight = clause_of(&line, TEXT("weight"), table->weight);
    node->applies = written_out(&line, table->applies);
    node->counts = written_out(&line, table->counts);
    node->formula = written_out(&line, table->formula);
    node->parameter_count = node->row_count = 0;
    node->has_members = false;
    node->examples = row->examples;
    node->example_count = row->example_count;
    node->example_capacity = row->example_capacity;
    return node;
}

/* ---- the tree */

static void add(NodeList *list, AstNode *node, Arena *arena) {
    ARENA_PUSH(arena, list->items, list->count, list->capacity, node);
}

/* At most as deep as braces may be nested. */
static void expand_into(NodeList *list, AstNode *node, Arena *arena) {
    if (node->kind == NODE_CRITERIA) {
        for (size_t i = 0; i < node->row_count; i++)
            add(list, ast_row_criterion(node, &node->rows[i], arena), arena);
        return;
    }
    NodeList members = {0};
    for (size_t i = 0; i < node->member_count; i++)
        expand_into(&members, node->members[i], arena);
    node->members = members.items;
    node->member_count = members.count;
    node->member_capacity = members.capacity;
    add(list, node, arena);
}

void ast_expand(AstFile *file, Arena *arena) {
    AstItem *items = NULL;
    size_t count = 0, capacity = 0;
    for (size_t i = 0; i < file->item_count; i++) {
        NodeList nodes = {0};
        if (file->items[i].kind != ITEM_NODE) {
            ARENA_PUSH(arena, items, count, capacity, file->items[i]);
            continue;
        }
        expand_into(&nodes, file->items[i].node, arena);
        for (size_t k = 0; k < nodes.count; k++)
            ARENA_PUSH(arena, items, count, capacity, ((AstItem){.kind = ITEM_NODE, .node = nodes.items[k]}));
    }
    file->items = items;
    file->item_count = count;
    file->item_capacity = capacity;
}
