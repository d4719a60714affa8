/* One finding as JSON [F8]. */
#ifndef LIBRARY_FINDING_JSON_H
#define LIBRARY_FINDING_JSON_H

#include "base/diagnostic.h"

void finding_json_add(const Diagnostics *diagnostics, const Diagnostic *finding, TextBuilder *out);

/* Members of an object, each with a comma before it unless it is the first. */
void json_add_text_member(TextBuilder *out, const char *name, Text text, bool *first);
void json_add_count(TextBuilder *out, const char *name, size_t count, bool *first);

#endif
