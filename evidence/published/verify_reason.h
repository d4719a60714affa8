/* What would explain a printed value that is not the right one [E7.5]. */
#ifndef EVIDENCE_PUBLISHED_VERIFY_REASON_H
#define EVIDENCE_PUBLISHED_VERIFY_REASON_H

#include "evidence/published/verify_model.h"

/* `printed`: the number; NULL: a text, or a sign that there is no value. */
void verify_find_reasons(Verification *verification, Disagreement *disagreement,
                         const PrintedNumber *printed);

#endif
