/* What the two rows of a pair prove about one input: that a better value costs something [PR4.4], that points
 * go both ways [PR4.6], that it pays to leave a cell empty or to claim that something does not apply [PR5].
 */
#ifndef PROVING_PAIR_CHECK_H
#define PROVING_PAIR_CHECK_H

#include "proving/pair_question.h"
#include "proving/probe.h"

typedef struct PairCheck {
    Prover *prover;
    Direction *direction;
    Benefit *benefits;
    size_t benefit_count;
    Probe *probe;
    uint64_t effort; /* steps that questions about pairs may still compute */
} PairCheck;

/* Of one input: the first benefit for which it is so, with its rows; else the first that is not decided. */
typedef struct PairFinding {
    Verdict verdict;
    uint32_t input;
    const Benefit *benefit;       /* NULL: VERDICT_NO */
    InputCell *rows[PROVER_ROWS]; /* YES: after pair_check_show */
    bool has_open;                /* some benefit was not decided */
    bool is_seen;                 /* by a look at single rows; these are `pair` */
    ProbePair pair;
    PairMove move;
    bool is_worse; /* the second row is the worse one; else the better */
    StepId lapsing;
    InputCell cell; /* pair_check_blank: what was written in place of a value */
    bool is_blank;
} PairFinding;

PairCheck pair_check_new(Prover *prover);
void pair_check_free(PairCheck *check);

/* Whole rows for two cells that were tried; what the benefit does not look at is as plain as can be. */
void pair_check_rows(const PairCheck *check, const Benefit *benefit, uint32_t input, const ProbePair *pair,
                     InputCell *rows[PROVER_ROWS]);
/* Fills the rows of a YES. */
void pair_check_show(PairCheck *check, PairFinding *finding);

/* Some benefit is worse with the better value of an input that declares which way is better. */
PairFinding pair_check_improvement(PairCheck *check, uint32_t input);
/* The points of one criterion rise with a higher value here and fall with one there. NO for yes and no, for
 * categories, and where the better way is declared; never UNDECIDED: it may be meant, and is only told where
 * it is seen. */
PairFinding pair_check_turning(PairCheck *check, uint32_t input);
/* What may stand in a cell of the input in place of a value of its own. */
InputCell *pair_check_blanks(const PairCheck *check, uint32_t input, size_t *count);
/* Some benefit is better with this cell than with some value. */
PairFinding pair_check_blank(PairCheck *check, uint32_t input, InputCell blank);
/* With an input that decides nothing but which criteria apply one of them can be made to lapse, and some
 * benefit is better. */
PairFinding pair_check_claim(PairCheck *check, uint32_t input);

#endif
