/* A category whose cell is missing is what the rules declare for it: for `within` as for
 * everything else [L3.6]. */
#ifndef RUNTIME_CATEGORY_DEFAULT_H
#define RUNTIME_CATEGORY_DEFAULT_H

#include "runtime/block.h"

void category_defaults_set(const Plan *plan, Block *block);

#endif
