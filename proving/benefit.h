/* What a unit wants more or less of: points, indices, places, grades [PR4.3]. */
#ifndef PROVING_BENEFIT_H
#define PROVING_BENEFIT_H

#include "proving/changing.h"

typedef struct Benefit {
    uint32_t output; /* of the plan */
    StepId step;
    int sign; /* 1: a higher value is better, -1: a lower one */
    bool
        must_have_value; /* to lose it is worse: an index, a place, a grade; a criterion may cease to apply */
    bool hangs_on_others; /* it cannot be computed from one row */
} Benefit;

/* Criteria first, then indices, grades and ranks: a mistake is told where it begins. */
Benefit *benefits_new(const Plan *plan, Arena *arena, size_t *count);
/* May the second row be worse than the first? */
bool benefit_may_worsen(const Benefit *benefit, Change change, const Facts *first, const Facts *second);
/* And the first worse than the second? */
bool benefit_may_improve(const Benefit *benefit, Change change, const Facts *first, const Facts *second);

#endif
