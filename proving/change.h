/* How a step can differ between two rows that are alike but for one input: from its operands, whatever the
 * rows are [PR4.2]. What is not known is taken to be possible. */
#ifndef PROVING_CHANGE_H
#define PROVING_CHANGE_H

#include "proving/changing.h"

/* Of a step that is not a leaf, from the changes of its operands. */
Change change_of_step(const Changing *changing, ChangeOf whose, StepId id);

#endif
