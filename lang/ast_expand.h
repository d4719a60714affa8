/* Lines of `criteria (...)` as criteria of their own, which say the same [L5.11]. */
#ifndef LANG_AST_EXPAND_H
#define LANG_AST_EXPAND_H

#include "lang/ast.h"

/* All of a file, in place. */
/* What a line stands for, with its examples. */
AstNode *ast_row_criterion(const AstNode *table, const AstRow *row, Arena *arena);
void ast_expand(AstFile *file, Arena *arena);

#endif
