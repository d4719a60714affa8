/* Functions on their own: their parameters, and the examples behind them [L7.1]. */
#ifndef LANG_FUNCTION_CHECK_H
#define LANG_FUNCTION_CHECK_H

#include "lang/elaborator.h"

/* Parameter names, and examples: both sides are constant and equal. */
void function_check(Elaborator *elaborator, const Symbol *symbol);

#endif
