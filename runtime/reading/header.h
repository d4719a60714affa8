/* Matches the columns of a data file to the inputs of a plan [F1.10-F1.14]. */
#ifndef RUNTIME_READING_HEADER_H
#define RUNTIME_READING_HEADER_H

#include "runtime/reading/header_advice.h"

/* Matches the record just read; false: errors were reported, among them the line in which the header seems to
 * be, for which the records that follow are read. */
bool header_read(const Plan *plan, const CsvReport *report, Header *header);
/* The names of the record just read, for who knows no inputs; false: errors were reported. */
bool header_read_names(const CsvReport *report, Header *header);

#endif
