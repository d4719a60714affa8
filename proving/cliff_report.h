/* Cliffs in words: notes about steep ones, and a table of all [PR9]. */
#ifndef PROVING_CLIFF_REPORT_H
#define PROVING_CLIFF_REPORT_H

#include "proving/cliff.h"
#include "proving/cliff_table.h"

/* Tells of steep ones; the table lives in the arena of the prover. */
CliffTable *cliffs_report(PairCheck *check, const Source *source, Diagnostics *diagnostics);
#endif
