/* Which steps of a plan become functions of the exported checker, and what they are called. A step that two
 * functions need is one itself; all others are lines in the one function that needs them. */
#ifndef EVIDENCE_CHECKER_CHECKER_NAMES_H
#define EVIDENCE_CHECKER_CHECKER_NAMES_H

#include "lang/plan.h"

typedef struct CheckerNames {
    Text *names;      /* per step: of its function, or of its input; bytes NULL: none */
    bool *is_named;   /* per step: it is a function */
    StepId *owner;    /* per step: the function that it belongs to; STEP_NONE: nobody needs it */
    uint32_t *uses;   /* per step: how often other steps name it */
    uint32_t *output; /* per step: the first output whose value it is; UINT32_MAX: none */
} CheckerNames;

CheckerNames checker_names(const Plan *plan, Arena *arena);

#endif
