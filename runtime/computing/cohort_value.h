/* Cohort steps with one value for each cohort: greatest, sum, mean, percentile ... [L4.8]. */
#ifndef RUNTIME_COMPUTING_COHORT_VALUE_H
#define RUNTIME_COMPUTING_COHORT_VALUE_H

#include "runtime/computing/cohort_work.h"

bool cohort_has_value(StepOp op);
CohortStep cohort_value_prepare(const Cohort *cohort, const Step *step);
/* false: a number passed the limits. */
bool cohort_value(CohortWork *work);

#endif
