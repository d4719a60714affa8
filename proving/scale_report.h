/* Maxima that nobody can reach, and criteria that tell nobody apart [PR6.3, PR6.4]. */
#ifndef PROVING_SCALE_REPORT_H
#define PROVING_SCALE_REPORT_H

#include "base/diagnostic.h"
#include "proving/scale.h"

/* W604, W605 and Q801; `scales` as of scales_new. */
void scale_report(Prover *prover, const Scale *scales, const Source *source, Diagnostics *diagnostics);

#endif
