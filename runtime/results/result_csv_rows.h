/* [F4] Rows of a result as CSV, in pieces: what is shared does not change while they are written, so several
 * writers can make pieces side by side. */
#ifndef RUNTIME_RESULTS_RESULT_CSV_ROWS_H
#define RUNTIME_RESULTS_RESULT_CSV_ROWS_H

#include "runtime/results/csv_field.h"
#include "runtime/values/machine.h"
#include "runtime/results/result_field.h"

typedef struct CsvColumn {
    ResultField field;
    const ResultColumn *column;
    char end; /* behind its fields: the separator or the end of the line */
} CsvColumn;

/* What all writers share. */
typedef struct CsvRows {
    const Result *result;
    CsvStyle style;
    CsvColumn *columns;
    size_t column_count;
    Text header;
    MachinePath path;
} CsvRows;

CsvRows csv_rows_new(const Result *result, Arena *arena);

typedef struct CsvWriter CsvWriter;

/* `scratch` is reset while writing. No other writer may use arenas and numbers at the same time. */
CsvWriter *csv_writer_new(const CsvRows *rows, Arena *arena, Arena *scratch, NumberContext *numbers);
/* Writes `count` of the rows shown behind what there is; returns the number of bytes there are. */
size_t csv_writer_add(CsvWriter *writer, size_t from, size_t count);
/* What there is; it is valid until more is added, which begins anew. */
Text csv_writer_take(CsvWriter *writer);

#endif
