/* What the grammar's actions call to build expressions. Each checks the limits on depth and number of nodes;
 * a node one of whose parts is AST_ERROR stays a node, so that consequences are silent where they are looked
 * at. */
#ifndef LANG_AST_BUILD_H
#define LANG_AST_BUILD_H

#include "lang/parse_context.h"

AstName ast_name(ParseContext *context, Span span);

AstExpression *ast_leaf(ParseContext *context, AstKind kind, Span span);
AstExpression *ast_number(ParseContext *context, Span span, ScannedNumber number, bool is_points);
AstExpression *ast_text(ParseContext *context, AstKind kind, Span span, Text text); /* AST_TEXT, AST_DATE */
AstExpression *ast_reference(ParseContext *context, AstName name);
AstExpression *ast_attribute(ParseContext *context, Span span, AstName name, AstAttribute attribute,
                             Text text);
AstExpression *ast_children(ParseContext *context, Span span, AstAttribute attribute, Text written);
AstExpression *ast_unary(ParseContext *context, AstKind kind, Span span, AstExpression *operand);
/* -5 is a number, -x is AST_NEGATE */
AstExpression *ast_negative(ParseContext *context, Span span, AstExpression *operand);
AstExpression *ast_binary(ParseContext *context, AstKind kind, Span span, AstExpression *left,
                          AstExpression *right);
/* AST_SUM, AST_PRODUCT, AST_AND, AST_OR: `left` takes `right` in when it is of this kind already. */
AstExpression *ast_chain(ParseContext *context, AstKind kind, Span span, AstExpression *left,
                         AstExpression *right);
/* left + -right */
AstExpression *ast_subtract(ParseContext *context, Span span, AstExpression *left, AstExpression *right);
AstExpression *ast_if(ParseContext *context, Span span, AstExpression *condition, AstExpression *then,
                      AstExpression *otherwise);
AstExpression *ast_compare_test(ParseContext *context, Span span, AstKind comparison, AstExpression *operand);
/* An arm: the tests, then the value. */
AstExpression *ast_arm(ParseContext *context, Span span, ExpressionList *tests, AstExpression *value);
/* `otherwise` may be NULL. */
AstExpression *ast_by(ParseContext *context, Span span, AstExpression *subject, ExpressionList *arms,
                      AstExpression *otherwise);
AstExpression *ast_call(ParseContext *context, Span span, AstName name, ExpressionList *arguments);
AstExpression *ast_within(AstExpression *call, Span span, AstScope scope);
AstExpression *ast_every(ParseContext *context, Span span, AstMembers members, AstName name,
                         AstExpression *share);

ExpressionList *ast_list(ParseContext *context, AstExpression *first); /* NULL: an empty one */
ExpressionList *ast_list_add(ParseContext *context, ExpressionList *list, AstExpression *next);

#endif
