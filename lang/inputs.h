/* The data declaration: dialect, columns, legal values, tokens, and what happens to missing cells [L3]. */
#ifndef LANG_INPUTS_H
#define LANG_INPUTS_H

#include "lang/elaborator.h"

/* Fills the plan's inputs, dialect and list of units, and gives every input its value. */
void inputs_elaborate(Elaborator *elaborator, Plan *plan);
/* `require` lines; after everything they can name has its meaning. Fills the plan's row checks. */
void requires_elaborate(Elaborator *elaborator, Plan *plan);
/* The texts of open categories that the rules mention, once all rules are known. */
void inputs_finish(Elaborator *elaborator, Plan *plan);

#endif
