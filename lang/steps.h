/* Builds the steps of a plan. Equal steps are made once, constants are folded, and what is known of a step's
 * value is kept with it, as well as which steps are never above others. */
#ifndef LANG_STEPS_H
#define LANG_STEPS_H

#include "lang/facts.h"

typedef struct Steps Steps;

Steps *steps_new(Arena *arena, NumberContext *numbers);

StepId steps_input(Steps *steps, uint32_t input, PlanType type, Facts facts, Span span);
StepId steps_constant(Steps *steps, Number value, PlanType type, Span span);
StepId steps_no_value(Steps *steps, ValueState state, Span span);
/* Operands are earlier steps. A strict operation on constants becomes a constant. */
StepId steps_add(Steps *steps, StepOp op, PlanType type, StepParameters parameters, const StepId *operands,
                 size_t count, Span span);

size_t steps_count(const Steps *steps);
const Step *steps_get(const Steps *steps, StepId id);
const StepId *steps_operands(const Steps *steps, StepId id);
Facts steps_facts(const Steps *steps, StepId id);
/* The same, in place: until the next step is added. */
const Facts *steps_known(const Steps *steps, StepId id);
/* A unit without a category is in no cohort of it: adds the states of the category to those of a cohort step
 * that looks at it [L4.8]. */
void steps_add_scope(const Steps *steps, StepOp op, StepParameters parameters, Facts *facts);
/* Narrows what is known of a step; `facts` hold in every row. */
void steps_learn(Steps *steps, StepId id, Facts facts);
bool steps_is_constant(const Steps *steps, StepId id, Number *value);
Number steps_constant_value(const Steps *steps, uint32_t constant);

/* Declares that a <= b in every row where both have values: `require a <= b`, points and maximum of a group.
 */
void steps_relate(Steps *steps, StepId a, StepId b);
bool steps_are_related(const Steps *steps, StepId a, StepId b);

#endif
