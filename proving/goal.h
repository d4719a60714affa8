/* Things that some legal row should reach: asked one after the other, and remembered by the place they are
 * written at. What is written once and used several times is reached where one use is [PR6.2]. */
#ifndef PROVING_GOAL_H
#define PROVING_GOAL_H

#include "proving/claim.h"

typedef enum GoalKind { GOAL_LINE, GOAL_BRANCH, GOAL_ANSWER_YES, GOAL_ANSWER_NO, GOAL_GRADE } GoalKind;

typedef struct Goal {
    const void *place; /* in the tree of the file, with `kind` */
    GoalKind kind;
    Span span;
    Text text;       /* as written */
    StepId step;     /* of a condition */
    uint32_t output; /* of the plan: where it was met first */
    Verdict verdict; /* YES: some legal row reaches it */
} Goal;

typedef struct Goals {
    Prover *prover;
    Goal *items; /* in the order in which they were met */
    size_t count, capacity;
    uint32_t *slots; /* open addressing: place + 1 in items; 0: free */
    size_t slot_count;
} Goals;

Goals goals_new(Prover *prover);
/* Asks for it under these claims, unless it is reached already; gives what is known of this use alone, or
 * YES. */
Verdict goals_ask(Goals *goals, const Goal *goal, const Claim *claims, size_t count);

#endif
