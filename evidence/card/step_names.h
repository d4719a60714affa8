/* What steps are called: by the inputs and outputs they belong to; and how their numbers are shown. */
#ifndef EVIDENCE_CARD_STEP_NAMES_H
#define EVIDENCE_CARD_STEP_NAMES_H

#include "lang/plan.h"

typedef struct StepName {
    uint32_t output;    /* whose value it is; UINT32_MAX: of none, or a leaf */
    unsigned part;      /* as of plan_part */
    uint32_t criterion; /* the first criterion whose value it is, also of a leaf; UINT32_MAX: of none */
    bool as_percent;
    uint32_t category_input;  /* its numbers are options of this input, */
    uint32_t category_output; /* or of this output; UINT32_MAX: of none */
} StepName;

/* Per step of the plan. A step that several outputs have belongs to the criterion among them, or else to the
 * first. */
StepName *step_names_new(const Plan *plan, Arena *arena);

#endif
