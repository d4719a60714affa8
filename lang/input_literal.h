/* A literal as a value of an input: in `missing = 0`, `token "No VAT" means not applicable` and the like. */
#ifndef LANG_INPUT_LITERAL_H
#define LANG_INPUT_LITERAL_H

#include "lang/elaborator.h"

/* Reports and gives false where the input cannot have this value. */
bool input_literal(Elaborator *elaborator, const Input *input, const AstExpression *literal, Number *value);
/* The same, whatever its range. */
bool input_literal_of_type(Elaborator *elaborator, const Input *input, const AstExpression *literal,
                           Number *value);

#endif
