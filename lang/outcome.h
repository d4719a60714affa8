/* Lets, reports, gates, ranks and grades [L5.13, L6]. */
#ifndef LANG_OUTCOME_H
#define LANG_OUTCOME_H

#include "lang/elaborator.h"

/* What they name must have its meaning already. */
void let_elaborate(Elaborator *elaborator, Symbol *symbol);
void gate_elaborate(Elaborator *elaborator, Symbol *symbol);
void rank_elaborate(Elaborator *elaborator, Symbol *symbol);
void grade_elaborate(Elaborator *elaborator, Symbol *symbol);
/* The value a rank or grade is taken from; reports what is none. Marks the symbol used. */
Typed outcome_source(Elaborator *elaborator, AstName name, bool exact, const Symbol **source);

#endif
