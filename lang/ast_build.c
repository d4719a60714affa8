#include "lang/ast_build.h"

static void check_depth(ParseContext *context, const AstExpression *node) {
    if (node->depth <= context->limits->depth) return;
    Span first = {node->span.from, node->span.from + 1};
    parse_stop(context, first, DIAGNOSTIC_LIMIT_DEPTH, "name parts of it with `let`",
               "the expression that starts here is nested more than %llu levels deep",
               (unsigned long long)context->limits->depth);
}

static void add_operand(ParseContext *context, AstExpression *node, AstExpression *operand) {
    ARENA_PUSH(context->arena, node->operands, node->count, node->capacity, operand);
    if (operand->depth < node->depth) return;
    node->depth = operand->depth + 1;
    check_depth(context, node);
}

AstName ast_name(ParseContext *context, Span span) {
    return (AstName){parse_text(context, span), span};
}

AstExpression *ast_leaf(ParseContext *context, AstKind kind, Span span) {
    AstExpression *node = ARENA_NEW(context->arena, AstExpression);
    node->kind = kind;
    node->span = span;
    node->depth = 1;
    if (++context->file->expression_count > context->limits->nodes)
        parse_stop(context, span, DIAGNOSTIC_LIMIT_NODES, "raise the limit with `--limit nodes=N`",
                   "the rules have more than %llu values and operations",
                   (unsigned long long)context->limits->nodes);
    return node;
}

AstExpression *ast_number(ParseContext *context, Span span, ScannedNumber number, bool is_points) {
    AstExpression *node = ast_leaf(context, number.is_bad ? AST_ERROR : AST_NUMBER, span);
    node->number = number.value;
    node->unit = is_points ? LITERAL_POINTS : number.is_ratio ? LITERAL_RATIO : LITERAL_PLAIN;
    if (is_points && number.is_ratio && !number.is_bad) {
        parse_report(context, span, DIAGNOSTIC_BAD_NUMBER, "write `%` or `points`, not both",
                     "a number cannot be both per cent and points");
        node->kind = AST_ERROR;
    }
    return node;
}

AstExpression *ast_text(ParseContext *context, AstKind kind, Span span, Text text) {
    AstExpression *node = ast_leaf(context, kind, span);
    node->text = text;
    return node;
}

AstExpression *ast_reference(ParseContext *context, AstName name) {
    AstExpression *node = ast_leaf(context, AST_NAME, name.span);
    node->name = name;
    return node;
}

AstExpression *ast_attribute(ParseContext *context, Span span, AstName name, AstAttribute attribute,
                             Text text) {
    AstExpression *node = ast_leaf(context, AST_ATTRIBUTE, span);
    node->name = name;
    node->attribute = attribute;
    node->text = text;
    return node;
}

AstExpression *ast_children(ParseContext *context, Span span, AstAttribute attribute, Text written) {
    AstExpression *node = ast_leaf(context, AST_CHILDREN, span);
    node->attribute = attribute;
    node->text = written;
    return node;
}

AstExpression *ast_unary(ParseContext *context, AstKind kind, Span span, AstExpression *operand) {
    AstExpression *node = ast_leaf(context, kind, span);
    add_operand(context, node, operand);
    return node;
}

AstExpression *ast_negative(ParseContext *context, Span span, AstExpression *operand) {
    if (operand->kind != AST_NUMBER) return ast_unary(context, AST_NEGATE, span, operand);
    operand->number = number_negate(context->numbers, operand->number);
    operand->span = span;
    return operand;
}

AstExpression *ast_binary(ParseContext *context, AstKind kind, Span span, AstExpression *left,
                          AstExpression *right) {
    AstExpression *node = ast_unary(context, kind, span, left);
    add_operand(context, node, right);
    return node;
}

AstExpression *ast_chain(ParseContext *context, AstKind kind, Span span, AstExpression *left,
                         AstExpression *right) {
    if (left->kind != kind) return ast_binary(context, kind, span, left, right);
    add_operand(context, left, right);
    left->span = span;
    return left;
}

AstExpression *ast_subtract(ParseContext *context, Span span, AstExpression *left, AstExpression *right) {
    return ast_chain(context, AST_SUM, span, left, ast_unary(context, AST_NEGATE, right->span, right));
}

AstExpression *ast_if(ParseContext *context, Span span, AstExpression *condition, AstExpression *then,
                      AstExpression *otherwise) {
    AstExpression *node = ast_binary(context, AST_IF, span, condition, then);
    add_operand(context, node, otherwise);
    return node;
}

AstExpression *ast_compare_test(ParseContext *context, Span span, AstKind comparison,
                                AstExpression *operand) {
    AstExpression *node = ast_unary(context, AST_TEST_COMPARE, span, operand);
    node->comparison = comparison;
    return node;
}

static AstExpression *node_of_list(ParseContext *context, AstKind kind, Span span,
                                   const ExpressionList *list) {
    AstExpression *node = ast_leaf(context, kind, span);
    for (size_t i = 0; i < list->count; i++)
        add_operand(context, node, list->items[i]);
    return node;
}

AstExpression *ast_arm(ParseContext *context, Span span, ExpressionList *tests, AstExpression *value) {
    AstExpression *node = node_of_list(context, AST_ARM, span, tests);
    add_operand(context, node, value);
    return node;
}

AstExpression *ast_by(ParseContext *context, Span span, AstExpression *subject, ExpressionList *arms,
                      AstExpression *otherwise) {
    AstExpression *node = ast_unary(context, AST_BY, span, subject);
    for (size_t i = 0; i < arms->count; i++)
        add_operand(context, node, arms->items[i]);
    if (otherwise) add_operand(context, node, otherwise);
    return node;
}

AstExpression *ast_call(ParseContext *context, Span span, AstName name, ExpressionList *arguments) {
    AstExpression *node = node_of_list(context, AST_CALL, span, arguments);
    node->name = name;
    return node;
}

AstExpression *ast_within(AstExpression *call, Span span, AstScope scope) {
    call->scope = scope;
    call->span = span;
    return call;
}

AstExpression *ast_every(ParseContext *context, Span span, AstMembers members, AstName name,
                         AstExpression *share) {
    AstExpression *node = ast_unary(context, AST_EVERY, span, share);
    node->members = members;
    node->name = name;
    return node;
}

ExpressionList *ast_list(ParseContext *context, AstExpression *first) {
    ExpressionList *list = ARENA_NEW(context->arena, ExpressionList);
    return first ? ast_list_add(context, list, first) : list;
}

ExpressionList *ast_list_add(ParseContext *context, ExpressionList *list, AstExpression *next) {
    ARENA_PUSH(context->arena, list->items, list->count, list->capacity, next);
    return list;
}
