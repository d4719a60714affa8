/* What would explain a printed place: another base, other ties, another cohort. */
#ifndef EVIDENCE_PUBLISHED_VERIFY_REASON_PLACE_H
#define EVIDENCE_PUBLISHED_VERIFY_REASON_PLACE_H

#include "evidence/published/verify_model.h"

void verify_reason_place(Verification *verification, Disagreement *disagreement,
                         const PrintedNumber *printed);

#endif
