/* What generated cases must reach: the goals of coverage, and the values beside each bound [C9.3]. Each is a
 * question to the prover. */
#ifndef TESTING_CASE_TARGET_H
#define TESTING_CASE_TARGET_H

#include "proving/claim.h"
#include "testing/test_goal.h"

typedef struct CaseTarget {
    const Symbol *declaration; /* whose cases reach it */
    Span span;
    Text text;        /* what is not reached where it is not */
    bool is_optional; /* a neighbour of a bound: where there is none, nothing is said */
    Claim *claims;
    size_t count;
    /* Beside a bound: one below (-1) or above (1) it and as near as can be found, where the claims cannot
     * hold. It takes the place of the last claim. */
    int direction; /* 0: none */
    Number bound;
} CaseTarget;

typedef struct CaseTargets {
    CaseTarget *items; /* those of one declaration stand together, in the order of the file */
    size_t count, capacity;
} CaseTargets;

CaseTargets case_targets(const Compilation *compilation, const TestGoals *goals, NumberContext *numbers,
                         Arena *arena);

#endif
