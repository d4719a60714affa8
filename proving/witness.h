/* Rows that an answer found, as a data file that can be saved and run [PR2.4]. */
#ifndef PROVING_WITNESS_H
#define PROVING_WITNESS_H

#include "proving/prover.h"

/* Header and one line for each row (per input of the plan; the second may be NULL), in the arena of the
 * prover. Where the data lists its units, all of them have a line. */
Text witness_csv(Prover *prover, InputCell *const rows[PROVER_ROWS]);
/* "so_may = 2, so_cbcc = 1": the inputs in `inputs`, as the rules would write them. */
Text witness_words(Prover *prover, const InputCell *row, const uint32_t *inputs, size_t count);
/* The inputs that a step looks at, rising; in the arena of the prover. */
uint32_t *witness_inputs(Prover *prover, StepId step, size_t *count);

#endif
