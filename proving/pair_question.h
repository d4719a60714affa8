/* Are there two legal rows, alike but for one input, of which the second is better or worse off? [PR4] */
#ifndef PROVING_PAIR_QUESTION_H
#define PROVING_PAIR_QUESTION_H

#include "proving/direction.h"
#include "proving/benefit.h"
#include "proving/question.h"

/* How the cells of the input differ. */
typedef enum PairMove {
    PAIR_RISES,   /* the second value is higher */
    PAIR_FALLS,   /* it is lower */
    PAIR_BECOMES, /* a value of the declared range becomes one certain cell */
    PAIR_LAPSES,  /* whatever it is: a step that has a value in the first row has none in the second */
} PairMove;

typedef struct PairQuestion {
    Prover *prover;
    const Direction *direction; /* for its plan and what is known of every row */
    uint32_t input;
    PairMove move;
    InputCell cell; /* PAIR_BECOMES */
    StepId lapsing; /* PAIR_LAPSES */
    const Benefit *benefit;
    bool asks_for_worse; /* else for better */
    uint64_t effort;     /* 0: the usual */
} PairQuestion;

/* The rows of a YES are made plain and brought near to each other. */
Answer pair_ask(const PairQuestion *pair);
/* The rows of a YES that was found otherwise, made plain and near, unless that would take too long. */
void pair_simplify(const PairQuestion *pair, Answer *answer);
/* The values of a step in the rows of an answer, computed exactly. */
void pair_values(Prover *prover, StepId step, InputCell *const rows[PROVER_ROWS],
                 StepValue values[PROVER_ROWS]);

#endif
