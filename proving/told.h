/* What was said before of the declarations of a rule file: one mistake is told once. */
#ifndef PROVING_TOLD_H
#define PROVING_TOLD_H

#include "base/diagnostic.h"
#include "lang/plan.h"

/* Marks the outputs (per output of the plan) in whose declaration a finding of this code stands, accepted or
 * not, listed or only counted. */
void told_mark(const Plan *plan, const Source *source, const Diagnostics *diagnostics, DiagnosticCode code,
               Arena *arena, bool *is_told);

/* The outputs in which the lines of a `by` are known to be odd: W504 or W506. */
bool *told_odd_lines(const Plan *plan, const Source *source, const Diagnostics *diagnostics, Arena *arena);

#endif
