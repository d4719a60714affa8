/* The greatest and the least value that a step has in any legal row [PR6.3]. */
#ifndef PROVING_EXTREME_H
#define PROVING_EXTREME_H

#include "proving/prover.h"

typedef struct Extreme {
    bool exists;     /* some legal row has a value */
    bool is_certain; /* none lies beyond, or none exists; else only none was found */
    Number value;    /* in the arena of the prover */
} Extreme;

/* Where it exists, prover->found is a row that has it. */
Extreme extreme_find(Prover *prover, StepId step, bool greatest);

#endif
