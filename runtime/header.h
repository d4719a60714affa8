/* Matches the columns of a data file to the inputs of a plan [F1.10 - F1.14]. */
#ifndef RUNTIME_HEADER_H
#define RUNTIME_HEADER_H

#include "runtime/cell_read.h"
#include "runtime/csv_report.h"

#define HEADER_NO_INPUT UINT32_MAX

typedef struct Header {
    size_t line, count;
    uint32_t *inputs; /* per column of the file: the input, or HEADER_NO_INPUT */
    Text *names;      /* per column, trimmed */
    Text *folded;     /* per column, as they are compared */
    size_t *columns;  /* per input: the column of the file, or SIZE_MAX */
} Header;

/* Matches the record just read; false: errors were reported, among them the line in which the header seems to
 * be, for which the records that follow are read. */
bool header_read(const Plan *plan, const CsvReport *report, Header *header);

#endif
