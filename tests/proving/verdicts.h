/* What is compared: each takes a methodology with all its legal rows, asks what is under test for its
 * verdicts, and counts them. To compare something else, write another and add it to the table in proving.c.
 */
#ifndef TESTS_PROVING_VERDICTS_H
#define TESTS_PROVING_VERDICTS_H

#include "lang/compile.h"
#include "lang/obligation.h"
#include "proving/prover.h"
#include "tests/proving/enumeration.h"

typedef struct Tally {
    uint64_t verdicts, undecided, wrong;
} Tally;

typedef struct Trial {
    const RandomMethodology *made;
    const Enumeration *all;
    const Obligations *obligations;
    Prover *prover;
    const Compilation *compilation;
    const Source *source;
    Chance *chance;
    Arena *arena;
    NumberContext *numbers;
    Tally *tally;
} Trial;

typedef void (*Verdicts)(Trial *trial);

/* Counts a verdict that is right or wrong; what is wrong is told. */
void trial_check(Trial *trial, bool right, const char *format, ...) __attribute__((format(printf, 3, 4)));
void trial_undecided(Trial *trial);

/* What must be proved before rules are used [L8.12]; false: some of it does not hold, and the rules are
 * refused. */
bool obligation_verdicts(Trial *trial);
/* Random claims about random steps, with their rows [PR2.1]. */
void claim_verdicts(Trial *trial);
/* All that two rows are asked about [PR4] [PR5]. */
void pair_verdicts(Trial *trial);

/* The least and greatest points of criteria, and maxima that are reached [PR6.3]. */
void scale_verdicts(Trial *trial);

#endif
