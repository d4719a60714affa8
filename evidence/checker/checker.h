/* The independent checker of a methodology: one file of Python, readable beside the decision, which computes
 * from the data alone what the program computes [E9.1]. It shares no code with the evaluators. */
#ifndef EVIDENCE_CHECKER_CHECKER_H
#define EVIDENCE_CHECKER_CHECKER_H

#include "base/source.h"
#include "lang/plan.h"

/* `source` is that of the plan. */
void checker_write(const Plan *plan, const Source *source, NumberContext *numbers, Arena *arena,
                   TextBuilder *out);

#endif
