/* Rows that are no units: titles, totals and signatures among the data. */
#ifndef RUNTIME_BARE_ROW_H
#define RUNTIME_BARE_ROW_H

#include "runtime/table_row.h"

/* Does the record hold next to no values, though some are needed? Then one message about the row says more
 * than one about each of its cells. */
bool bare_row_is(TableReader *reader);
void bare_row_report(TableReader *reader);

#endif
