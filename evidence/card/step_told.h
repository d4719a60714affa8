/* The arithmetic of one step in words and numbers, exactly. */
#ifndef EVIDENCE_CARD_STEP_TOLD_H
#define EVIDENCE_CARD_STEP_TOLD_H

#include "evidence/card/card.h"

/* "so_may_tinh ÷ so_cbcc = 67 ÷ 72 = 67/72 ≈ 0.930556" */
Text step_told(const Card *card, StepId id);
/* "(3)", or the name of the input or output whose value it is, or a constant itself. */
Text step_reference(const Card *card, StepId id);
/* The value alone, with all its digits. */
Text step_value_told(const Card *card, StepId id);

#endif
