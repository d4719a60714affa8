/* Which steps are never above others: points and maximum, a share and 1, a value and the best of its cohort.
 */
#ifndef LANG_PROOF_H
#define LANG_PROOF_H

#include "lang/steps.h"

/* true when a <= b is certain wherever both have values; false: not known. Bounded effort. */
bool proof_never_above(const Steps *steps, NumberContext *numbers, StepId a, StepId b);
/* Narrows the range of a / b by what is known of the two: [0, 1] where 0 <= a <= b. */
void proof_sharpen_quotient(const Steps *steps, NumberContext *numbers, StepId a, StepId b, Range *quotient);

#endif
