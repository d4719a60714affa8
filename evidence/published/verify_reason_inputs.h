/* Do inputs that were rounded before they were printed explain a printed number? */
#ifndef EVIDENCE_PUBLISHED_VERIFY_REASON_INPUTS_H
#define EVIDENCE_PUBLISHED_VERIFY_REASON_INPUTS_H

#include "evidence/published/verify_model.h"

void verify_reason_inputs(Verification *verification, Disagreement *disagreement,
                          const PrintedNumber *printed);

#endif
