/* Messages about places in the record that is being read. */
#ifndef RUNTIME_READING_CSV_REPORT_H
#define RUNTIME_READING_CSV_REPORT_H

#include "base/diagnostic.h"
#include "runtime/reading/csv.h"

typedef struct CsvReport {
    Csv *csv;
    Text file;
    Arena *arena;
    Diagnostics *diagnostics;
} CsvReport;

/* What is said about the bytes from..to of the record (offsets from its first byte). */
typedef struct CsvMessage {
    DiagnosticCode code;
    size_t from, to;
    Text message, hint;
} CsvMessage;

/* Line and column of an offset of the record; columns count code points. */
Position csv_report_position(const CsvReport *report, size_t at);
/* A finished diagnostic that is not added yet; it outlives the record. */
Diagnostic csv_report_prepare(const CsvReport *report, const CsvMessage *message);
void csv_report_add(const CsvReport *report, const CsvMessage *message);
/* Is another message of this code kept? Otherwise it is counted here, and nobody need put it into words. */
bool csv_report_wants(const CsvReport *report, DiagnosticCode code);
/* What is wrong with cells of the record itself [F1.5, F1.6]. */
void csv_report_problems(const CsvReport *report);
/* Why reading ended, after the problems of the record; `status` is CSV_BROKEN. `is_number`: the cell that is
 * too long belongs to a column of numbers. */
void csv_report_fault(const CsvReport *report, bool is_number);
/* A cell as messages show it: between backquotes, cut when it is long. */
Text csv_report_quoted(Arena *arena, Text cell);

#endif
