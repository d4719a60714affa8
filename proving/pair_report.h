/* What pairs of rows prove, told to the author of the rules [PR4] [PR5]. */
#ifndef PROVING_PAIR_REPORT_H
#define PROVING_PAIR_REPORT_H

#include "base/diagnostic.h"
#include "proving/pair_check.h"

/* `diagnostics` holds what was said of the rules before: it is not said again. */
void pairs_report(PairCheck *check, const Source *source, Diagnostics *diagnostics);

#endif
