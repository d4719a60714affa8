/* Quick looks at single rows: what an benefit is worth for some values of one input, where the units are
 * good, bad or plain in all else. Only the steps behind the input are computed anew, so a look costs little
 * in large rules. */
#ifndef PROVING_PROBE_H
#define PROVING_PROBE_H

#include "proving/pair_question.h"

enum { PROBE_BASES = 5 };

typedef struct Probe {
    Prover *prover;
    Direction *direction;
    const Benefit *benefits;
    size_t benefit_count;
    StepId last_criterion;          /* behind it no criterion is computed */
    StepId last_require;            /* and no requirement */
    bool is_usable;                 /* there is a legal row */
    InputCell *bases[PROBE_BASES];  /* per input: with many points, plain, with few, and turn by turn */
    StepValue *values[PROBE_BASES]; /* per step */
    bool *is_require;               /* per step */
    StepValue *kept;                /* room for the values of all steps */
    Arena *work;
} Probe;

/* What a look found: in which base, with which two cells of the input. */
typedef struct ProbePair {
    int base;
    InputCell cells[2];
} ProbePair;

Probe *probe_new(Prover *prover, Direction *direction, const Benefit *benefits, size_t benefit_count);
void probe_free(Probe *probe);

/* Is there a pair, as the question asks, among the values tried? The input is that of the direction's last
 * pass. */
bool probe_sees(Probe *probe, const PairQuestion *question, ProbePair *pair);
/* The values of a step with each of the two cells; false: one of the rows is not legal, or has no value
 * there. */
bool probe_values(Probe *probe, uint32_t input, StepId step, const ProbePair *pair,
                  StepValue values[PROVER_ROWS]);
/* The two whole rows, in the arena of the prover. */
void probe_rows(const Probe *probe, uint32_t input, const ProbePair *pair, InputCell *rows[PROVER_ROWS]);

#endif
