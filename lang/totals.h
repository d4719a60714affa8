/* Declared maxima and weights add up exactly, for each block [L5.8, L5.9, L8.4]. */
#ifndef LANG_TOTALS_H
#define LANG_TOTALS_H

#include "lang/elaborator.h"

/* The maximum of a tree for the units of one block; false: it depends on the unit. Not applicable to the
 * block: *applies is false. */
typedef struct BlockMax {
    bool known, applies;
    bool is_settled; /* worked out already */
    Number max;
} BlockMax;

/* block: option number, or -1 where the data has no block */
BlockMax block_max(Elaborator *elaborator, Tree *tree, long block);
void totals_check(Elaborator *elaborator);

#endif
