/* The values of a data file, however they were written: what is hashed is the same for LF and CRLF, quotes,
 * blanks, separators, decimal marks and the order of columns [E8.4]. */
#ifndef EVIDENCE_MANIFEST_CANONICAL_DATA_H
#define EVIDENCE_MANIFEST_CANONICAL_DATA_H

#include "base/sha256.h"
#include "runtime/values/table.h"

/* All inputs of `table` are kept. `scratch` is reset row by row. */
Sha256Digest canonical_data(const Plan *plan, const Table *table, NumberContext *numbers, Arena *scratch);
/* Cells without a value. */
uint64_t canonical_missing(const Plan *plan, const Table *table);

#endif
