/* Criteria, groups and indices: points, maxima, weights, and what they hand to the group above [L5]. */
#ifndef LANG_TREE_H
#define LANG_TREE_H

#include "lang/elaborator.h"

/* Members must have their meaning already. */
void tree_elaborate(Elaborator *elaborator, Tree *tree);
/* Looks up what `use` names; reports what cannot be a member. Before the order of declarations is worked out.
 */
void tree_link_uses(Elaborator *elaborator);
/* The context of a tree's own expressions: its parameters for a line of `criteria (...)`. */
Context tree_context(Elaborator *elaborator, Tree *tree);
/* The expression of a clause that a line of `criteria` may give as a parameter: "max", "weight". NULL: none.
 */
const AstExpression *tree_clause(const Tree *tree, Text parameter, const AstExpression *clause);

#endif
