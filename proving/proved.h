/* From rule text to a plan that may be used: compiled, and what this leaves to prove is proved [PR3.1]. */
#ifndef PROVING_PROVED_H
#define PROVING_PROVED_H

#include "lang/compile.h"

/* As compile_rules; without a plan where something does not hold or could not be decided. */
Compilation compile_proved(const Source *source, const RuleLimits *limits, Arena *arena,
                           NumberContext *numbers, Diagnostics *diagnostics);
/* The same for what was compiled: takes the plan away where something is not proved. */
void prove_compilation(Compilation *compilation, const Source *source, Arena *arena, NumberContext *numbers,
                       Diagnostics *diagnostics);

#endif
