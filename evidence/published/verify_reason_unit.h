/* Does a printed value belong to another unit? */
#ifndef EVIDENCE_PUBLISHED_VERIFY_REASON_UNIT_H
#define EVIDENCE_PUBLISHED_VERIFY_REASON_UNIT_H

#include "evidence/published/verify_model.h"

void verify_reason_unit(Verification *verification, Disagreement *disagreement);

#endif
