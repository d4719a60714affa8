/* What a statistic over a cohort gives where the unit is the only one: data of one row are legal data
 * [PR2.3]. */
#ifndef PROVING_ALONE_H
#define PROVING_ALONE_H

#include "proving/prover.h"

/* After the operands of the step in prover->values[row]; STATE_TOO_LARGE where it is not known. */
StepValue alone_value(const Prover *prover, StepId step, const InputCell *cells, int row);

#endif
