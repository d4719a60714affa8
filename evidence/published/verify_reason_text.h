/* What would explain a printed grade: the value it was taken from. */
#ifndef EVIDENCE_PUBLISHED_VERIFY_REASON_TEXT_H
#define EVIDENCE_PUBLISHED_VERIFY_REASON_TEXT_H

#include "evidence/published/verify_model.h"

void verify_reason_text(Verification *verification, Disagreement *disagreement);

#endif
