/* What the rules write down and no legal row reaches: lines of `by`, branches, answers of conditions, gates
 * and grades [PR6.1]. */
#ifndef PROVING_REACH_H
#define PROVING_REACH_H

#include "lang/compile.h"
#include "proving/prover.h"

/* W601, W602, W603 and Q801. */
void reach_report(Prover *prover, const Compilation *compilation, const Source *source,
                  Diagnostics *diagnostics);

#endif
