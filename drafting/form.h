/* The form that data is collected with: a CSV file with the header that the rules want, and a guide to its
 * columns [DR4]. */
#ifndef DRAFTING_FORM_H
#define DRAFTING_FORM_H

#include "drafting/phrases.h"
#include "lang/compile.h"

/* The header, and a line for each unit that the rules list. Both only for a compilation without errors. */
void form_write(const Compilation *compilation, Arena *arena, TextBuilder *out);
/* A line for each column of the form: what it is about, what may stand in it, what an empty cell means. */
void form_write_guide(const Compilation *compilation, Language language, NumberContext *numbers, Arena *arena,
                      TextBuilder *out);

#endif
