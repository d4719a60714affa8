/* All steps of one unit: what scoring computed with whole columns, for one row. Also what they would be with
 * another value in one cell. */
#ifndef EVIDENCE_BASIS_UNIT_STEPS_H
#define EVIDENCE_BASIS_UNIT_STEPS_H

#include "evidence/basis/scored.h"

typedef struct UnitSteps UnitSteps;

UnitSteps *unit_steps_new(const Scored *scored, Arena *arena, NumberContext *numbers);
/* Large numbers live where the number context puts them. Cohort steps keep the values they have in the
 * evaluation. */
void unit_steps_load(UnitSteps *steps, size_t row);
/* One per step of the plan; those of a row that was not loaded are not to be used. */
const StepValue *unit_steps_values(const UnitSteps *steps);
/* [E5.2] The values with `value` in the cell of an input, all other data and all cohort steps as they are.
 * Gives the steps that it computed anew, in order; unit_steps_values has their values until
 * unit_steps_restore. */
typedef struct StepList {
    const StepId *ids;
    size_t count;
} StepList;
StepList unit_steps_try(UnitSteps *steps, uint32_t input, StepValue value);
void unit_steps_restore(UnitSteps *steps);

#endif
