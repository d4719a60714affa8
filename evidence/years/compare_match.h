/* Units and results of two years, matched [E6.2, E6.3]. */
#ifndef EVIDENCE_YEARS_COMPARE_MATCH_H
#define EVIDENCE_YEARS_COMPARE_MATCH_H

#include "evidence/years/compare_model.h"
#include "evidence/published/printed_table.h"
#include "evidence/published/verify_columns.h"

/* `renamed`: names of results, old to new; false: messages say which are not there. */
bool compare_match_outputs(Comparison *comparison, const ColumnMap *renamed, Diagnostics *diagnostics);
/* false: messages say what is wrong with `renamed`. */
bool compare_match_units(Comparison *comparison, const PrintedTable *renamed, Diagnostics *diagnostics);

#endif
