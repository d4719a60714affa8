/* The annex of a decision, from the rules: criteria and how points are given, what is collected, ranks and
 * grades [DR3]. */
#ifndef DRAFTING_ANNEX_H
#define DRAFTING_ANNEX_H

#include "drafting/sheet.h"
#include "lang/compile.h"

/* Only for a compilation without errors. */
Sheet annex_make(const Compilation *compilation, Language language, NumberContext *numbers, Arena *arena);

#endif
