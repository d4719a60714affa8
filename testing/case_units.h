/* Units that differ from each other, for declarations that look at all of them: ranks, places, statistics. */
#ifndef TESTING_CASE_UNITS_H
#define TESTING_CASE_UNITS_H

#include "proving/claim.h"

enum { CASE_UNITS = 12 };

/* A legal row (per input of the plan) whose `inputs` lie somewhere in their ranges, elsewhere for each `unit`
 * below CASE_UNITS; NULL: none was found. */
InputCell *case_unit(Prover *prover, const uint32_t *inputs, size_t count, size_t unit, Arena *arena);

#endif
