/* A comparison of two years for other programs [E6.8]. */
#ifndef EVIDENCE_YEARS_COMPARE_TABLES_H
#define EVIDENCE_YEARS_COMPARE_TABLES_H

#include "evidence/years/compare.h"
#include "runtime/results/csv_field.h"

/* A line for each result of each unit that moved. */
void compare_write_csv(const Comparison *comparison, const CsvStyle *style, TextBuilder *out);
void compare_write_json(const Comparison *comparison, TextBuilder *out);

#endif
