/* What is known of a value before any data is read: its range, and which states it can be in. */
#ifndef LANG_FACTS_H
#define LANG_FACTS_H

#include "lang/plan.h"
#include "lang/range.h"

typedef struct Facts {
    Range range;
    bool may_not_apply, may_be_missing, may_be_undefined;
    bool no_value; /* it never has one: the literals `not applicable` and `missing` */
} Facts;

/* Parameters of an operation that are not operands. */
typedef struct StepParameters {
    uint32_t number;  /* input, constant, state or scope_input, as in Step */
    int16_t decimals; /* OP_ROUND */
    uint16_t mode;    /* OP_ROUND: RoundingMode; OP_RANK: ties; OP_GRADE_TOP: shares */
    uint16_t flags;   /* OP_RANK, OP_GRADE_TOP */
} StepParameters;

Facts facts_certain(Range range);
Facts facts_state(ValueState state);
bool facts_have_value(const Facts *facts);                     /* always */
bool facts_is_yes(NumberContext *numbers, const Facts *facts); /* for every row: a value, and 1 */
bool facts_is_no(NumberContext *numbers, const Facts *facts);
/* Written alike: then the same operation on them gives the same. */
bool facts_same(const Facts *a, const Facts *b);
Facts facts_intersect(NumberContext *numbers, const Facts *a, const Facts *b);

#endif
