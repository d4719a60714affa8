/* Which values of a plan another plan computes alike, step for step. Comparisons with a number are alike
 * where no legal value lies between: from 0.1 to 0.1, above 89.9 % is from 90 % on. */
#ifndef TESTING_PLAN_MATCH_H
#define TESTING_PLAN_MATCH_H

#include "lang/plan.h"

typedef struct PlanMatch PlanMatch;

PlanMatch *plan_match_new(const Plan *plan, NumberContext *numbers, Arena *arena);
/* The parts of each output that `other`, a plan with the same inputs and outputs, may compute differently. */
PlanParts *plan_match_differing(const PlanMatch *match, const Plan *other, NumberContext *numbers,
                                Arena *arena);

#endif
