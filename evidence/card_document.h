/* [E2] A score card to be read. */
#ifndef EVIDENCE_CARD_DOCUMENT_H
#define EVIDENCE_CARD_DOCUMENT_H

#include "evidence/card.h"
#include "evidence/document.h"

Document *card_document(const Card *card);

#endif
