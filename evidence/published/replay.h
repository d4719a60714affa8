/* One value of one unit computed again, with some of the values behind it given otherwise: "what would it be
 * if". Holds nothing but numbers; the rules and the data stay as they are. */
#ifndef EVIDENCE_PUBLISHED_REPLAY_H
#define EVIDENCE_PUBLISHED_REPLAY_H

#include "lang/plan.h"
#include "runtime/computing/row_step.h"

typedef struct Replay {
    const Plan *plan;
    StepId target;
    StepId *leaves; /* inputs, cohort steps and those given: to be set before each run */
    size_t leaf_count;
    Row row;
    RowStep *steps;
    size_t step_count;
} Replay;

/* What `target` is computed from, down to inputs, cohort steps and `given` (STEP_NONE: none). */
Replay replay_new(const Plan *plan, StepId target, StepId given, Arena *arena, NumberContext *numbers);
static inline void replay_set(Replay *replay, StepId step, StepValue value) {
    replay->row.values[step] = value;
}
/* All leaves have been set. */
StepValue replay_run(Replay *replay);

#endif
