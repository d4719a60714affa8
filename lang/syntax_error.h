/* Says in plain words what is wrong where the grammar cannot go on. */
#ifndef LANG_SYNTAX_ERROR_H
#define LANG_SYNTAX_ERROR_H

#include "lang/parse_context.h"

/* `found` at `span` fits nowhere; each of `expected` would. Reports, then lets the token stream choose where
 * to go on. */
void syntax_error_report(ParseContext *context, int found, Span span, const int *expected, size_t count);

#endif
