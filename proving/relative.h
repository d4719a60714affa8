/* Indices that depend on who else takes part: what a unit gets changes when others come or go [PR8.1]. */
#ifndef PROVING_RELATIVE_H
#define PROVING_RELATIVE_H

#include "base/diagnostic.h"
#include "proving/prover.h"

/* N701 */
void relative_report(Prover *prover, const Source *source, Diagnostics *diagnostics);

#endif
