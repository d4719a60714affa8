/* Does a printed number follow from a printed value that is wrong itself? */
#ifndef EVIDENCE_PUBLISHED_VERIFY_REASON_PRINTED_H
#define EVIDENCE_PUBLISHED_VERIFY_REASON_PRINTED_H

#include "evidence/published/verify_model.h"

void verify_reason_printed(Verification *verification, Disagreement *disagreement,
                           const PrintedNumber *printed);

/* The printed value of a unit in a column that shows a number, as the rules compute with it; false: there is
 * none. */
bool verify_printed_value(const Verification *verification, const VerifyColumn *column, size_t printed_row,
                          StepValue *value);

#endif
