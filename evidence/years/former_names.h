/* [E6.10] What the names of one year are in the other one, by what the rules rename. */
#ifndef EVIDENCE_YEARS_FORMER_NAMES_H
#define EVIDENCE_YEARS_FORMER_NAMES_H

#include "evidence/years/compare_model.h"
#include "lang/ast.h"

typedef struct FormerNames FormerNames;

/* Rules that have been compiled, and their trees. */
FormerNames *former_names_find(const AstFile *const trees[YEARS], const Plan *const plans[YEARS],
                               Arena *arena);
/* Empty: the other year has nothing of this kind that stands for it. */
Text former_names_other(const FormerNames *names, int year, Text name);
/* The rules of `year` as they read the data of the other one: an input stands under the header that it has
 * there. */
const Plan *former_names_plan(const FormerNames *names, int year, Arena *arena, Text *obstacle);

#endif
