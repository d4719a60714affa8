/* What is known of the result of an operation, from what is known of its operands [L8.8]. */
#ifndef LANG_FACTS_OPERATION_H
#define LANG_FACTS_OPERATION_H

#include "lang/facts.h"

/* Not for leaves. */
Facts facts_operation(NumberContext *numbers, StepOp op, StepParameters parameters, const Facts *operands,
                      size_t count);

#endif
