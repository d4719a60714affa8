/* Cohort steps that tell each unit where it stands among others: ranks, positions, grades from the top
 * [L4.8, L6.2 to L6.7]. */
#ifndef RUNTIME_COMPUTING_COHORT_PLACE_H
#define RUNTIME_COMPUTING_COHORT_PLACE_H

#include "runtime/computing/cohort_work.h"

CohortStep cohort_place_prepare(const Cohort *cohort, const Step *step);
/* false: a number passed the limits. */
bool cohort_place(CohortWork *work);

#endif
