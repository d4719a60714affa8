/* From steps and declarations to a finished plan: dead steps dropped, stages numbered, outputs listed. */
#ifndef LANG_PLAN_BUILD_H
#define LANG_PLAN_BUILD_H

#include "lang/elaborator.h"

/* Only after a check without errors. `plan` has its inputs and row checks already. */
void plan_build(Elaborator *elaborator, Plan *plan);
/* Steps and requirements alone, without anything that is declared: of rules with an error, to prove what can
 * be. */
void plan_build_draft(Elaborator *elaborator, Plan *plan);

#endif
