/* How far the points of every criterion and the value of every index can go [PR6.3]. */
#ifndef PROVING_SCALE_H
#define PROVING_SCALE_H

#include "proving/extreme.h"

/* Of one output of the plan; criteria only, and groups and indices that have points. */
typedef struct Scale {
    Extreme least, greatest; /* of criteria: the points */
    bool reaches_max;        /* of all: some legal row has the full maximum that applies to it */
    bool never_reaches_max;  /* proved */
} Scale;

/* Per output of the plan; in the arena of the prover. Leaves hints to the prover: rows between the worst and
 * the best. */
Scale *scales_new(Prover *prover);

#endif
