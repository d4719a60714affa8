/* Cliffs: how many points one recording step of an input decides, where the rules compare it [PR9]. */
#ifndef PROVING_CLIFF_H
#define PROVING_CLIFF_H

#include "base/diagnostic.h"
#include "proving/pair_check.h"

typedef struct Cliff {
    uint32_t input;
    const Benefit *criterion;
    ProbePair pair;             /* neighbouring cells: the lower one first */
    Number points[PROVER_ROWS]; /* with each of them */
    Number lost;                /* their distance */
    Number share;               /* of the largest maximum of the criterion */
    Number of_index;            /* share of the full maximum of its index */
    bool is_of_index;           /* ... where there is one number */
    bool is_steep;              /* worth a note [PR9.3] */
} Cliff;

typedef struct Cliffs {
    Cliff *items; /* the worst first */
    size_t count, capacity;
    bool is_partial; /* there were too many thresholds to look at all */
} Cliffs;

/* Of all criteria; everything lives in the arena of the prover. */
Cliffs *cliffs_find(PairCheck *check);

#endif
