/* What a unit wants more or less of: points, indices, places, grades [PR4.3]. */
#ifndef PROVING_OUTCOME_H
#define PROVING_OUTCOME_H

#include "proving/changing.h"

typedef struct Outcome {
    uint32_t output; /* of the plan */
    StepId step;
    int sign; /* 1: a higher value is better, -1: a lower one */
    bool
        must_have_value; /* to lose it is worse: an index, a place, a grade; a criterion may cease to apply */
    bool hangs_on_others; /* it cannot be computed from one row */
} Outcome;

/* Criteria first, then indices, grades and ranks: a mistake is told where it begins. */
Outcome *outcomes_new(const Plan *plan, Arena *arena, size_t *count);
/* May the second row be worse than the first? */
bool outcome_may_worsen(const Outcome *outcome, Change change, const Facts *first, const Facts *second);
/* And the first worse than the second? */
bool outcome_may_improve(const Outcome *outcome, Change change, const Facts *first, const Facts *second);

#endif
