/* Which step of the plan is the value of which expression of the rule file: how tests find out which lines
 * and branches were taken. Noted are choices, `and`, `or`, conditions, and arguments that are yes or no. */
#ifndef LANG_OCCURRENCE_H
#define LANG_OCCURRENCE_H

#include "lang/methodology.h"

/* Numbers of steps are those of elaboration until the plan is built, then those of the plan. */
typedef struct Occurrence {
    const AstExpression *expression;
    const Symbol
        *owner; /* the declaration it belongs to: of a line of `criteria`, the criterion of the line */
    const Symbol *declaration; /* the same, but in a function that which calls it */
    uint32_t call; /* a body of a function is worked out for each call: its number, from 1; else 0 */
    StepId step;   /* STEP_NONE: nothing needs it */
} Occurrence;

typedef struct Occurrences {
    Occurrence *items;
    size_t count, capacity;
    const Symbol *owner; /* of what is worked out at the moment; NULL: nothing is noted */
    const Symbol *declaration;
    uint32_t call, call_count;
} Occurrences;

void occurrence_add(Occurrences *occurrences, Arena *arena, const AstExpression *expression,
                    const Typed *value);

/* Finds them; lives in `arena`, and knows those there are when it is made. */
typedef struct OccurrenceIndex OccurrenceIndex;
OccurrenceIndex *occurrence_index_new(const Occurrences *occurrences, Arena *arena);
/* The step of the expression in this declaration and call; STEP_NONE: none was noted, or nothing needs it. */
StepId occurrence_step(const OccurrenceIndex *index, const AstExpression *expression, const Symbol *owner,
                       uint32_t call);

#endif
