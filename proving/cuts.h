/* Where the rules compare an input, and so where its values are best told apart. */
#ifndef PROVING_CUTS_H
#define PROVING_CUTS_H

#include "proving/possible.h"

/* Per input, by its legal values (without a step: none are looked for). */
Cuts *cuts_find(const Plan *plan, const Range *legal, Arena *arena, NumberContext *numbers);

#endif
