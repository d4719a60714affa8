/* What a change of one input does to everything behind it, all else being equal: a single pass over the steps
 * that hang on it [PR4.1]. */
#ifndef PROVING_DIRECTION_H
#define PROVING_DIRECTION_H

#include "proving/change.h"

typedef struct Direction {
    const Plan *plan;
    NumberContext *numbers;
    Arena *arena, *work; /* of what lives as long as this; of one pass */
    Facts *known;        /* per step: in every legal row */
    Facts *rows[2];      /* per step: in the two rows; as `known` but where a pass made it narrower */
    Change *changes[CHANGE_OF_COUNT];
    uint32_t *first_user; /* per step: its place in `users`, which ends where that of the next begins */
    StepId *users;
    StepId *input_steps; /* per input; STEP_NONE where nothing looks at it */
    bool *is_touched;    /* per step */
    bool *is_settled;    /* per step: its change is known from elsewhere */
    StepId *touched;     /* rising: the input, and all that hangs on it */
    size_t touched_count;
    Changing changing;
} Direction;

Direction *direction_new(const Plan *plan, Arena *arena, NumberContext *numbers);
void direction_free(Direction *direction);

/* Only finds what hangs on the input. */
void direction_touch(Direction *direction, uint32_t input);
/* What rises and falls as the input rises, wherever it has a value. */
void direction_of_rising(Direction *direction, uint32_t input);
/* What changes where the cell of the input is one of `first` and becomes one of `second`. */
void direction_between(Direction *direction, uint32_t input, const Facts *first, const Facts *second);

/* What was found out otherwise about a step of the last pass; all behind it follows anew. */
void direction_settle(Direction *direction, StepId step, Change change);

static inline Change direction_change(const Direction *direction, StepId step) {
    return direction->changes[CHANGE_OF_UNIT][step];
}

#endif
