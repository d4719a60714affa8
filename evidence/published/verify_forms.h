/* Printed and right values in one form, as the eye compares them; empty: there is no value. */
#ifndef EVIDENCE_PUBLISHED_VERIFY_FORMS_H
#define EVIDENCE_PUBLISHED_VERIFY_FORMS_H

#include "evidence/published/verify_model.h"

/* What a unit should show in a column, with so many decimals. */
Text verify_shown_form(const Verification *verification, const VerifyColumn *column, uint32_t row,
                       int decimals, Arena *arena);
/* What is printed, with `decimals` of them; where it has more, with its own, and `decimals` tells how many.
 */
Text verify_printed_form(const Verification *verification, const VerifyColumn *column, uint32_t printed_row,
                         int *decimals, Arena *arena);

#endif
