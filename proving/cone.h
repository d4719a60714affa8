/* The steps behind some steps, the inputs behind these, and both computed: over a box of rows, or in one row.
 */
#ifndef PROVING_CONE_H
#define PROVING_CONE_H

#include "proving/prover.h"

typedef struct Cone {
    StepId *steps; /* rising: each behind its operands */
    size_t step_count;
    RowStep *row_steps; /* those that a row computes */
    size_t row_step_count;
    uint32_t *inputs; /* rising; keys and names are never among them */
    size_t input_count;
    uint32_t *requires; /* the requirements that tie these inputs, whose steps are in the cone too */
    size_t require_count;
    bool has_cohort;
} Cone;

/* Lives in the arena of boxes. */
Cone cone_new(Prover *prover, const StepId *targets, size_t count);

/* What is known of every step where the inputs are `possible`: per input of the plan. Fills
 * prover->facts[row]. */
void cone_bound(Prover *prover, const Cone *cone, const Possible *const *possible, int row);
/* The values of every step where the inputs hold `cells`: per input of the plan. Fills prover->values[row],
 * and prover->facts[row] with what is known after cone_bound of the same row, made exact. */
void cone_compute(Prover *prover, const Cone *cone, const InputCell *cells, int row);

/* The same where the unit is alone in the data, so that statistics over cohorts are known. */
void cone_compute_alone(Prover *prover, const Cone *cone, const InputCell *cells, int row);

typedef enum Truth { TRUTH_NO, TRUTH_MAYBE, TRUTH_YES } Truth;

/* What a requirement says where this is known of its condition. */
Truth require_truth(NumberContext *numbers, const Facts *answer);
/* After either: do the requirements hold in this row? */
Truth cone_is_legal(Prover *prover, const Cone *cone, int row);
/* Sets `open` of the inputs (per input of the plan) that `targets` or open requirements still hang on, after
 * cone_bound. */
void cone_find_open(Prover *prover, const Cone *cone, const StepId *targets, size_t count, int row,
                    bool *open);

#endif
