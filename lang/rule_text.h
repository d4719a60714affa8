/* What must hold for the bytes of a rule file before it is cut into words [L1.1]. */
#ifndef LANG_RULE_TEXT_H
#define LANG_RULE_TEXT_H

#include "lang/parse_context.h"

/* Offset of the first byte to scan, or -1 when the file is no text that could be read; all was reported. */
int64_t rule_text_check(ParseContext *context);

#endif
