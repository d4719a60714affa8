/* [E4.3] The difference of one value between two units, split among what it is made of so that the parts add
 * up to it exactly. */
#ifndef EVIDENCE_UNITS_DIFFERENCE_H
#define EVIDENCE_UNITS_DIFFERENCE_H

#include "evidence/card/card.h"

/* The first unit less the second, per output of the plan. */
typedef struct Difference {
    Number whole;
    Number *parts; /* of criteria: through points, maximum and applicability; of others: what their formula
                      adds that none of their members does */
    Number *roundings; /* by the rounding of this output */
} Difference;

/* `values`: all steps of either unit; both have a value at `step`. */
Difference difference_of(const CardMaker *maker, const StepValue *const values[2], StepId step, Arena *arena);

#endif
