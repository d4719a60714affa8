/* A category whose cell is missing is what the rules declare for it: for `within` as for
 * everything else [L3.6]. */
#ifndef RUNTIME_READING_CATEGORY_DEFAULT_H
#define RUNTIME_READING_CATEGORY_DEFAULT_H

#include "runtime/values/block.h"

void category_defaults_set(const Plan *plan, Block *block);

#endif
