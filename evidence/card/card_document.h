/* [E2] A score card to be read. */
#ifndef EVIDENCE_CARD_CARD_DOCUMENT_H
#define EVIDENCE_CARD_CARD_DOCUMENT_H

#include "evidence/card/card.h"
#include "evidence/basis/document.h"
#include "evidence/card/near.h"

/* `watch`: of the maker of the card. */
Document *card_document(const Card *card, const Watch *watch);

#endif
