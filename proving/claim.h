/* Claims about the steps of one row, all of which a question wants to hold: "these points are above this
 * maximum", "the second line of this choice is taken". */
#ifndef PROVING_CLAIM_H
#define PROVING_CLAIM_H

#include "proving/question.h"

typedef enum ClaimKind {
    CLAIM_ABOVE,    /* both have values, and that of `step` is above that of `other` */
    CLAIM_AT_LEAST, /* `step` has a value of at least `number` */
    CLAIM_AT_MOST,
    CLAIM_BELOW_NUMBER, /* `step` has a value below `number` */
    CLAIM_ABOVE_NUMBER,
    CLAIM_EQUALS,     /* `step` has the value `number` */
    CLAIM_DIFFERS,    /* `step` has another value */
    CLAIM_REACHES,    /* both have values, and that of `step` is at least that of `other` */
    CLAIM_IN_STATE,   /* `step` is in `state`, a ValueState */
    CLAIM_TAKES_LINE, /* `step`, a choice, takes its value number `line`: the operand 2 × line + 1, or the
                         last */
} ClaimKind;

typedef struct Claim {
    ClaimKind kind;
    StepId step, other; /* other: STEP_NONE where there is none */
    Number number;
    ValueState state;
    uint32_t line;
} Claim;

enum { MOST_CLAIMS = 16 };

/* A question about claims; `claims` and `plan` are borrowed until it is answered. */
typedef struct ClaimQuestion {
    const Plan *plan;
    const Claim *claims;
    size_t count;
    StepId *steps;
    size_t step_count, step_capacity;
} ClaimQuestion;

/* Is there a legal row for which all of them hold? The rows are made plain where `simplify`. effort 0: the
 * usual. */
Answer claims_ask(Prover *prover, const Claim *claims, size_t count, bool simplify, uint64_t effort);
/* The same without a row. */
Verdict claims_decide(Prover *prover, const Claim *claims, size_t count);
/* Do they hold in this row (per input of the plan)? */
bool claims_hold_at(Prover *prover, const Claim *claims, size_t count, InputCell *row);

#endif
