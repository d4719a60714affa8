/* How choices, conditions and fallbacks differ between two rows [PR4.2]. */
#ifndef PROVING_CHANGE_CHOICE_H
#define PROVING_CHANGE_CHOICE_H

#include "proving/change_operands.h"

Change change_of_logic(const ChangeOperands *operands);     /* OP_AND, OP_OR */
Change change_of_choice(const ChangeOperands *operands);    /* OP_CHOOSE */
Change change_of_fallback(const ChangeOperands *operands);  /* OP_OTHERWISE, OP_IF_MISSING */
Change change_of_presence(const ChangeOperands *operands);  /* OP_PRESENT */
Change change_of_condition(const ChangeOperands *operands); /* OP_WHERE_APPLICABLE */

#endif
