/* [E5.1] What may turn when a cell changes: bands of criteria, grades, gates, places. */
#ifndef EVIDENCE_CARD_WATCH_H
#define EVIDENCE_CARD_WATCH_H

#include "evidence/card/card.h"

typedef enum TurnKind { TURN_BAND, TURN_GRADE, TURN_GATE, TURN_PLACE } TurnKind;

typedef struct Watched {
    TurnKind kind;
    uint32_t output; /* the criterion, grade, gate or rank */
    StepId step;     /* the choice, the value, or the rank */
} Watched;

/* What is watched, for all units. */
typedef struct Watch {
    const CardMaker *maker;
    Watched *items;
    size_t count;
    size_t **by_input; /* per input: those that it reaches, by number */
    size_t *reached;   /* per input: how many */
} Watch;

/* What the items of a unit say. */
typedef struct WatchState {
    uint32_t line; /* of a band: which operand was taken */
    StepValue
        value; /* the points of the criterion, the grade, the gate; of a place how many units stand above */
} WatchState;

Watch watch_new(const CardMaker *maker, Arena *arena);
/* With the values that the maker's steps have now, of the unit of `row`. */
WatchState watch_state(const Watch *watch, size_t item, size_t row);
/* Whether the values that the maker's steps have now are such as data may have: nothing the rules require is
 * broken. */
bool watch_is_legal(const Watch *watch);
/* Whether the item turned: another line with other points, another grade, another answer, other units above.
 */
bool watch_has_turned(const Watch *watch, size_t item, const WatchState *before, const WatchState *after);
/* Whether it is for the better: more points, a better grade, yes, fewer units above. */
bool watch_is_better(const Watch *watch, size_t item, const WatchState *before, const WatchState *after);
/* The numbers that a cell of an input may hold one recording step away; false: there is none that way. */
bool watch_neighbour(const Watch *watch, uint32_t input, Number number, Number steps, Number *neighbour);
/* Whether the input is recorded in steps, and looked at. */
bool watch_has_steps(const Watch *watch, uint32_t input);

#endif
