/* What a comparison with a published table found, in plain words [E7.6]. */
#ifndef EVIDENCE_PUBLISHED_VERIFY_TEXT_H
#define EVIDENCE_PUBLISHED_VERIFY_TEXT_H

#include "evidence/published/verify_model.h"

void verify_write_text(const Verification *verification, TextBuilder *out);

#endif
