/* Data scored with every value kept, for who asks questions afterwards. */
#ifndef EVIDENCE_PUBLISHED_FULL_SCORE_H
#define EVIDENCE_PUBLISHED_FULL_SCORE_H

#include "runtime/results/result_model.h"
#include "runtime/computing/row_step.h"
#include "runtime/computing/scoring.h"

/* Where its parts live. */
typedef struct ScoreRoom {
    Arena *arena, *scratch;
    NumberContext *numbers;
} ScoreRoom;

typedef struct FullScore {
    const Plan *plan;
    Table table;
    Evaluation evaluation;
    Result result; /* of all units, in the order of the ranking */
} FullScore;

/* On READ_DONE, and without an error in `diagnostics`, `scored` can be used; it stays where it is. */
ReadStatus full_score_read(const Plan *plan, const DataInput *input, const ReadOptions *options,
                           const ScoreRoom *room, Diagnostics *diagnostics, FullScore *score);
/* Any step of the plan that an output shows, or a cohort or a later stage needs. */
StepValue full_score_value(const FullScore *score, StepId step, size_t row);
/* The key of a unit, or its name where the rules declare no key. */
Text full_score_key(const FullScore *score, size_t row);
/* What it is called: its name, or its key where the rules declare no name. */
Text full_score_name(const FullScore *score, size_t row);

#endif
