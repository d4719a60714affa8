/* What a comparison with a published table found, for other programs [E7.7]. */
#ifndef EVIDENCE_PUBLISHED_VERIFY_TABLES_H
#define EVIDENCE_PUBLISHED_VERIFY_TABLES_H

#include "evidence/published/verify_model.h"
#include "runtime/results/csv_field.h"

/* One line for each disagreement. */
void verify_write_csv(const Verification *verification, const CsvStyle *style, TextBuilder *out);
void verify_write_json(const Verification *verification, TextBuilder *out);

#endif
