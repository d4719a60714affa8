/* What the changes of rules do to units, to be read. */
#ifndef EVIDENCE_CHANGES_EFFECTS_DOCUMENT_H
#define EVIDENCE_CHANGES_EFFECTS_DOCUMENT_H

#include "evidence/basis/document.h"
#include "evidence/changes/effects.h"

void effects_document_add(Document *document, const Effects *effects, NumberContext *numbers, Arena *arena);
/* "criterion tc_may, with group ha_tang" */
Text effect_title(const Effect *effect, Arena *arena);
/* A value as it is read: 87.5%, 62.3, 3, Tốt; `-` where there is none. */
Text effect_value_text(const EffectOutcome *outcome, const EffectValue *value, NumberContext *numbers,
                       Arena *arena);

#endif
