/* Cuts rule text into tokens. The text has passed rule_text_check: it is UTF-8 without NUL bytes. */
#ifndef LANG_SCANNER_H
#define LANG_SCANNER_H

#include "lang/parser.h"

/* Scans from context->offset on; memory comes from the arena of the context. */
void scanner_open(ParseContext *context);
/* The kind of the next token. What is wrong with it was reported; then it stands for what was meant, if that
 * is known. */
int scanner_next(PARSER_STYPE *value, Span *span, void *scanner);

#endif
