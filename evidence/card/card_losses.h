/* [E2.6] Where a unit lost points. */
#ifndef EVIDENCE_CARD_CARD_LOSSES_H
#define EVIDENCE_CARD_CARD_LOSSES_H

#include "evidence/card/card.h"

typedef struct CardLoss {
    uint32_t output; /* a criterion */
    Number points, maximum, lost;
} CardLoss;

/* "bonus" or "penalty": a criterion outside the maximum; empty: within it. */
Text card_outside(const PlanOutput *output);
/* Of a criterion: what is missing to the maximum; of a penalty what was taken; of a bonus nothing. */
Number card_lost(NumberContext *numbers, const PlanOutput *output, Number points, Number maximum);
/* The criteria that apply and have fewer points than their maximum; the largest loss first, equal ones in the
 * order of the rules. */
CardLoss *card_losses(const Card *card, size_t *count);

#endif
