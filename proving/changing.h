/* How a step can differ between two rows that are alike but for one input: from its operands, whatever the
 * rows are [PR4.2]. What is not known is taken to be possible. */
#ifndef PROVING_CHANGING_H
#define PROVING_CHANGING_H

#include "lang/facts.h"
#include "lang/plan.h"

/* Of the second row as against the first. None of the three: the two are the same. */
typedef struct Change {
    bool rises, falls; /* both may have a value, and that of the second be higher, lower */
    bool state; /* one may have a value where the other has none, or they may lack it in different ways */
} Change;

#define CHANGE_NONE ((Change){false, false, false})
#define CHANGE_ANY ((Change){true, true, true})

/* Whose change: that of the unit itself, or of any other unit of the data while the rows of all others stay
 * as they are [PR4.5]. */
typedef enum ChangeOf { CHANGE_OF_UNIT, CHANGE_OF_OTHERS, CHANGE_OF_COUNT } ChangeOf;

typedef struct Changing {
    const Plan *plan;
    NumberContext *numbers;
    uint32_t moved;                   /* the input in which the two rows differ */
    const Facts *first, *second;      /* per step: what is known of it in the two rows of the unit */
    const Facts *others;              /* per step: what is known of it in any row */
    Change *changes[CHANGE_OF_COUNT]; /* per step */
} Changing;

static inline bool change_is_none(Change change) {
    return !change.rises && !change.falls && !change.state;
}

Change change_either(Change a, Change b);
Change change_reversed(Change change); /* of the negative value */
/* a <= b for all values of both */
bool range_never_above(NumberContext *numbers, const Range *a, const Range *b);
/* What the facts of both rows leave of it. */
Change change_within(NumberContext *numbers, Change change, const Facts *first, const Facts *second);

#endif
