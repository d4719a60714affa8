/* Criteria, groups and indices: points, maxima, weights, and what they hand to the group above [L5]. */
#ifndef LANG_TREE_H
#define LANG_TREE_H

#include "lang/elaborator.h"

/* Members must have their meaning already. */
void tree_elaborate(Elaborator *elaborator, Tree *tree);
/* Looks up what `use` names; reports what cannot be a member. Before the order of declarations is worked out.
 */
void tree_link_uses(Elaborator *elaborator);
#endif
