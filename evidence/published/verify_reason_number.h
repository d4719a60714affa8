/* What would explain a printed number: another rounding, another maximum, digits in another order. */
#ifndef EVIDENCE_PUBLISHED_VERIFY_REASON_NUMBER_H
#define EVIDENCE_PUBLISHED_VERIFY_REASON_NUMBER_H

#include "evidence/published/verify_model.h"

void verify_reason_number(Verification *verification, Disagreement *disagreement,
                          const PrintedNumber *printed);

#endif
