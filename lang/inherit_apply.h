/* One declaration of older rules with what newer rules write anew about it. */
#ifndef LANG_INHERIT_APPLY_H
#define LANG_INHERIT_APPLY_H

#include "lang/ast.h"

/* Each copies what `change` writes and takes away what it leaves out. `row` is NULL but for a row of
 * `criteria`, which is then the only one of `node`. */
void inherit_apply_node(AstNode *node, AstRow *row, AstChange *change, Arena *arena);
void inherit_apply_input(AstInput *input, const AstChange *change);
void inherit_apply_item(AstItem *item, AstChange *change, Arena *arena);
/* The first kind of clause that `change` leaves out and the declaration does not have; -1: none. */
int inherit_apply_missing(const AstNode *node, const AstInput *input, const AstItem *item,
                          const AstChange *change);

#endif
