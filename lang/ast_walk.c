#include "lang/ast_walk.h"

static void meet(const AstVisitor *visitor, AstName *name) {
    if (visitor->name && name->text.len > 0) visitor->name(visitor->user, name);
}

static void meet_scope(const AstVisitor *visitor, AstScope *scope) {
    if (scope->kind == SCOPE_NAME) meet(visitor, &scope->name);
}

/* Names in expressions: what they are of depends on the kind, that they are names does not. At most as deep
 * as an expression may be nested. */
void ast_walk_expression(const AstVisitor *visitor, AstExpression *expression) {
    if (!expression) return;
    meet(visitor, &expression->name);
    meet_scope(visitor, &expression->scope);
    if (expression->kind == AST_NUMBER && visitor->number) visitor->number(visitor->user, expression);
    for (uint32_t i = 0; i < expression->count; i++)
        ast_walk_expression(visitor, expression->operands[i]);
}

static void walk_list(const AstVisitor *visitor, ExpressionList *list) {
    for (size_t i = 0; i < list->count; i++)
        ast_walk_expression(visitor, list->items[i]);
}

void ast_walk_input(const AstVisitor *visitor, AstInput *input) {
    ast_walk_expression(visitor, input->low);
    ast_walk_expression(visitor, input->high);
    ast_walk_expression(visitor, input->step);
    ast_walk_expression(visitor, input->missing_value);
    meet_scope(visitor, &input->missing_scope);
    for (size_t i = 0; i < input->token_count; i++)
        ast_walk_expression(visitor, input->tokens[i].value);
}

void ast_walk_require(const AstVisitor *visitor, AstRequire *require) {
    ast_walk_expression(visitor, require->condition);
}

/* ---- parameters hide nothing, but they are no names of the file */

typedef struct Hiding {
    const AstVisitor *visitor;
    const AstName *names;
    const AstParameter *parameters;
    size_t count;
} Hiding;

static void meet_unless_hidden(void *user, AstName *name) {
    const Hiding *hiding = user;
    for (size_t i = 0; i < hiding->count; i++) {
        Text hidden = hiding->names ? hiding->names[i].text : hiding->parameters[i].name.text;
        if (text_equal(hidden, name->text)) return;
    }
    meet(hiding->visitor, name);
}

static void meet_number(void *user, AstExpression *number) {
    const Hiding *hiding = user;
    if (hiding->visitor->number) hiding->visitor->number(hiding->visitor->user, number);
}

static AstVisitor hiding_visitor(Hiding *hiding) {
    return (AstVisitor){meet_unless_hidden, meet_number, hiding};
}

static void walk_function(const AstVisitor *visitor, AstFunction *function) {
    Hiding hiding = {visitor, NULL, function->parameters, function->parameter_count};
    AstVisitor inside = hiding_visitor(&hiding);
    ast_walk_expression(&inside, function->body);
    for (size_t i = 0; i < function->example_count; i++) {
        ast_walk_expression(visitor, function->examples[i].call);
        ast_walk_expression(visitor, function->examples[i].expected);
    }
}

/* ---- nodes */

static void walk_clauses(const AstVisitor *visitor, AstNode *node) {
    ast_walk_expression(visitor, node->max);
    ast_walk_expression(visitor, node->weight);
    ast_walk_expression(visitor, node->weights_total);
    ast_walk_expression(visitor, node->applies);
    ast_walk_expression(visitor, node->counts);
    ast_walk_expression(visitor, node->formula);
}

static void walk_row(const AstVisitor *visitor, AstRow *row) {
    for (size_t i = 0; i < row->count; i++)
        ast_walk_expression(visitor, row->arguments[i]);
}

static void walk_shared_clauses(const AstVisitor *visitor, AstNode *table) {
    Hiding hiding = {visitor, table->parameters, NULL, table->parameter_count};
    AstVisitor inside = hiding_visitor(&hiding);
    walk_clauses(&inside, table);
}

void ast_walk_row(const AstVisitor *visitor, AstNode *table, AstRow *row, bool whole) {
    if (whole) walk_shared_clauses(visitor, table);
    walk_row(visitor, row);
}

void ast_walk_node(const AstVisitor *visitor, AstNode *node) {
    if (node->kind == NODE_USE) meet(visitor, &node->name);
    walk_shared_clauses(visitor, node);
    for (size_t i = 0; i < node->row_count; i++)
        walk_row(visitor, &node->rows[i]);
}

/* At most as deep as braces may be nested. */
static void walk_tree(const AstVisitor *visitor, AstNode *node) {
    ast_walk_node(visitor, node);
    for (size_t i = 0; i < node->member_count; i++)
        walk_tree(visitor, node->members[i]);
}

/* ---- the others */

static void walk_rank(const AstVisitor *visitor, AstRank *rank) {
    for (size_t i = 0; i < rank->key_count; i++)
        meet(visitor, &rank->keys[i].name);
    meet_scope(visitor, &rank->scope);
    ast_walk_expression(visitor, rank->when);
}

static void walk_grade(const AstVisitor *visitor, AstGrade *grade) {
    meet(visitor, &grade->source);
    meet_scope(visitor, &grade->scope);
    for (size_t i = 0; i < grade->line_count; i++)
        ast_walk_expression(visitor, grade->lines[i].value);
    ast_walk_expression(visitor, grade->cap_unless);
    ast_walk_expression(visitor, grade->when);
}

static void walk_test(const AstVisitor *visitor, AstTest *test) {
    walk_list(visitor, &test->fixed);
    walk_list(visitor, &test->inputs);
    walk_list(visitor, &test->outputs);
}

void ast_walk_item(const AstVisitor *visitor, AstItem *item) {
    switch (item->kind) {
    case ITEM_FUNCTION: walk_function(visitor, item->function); break;
    case ITEM_LET: ast_walk_expression(visitor, item->let->value); break;
    case ITEM_NODE: ast_walk_node(visitor, item->node); break;
    case ITEM_GATE: ast_walk_expression(visitor, item->gate->condition); break;
    case ITEM_RANK: walk_rank(visitor, item->rank); break;
    case ITEM_GRADE: walk_grade(visitor, item->grade); break;
    case ITEM_TEST: walk_test(visitor, item->test); break;
    }
}

void ast_walk_file(const AstVisitor *visitor, AstFile *file) {
    for (size_t i = 0; i < file->data.input_count; i++)
        ast_walk_input(visitor, file->data.inputs[i]);
    for (size_t i = 0; i < file->data.require_count; i++)
        ast_walk_require(visitor, &file->data.requires[i]);
    for (size_t i = 0; i < file->data.token_count; i++)
        ast_walk_expression(visitor, file->data.tokens[i].value);
    for (size_t i = 0; i < file->item_count; i++) {
        AstItem *item = &file->items[i];
        if (item->kind == ITEM_NODE)
            walk_tree(visitor, item->node);
        else
            ast_walk_item(visitor, item);
    }
}
