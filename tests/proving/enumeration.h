/* Every legal row of a random methodology, computed by the reference evaluator's steps. */
#ifndef TESTS_PROVING_ENUMERATION_H
#define TESTS_PROVING_ENUMERATION_H

#include "runtime/computing/row_step.h"
#include "tests/proving/methodology.h"

typedef struct Enumeration {
    const Plan *plan;
    size_t row_count;
    LegalCell *cells;  /* row_count × inputs of the plan */
    StepValue *values; /* row_count × steps of the plan */
    bool has_large;    /* some number passed the limits: nothing is compared */
} Enumeration;

Enumeration enumerate(const RandomMethodology *made, const Plan *plan, Arena *arena, NumberContext *numbers);

static inline const StepValue *enumerated(const Enumeration *all, size_t row, StepId step) {
    return &all->values[row * all->plan->step_count + step];
}

#endif
