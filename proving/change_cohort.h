/* How statistics over all units differ when one unit changes, for that unit and for the others [PR4.5]. */
#ifndef PROVING_CHANGE_COHORT_H
#define PROVING_CHANGE_COHORT_H

#include "proving/change_operands.h"

Change change_of_cohort(const Changing *changing, ChangeOf whose, StepId id);
/* A quotient that measures the unit by its cohort: its value / the best, and its place between the lowest and
 * the highest. CHANGE_ANY for any other step. */
Change change_of_share(const Changing *changing, ChangeOf whose, StepId id);

#endif
