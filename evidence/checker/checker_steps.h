/* The steps of a plan as functions of Python: one for each named step, with a line for each step in it that
 * is used twice or would make a formula too deep to read. */
#ifndef EVIDENCE_CHECKER_CHECKER_STEPS_H
#define EVIDENCE_CHECKER_CHECKER_STEPS_H

#include "evidence/checker/checker_names.h"

#include "base/source.h"

typedef struct CheckerSteps {
    const Plan *plan;
    const Source *source; /* of the rules, for the places of what is declared */
    const CheckerNames *names;
    NumberContext *numbers;
    Arena *arena;
} CheckerSteps;

/* The body of the class that holds them. */
void checker_steps_write(const CheckerSteps *steps, TextBuilder *out);
/* Whether the functions for irrational results are needed. */
bool checker_steps_leave_fractions(const Plan *plan);
/* `None`, or the name of the input that makes the categories, as text. */
Text checker_scope(const CheckerSteps *steps, uint32_t scope_input);

#endif
