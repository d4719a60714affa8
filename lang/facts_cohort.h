/* What is known of a statistic over the units of a cohort [L4.8]. */
#ifndef LANG_FACTS_COHORT_H
#define LANG_FACTS_COHORT_H

#include "lang/facts.h"

/* Facts of the result of a cohort operation from those of its operands in any unit. */
Facts facts_cohort_apply(NumberContext *numbers, StepOp op, StepParameters parameters, const Facts *operands,
                         size_t count);

#endif
