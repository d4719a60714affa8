/* The first bytes of a data file, and the record in which its header should be [F1.3, F1.10]. */
#ifndef RUNTIME_READING_CSV_START_H
#define RUNTIME_READING_CSV_START_H

#include "runtime/reading/csv_report.h"

/* Opens the file and reads the record in line `header_row` (0 and 1: the first); false: rejected, or the
 * input failed. */
bool csv_start(const CsvReport *report, size_t header_row);

#endif
