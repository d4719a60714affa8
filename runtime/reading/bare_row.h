/* Rows that are no units: titles, totals and signatures among the data. */
#ifndef RUNTIME_READING_BARE_ROW_H
#define RUNTIME_READING_BARE_ROW_H

#include "runtime/reading/csv_report.h"
#include "runtime/reading/header.h"

typedef enum BareRow {
    ROW_OF_UNIT,
    ROW_WITHOUT_VALUES, /* though some are needed */
    ROW_OF_ONE_CELL,    /* the same, but for a word in the wrong place */
} BareRow;

/* What is the record? One message about a bare row says more than one about each of its cells. */
BareRow bare_row(const Plan *plan, const Header *header, Csv *csv);
void bare_row_report(BareRow bare, const CsvReport *report);

#endif
