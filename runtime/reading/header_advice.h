/* What is said about headers, in words. */
#ifndef RUNTIME_READING_HEADER_ADVICE_H
#define RUNTIME_READING_HEADER_ADVICE_H

#include "runtime/reading/cell_read.h"
#include "runtime/reading/csv_report.h"

#define HEADER_NO_INPUT UINT32_MAX

typedef struct Header {
    size_t line, count;
    uint32_t *inputs; /* per column of the file: the input, or HEADER_NO_INPUT */
    Text *names;      /* per column, trimmed */
    Text *folded;     /* per column, as they are compared */
    size_t *columns;  /* per input: the column of the file, or SIZE_MAX */
} Header;

enum {
    HEADER_LISTED = 10,         /* names in one message */
    HEADER_LINES_SEARCHED = 20, /* for the header, when it is not where it should be [F1.11] */
};

Diagnostic header_advice_missing(const CsvReport *report, const Plan *plan, const Header *header);
/* `list`: the numbers of the `count` columns */
Diagnostic header_advice_empty(const CsvReport *report, const Header *header, size_t first, size_t count,
                               Text list);
Diagnostic header_advice_duplicate(const CsvReport *report, const Header *header, size_t first,
                                   size_t second);
Diagnostic header_advice_separator(const CsvReport *report, const Header *header, char separator);
/* The record just read is the header. */
void header_advice_elsewhere(const CsvReport *report, size_t line);
/* [F1.14] Columns that no input names. */
void header_advice_extra(const CsvReport *report, const Header *header);

#endif
