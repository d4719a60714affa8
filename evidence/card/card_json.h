/* [E2.9] A score card for programs: everything an independent evaluator needs to recompute it. */
#ifndef EVIDENCE_CARD_CARD_JSON_H
#define EVIDENCE_CARD_CARD_JSON_H

#include "evidence/card/near.h"

/* One object and a line end. Words and numbers do not depend on the language of the card. */
void card_json(const Card *card, const Watch *watch, TextBuilder *out);

#endif
