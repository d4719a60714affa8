/* Meets every name and every number that a declaration mentions, the way it is written. */
#ifndef LANG_AST_WALK_H
#define LANG_AST_WALK_H

#include "lang/ast.h"

/* Either may be NULL. Names are those of other declarations: parameters are left out. */
typedef struct AstVisitor {
    void (*name)(void *user, AstName *name);
    void (*number)(void *user, AstExpression *number);
    void *user;
} AstVisitor;

void ast_walk_expression(const AstVisitor *visitor, AstExpression *expression); /* NULL is allowed */
void ast_walk_input(const AstVisitor *visitor, AstInput *input);
void ast_walk_require(const AstVisitor *visitor, AstRequire *require);
/* A node alone, without its members, but with all rows of `criteria`. */
void ast_walk_node(const AstVisitor *visitor, AstNode *node);
/* One row of `criteria`: what is written in it and, for `whole`, what stands before the rows. */
void ast_walk_row(const AstVisitor *visitor, AstNode *table, AstRow *row, bool whole);
/* Not of nodes below a node. */
void ast_walk_item(const AstVisitor *visitor, AstItem *item);
/* All of a file: inputs, requirements, items and all nodes below them. */
void ast_walk_file(const AstVisitor *visitor, AstFile *file);

#endif
