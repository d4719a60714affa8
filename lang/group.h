/* Groups and indices: sums over members, weights, formulas, what they hand up [L5.6 - L5.10]. */
#ifndef LANG_GROUP_H
#define LANG_GROUP_H

#include "lang/elaborator.h"

/* Members must have their meaning already. */
void group_elaborate(Elaborator *elaborator, Tree *tree);

#endif
