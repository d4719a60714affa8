/* JSON as bytes: texts escaped so that neither a page, a script nor a terminal can be led astray. */
#ifndef RUNTIME_RESULTS_JSON_TEXT_H
#define RUNTIME_RESULTS_JSON_TEXT_H

#include "runtime/values/text_column.h"

/* Would it be written as it is? TEXT_SLACK bytes from its start can be read. May be false all the same. */
bool json_is_plain(Text text);
/* [F5.3] Without quotes; TEXT_SLACK bytes from its start can be read. */
Text json_text(Arena *arena, Text text);
/* Between quotes. */
void json_add_text(TextBuilder *out, Text text);
/* "name": with a comma before it, unless it is the `first` of its object; then `first` is cleared. */
void json_add_name(TextBuilder *out, const char *name, bool *first);

#endif
