/* What all questions about one plan share: its legal data, room to compute in, and how much work is left
 * [PR2.6]. */
#ifndef PROVING_PROVER_H
#define PROVING_PROVER_H

#include "proving/domain.h"
#include "runtime/computing/row_step.h"

enum { PROVER_ROWS = 2 }; /* a question is about one row, or about two side by side */

/* What a group of tied inputs holds where nothing is asked of it. */
typedef enum GroupState { GROUP_UNKNOWN, GROUP_FILLED, GROUP_EMPTY, GROUP_UNDECIDED } GroupState;

typedef struct Prover {
    const Plan *plan;
    const Domain *domain;
    NumberContext *numbers;
    Arena *arena;    /* of answers and of all that lives as long as the prover */
    Arena *boxes;    /* of one question */
    Arena *work;     /* of one box */
    uint32_t *marks; /* per step: the cone that met it last */
    uint32_t mark;
    StepId *stack;                  /* room for a walk */
    Facts *facts[PROVER_ROWS];      /* per step: what is known in the box at hand */
    StepValue *values[PROVER_ROWS]; /* per step: in the row at hand */
    Number *gathered;
    InputCell *legal;   /* per input: together a legal row, where the group is FILLED */
    GroupState *groups; /* per group of the domain */
    /* Of the last YES: the row (per input of the plan), and the inputs that the question hung on, rising.
     * Until the next YES; prover->values[0] are those of the row until the next question. */
    Arena *kept;
    InputCell *found;
    const uint32_t *found_inputs;
    size_t found_count;
    InputCell **hints; /* rows that questions about many inputs try first */
    size_t hint_count;
    uint64_t effort; /* steps that may still be computed, all questions together */
    uint64_t spent;
} Prover;

/* Answers live in `arena`. The work is counted in steps computed, so that every machine does the same. */
Prover *prover_new(const Plan *plan, Arena *arena, NumberContext *numbers);
void prover_free(Prover *prover);
/* A mark that no step carries. */
uint32_t prover_new_mark(Prover *prover);

#endif
