/* Changes as they are shown: with a sign, and parts of places as the sixths that they are. */
#ifndef EVIDENCE_YEARS_SIGNED_TEXT_H
#define EVIDENCE_YEARS_SIGNED_TEXT_H

#include "runtime/computing/value_text.h"

/* "+1.50", "−4.00", "0". */
Text signed_number(const ValueStyle *style, Number value, int decimals);
/* A whole number of sixths: "+10⅓", "−½", "0"; any other number by its digits. */
Text signed_sixths(const ValueStyle *style, Number value);

#endif
