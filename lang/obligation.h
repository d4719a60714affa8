/* What interval arithmetic cannot prove and need not refuse: a claim about steps of the plan that must hold
 * in every legal row. Whoever loads rules has it proved or reports it [L8.12]. */
#ifndef LANG_OBLIGATION_H
#define LANG_OBLIGATION_H

#include "base/diagnostic.h"
#include "lang/plan.h"

typedef enum ObligationKind {
    OBLIGATION_NOT_BELOW_ZERO,
    OBLIGATION_NOT_ABOVE, /* of `step` and `bound`, where both have values */
    OBLIGATION_RESULT,    /* never without a result [L4.3] */
} ObligationKind;

typedef struct Obligation {
    ObligationKind kind;
    StepId step, bound; /* of elaboration until the plan is built, then of the plan */
    bool is_everywhere; /* it must hold in every row; else only under conditions around, and a row may not
                           show it */
    DiagnosticCode code;
    Span span;           /* in the file of rules */
    Text subject;        /* "the points of `may_tinh`" */
    Text known, at_most; /* what interval arithmetic knows: "0..20"; of the bound: "10"; may be empty */
    Text hint;
} Obligation;

typedef struct Obligations {
    Obligation *items;
    size_t count, capacity;
} Obligations;

#endif
