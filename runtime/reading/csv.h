/* Splits a data file into records and cells [F1]. Knows nothing of columns or rules; reports nothing itself.
 */
#ifndef RUNTIME_READING_CSV_H
#define RUNTIME_READING_CSV_H

#include "runtime/reading/data_bytes.h"

/* Offsets count from the first byte of the record. */
typedef struct CsvField {
    size_t from, to; /* what the cell holds, without its quotes */
    bool is_quoted, has_doubled_quotes;
} CsvField;

typedef enum CsvProblemKind {
    /* of one cell: reading goes on */
    CSV_STRAY_QUOTE,
    CSV_TEXT_AFTER_QUOTE,
    CSV_CONTROL,
    CSV_BOM_INSIDE,
    /* reading ends */
    CSV_NUL,
    CSV_NOT_UTF8,
    CSV_STRAY_RETURN,
    CSV_OPEN_QUOTE,
    CSV_LONG_CELL,
    CSV_MANY_COLUMNS,
    CSV_MANY_BYTES,
} CsvProblemKind;

typedef struct CsvProblem {
    CsvProblemKind kind;
    size_t at;       /* where */
    size_t quote_at; /* CSV_TEXT_AFTER_QUOTE: where the cell begins */
} CsvProblem;

enum { CSV_MAX_PROBLEMS = 16 }; /* kept for one record */

typedef struct CsvRecord {
    size_t line; /* of its first byte, from 1 */
    size_t len;  /* without the line end */
    CsvField *fields;
    size_t count, capacity;
    CsvProblem problems[CSV_MAX_PROBLEMS];
    size_t problem_count;
} CsvRecord;

typedef enum CsvStatus {
    CSV_RECORD,
    CSV_END,
    CSV_BROKEN, /* `fault` says why */
    CSV_FAILED, /* the read callback failed */
} CsvStatus;

typedef struct Csv {
    DataBytes data;
    char separator;
    size_t max_columns, max_cell;
    bool is_special[256]; /* bytes that a bare cell does not simply run over */
    CsvRecord record;
    CsvProblem fault;
    CsvStatus status;
    size_t at;                  /* from the first byte of the record */
    size_t line;                /* of `at` */
    bool has_line_end, is_crlf; /* of the first line end */
    size_t mixed_line;          /* the first line that ends otherwise; 0: none */
    char *unquoted;             /* the last cell with doubled quotes */
    size_t unquoted_capacity;
} Csv;

Csv csv_new(const DataInput *input, char separator, const ReadLimits *limits, Arena *arena);
/* The first bytes of the file, at least ENCODING_SNIFF_BYTES where it has them; skips a byte order mark
 * behind them. */
Text csv_open(Csv *csv);
/* Forgets the record; all that is read of what follows, in whole characters. */
Text csv_ahead(Csv *csv);
/* From here on the next record begins `bytes` further on, in that line. */
void csv_move(Csv *csv, size_t bytes, size_t line);
/* Passes over whole lines, quotes or not [F1.10]. */
CsvStatus csv_skip_line(Csv *csv);
/* What follows is the piece in `data`, or all that its input gives: from that line on. */
void csv_restart(Csv *csv, uint64_t line);
/* The rest was read by others. */
void csv_end(Csv *csv);
/* The next record; the one before is forgotten. */
CsvStatus csv_next(Csv *csv);
/* What a cell holds; valid until the next call. */
Text csv_text(Csv *csv, size_t field);
/* [F1.8] One bare cell of blanks and tabs only. */
bool csv_is_blank_line(const Csv *csv);
/* The bytes of the record from offset 0. */
const char *csv_bytes(const Csv *csv);

#endif
