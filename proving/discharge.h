/* Proves what the checker could not settle by interval arithmetic alone [L8.12]: points within the maximum,
 * values that always have a result. What does not hold is reported with a row that shows it. */
#ifndef PROVING_DISCHARGE_H
#define PROVING_DISCHARGE_H

#include "lang/obligation.h"
#include "proving/prover.h"

/* true: all hold; otherwise each that does not, or could not be decided, is in `diagnostics`. */
bool discharge(const Obligations *obligations, Prover *prover, const Source *source,
               Diagnostics *diagnostics);

#endif
