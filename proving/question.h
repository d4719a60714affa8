/* "Is there a legal row for which ... holds?": decided by branch and bound over the inputs that it hangs on
 * [PR2]. The one engine behind every finding. */
#ifndef PROVING_QUESTION_H
#define PROVING_QUESTION_H

#include "proving/cone.h"

/* What the asker looks at: per row, what is known of every step of the question. */
typedef struct QuestionView {
    NumberContext *numbers;
    const Facts *facts[PROVER_ROWS];
} QuestionView;

/* NO: for no row of the box at hand; YES: for every row. Must not be MAYBE where the facts of the steps it
 * looks at are single values or single states. */
typedef Truth (*QuestionHolds)(const void *user, const QuestionView *view);

typedef struct Question {
    const StepId *steps; /* that `holds` looks at; STEP_NONE is skipped */
    size_t step_count;
    QuestionHolds holds;
    const void *user;
    /* Two rows that hold the same but for these inputs, and these may hold anything; both are legal. */
    const uint32_t *moved;
    size_t moved_count; /* 0: one row */
    bool needs_no_row;  /* the verdict is enough */
    uint64_t effort;    /* steps to compute at most; 0: QUESTION_EFFORT */
} Question;

enum { QUESTION_EFFORT = 100000 };

typedef enum Verdict { VERDICT_NO, VERDICT_YES, VERDICT_UNDECIDED } Verdict;

typedef struct Answer {
    Verdict verdict;
    InputCell *rows[PROVER_ROWS]; /* YES: per input of the plan; the second where there are two; else NULL */
} Answer;

/* [PR2.1] YES with rows that were computed exactly; NO where every legal row was excluded; otherwise
 * UNDECIDED. */
Answer question_ask(Prover *prover, const Question *question);
/* Does it hold in these rows (per input of the plan), and are they legal? Computed exactly. */
bool question_holds_at(Prover *prover, const Question *question, InputCell *const rows[PROVER_ROWS]);
/* [PR2.5] The rows of a YES made as plain as they can be while it still holds. */
void question_simplify(Prover *prover, const Question *question, Answer *answer);
/* Fills `legal` for the groups of all inputs; false: some group has no legal row, or none was found. */
bool question_fill_legal(Prover *prover);

#endif
