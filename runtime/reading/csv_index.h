/* Where the cells of a piece of a data file begin: found for many rows at once, for as long as nothing
 * unusual comes [F1.4-F1.7]. What is unusual is left to csv.h, which knows what to say about it. */
#ifndef RUNTIME_READING_CSV_INDEX_H
#define RUNTIME_READING_CSV_INDEX_H

#include "runtime/reading/csv_places.h"

enum { CSV_INDEX_MAX_BYTES = 256 << 10 };

typedef struct CsvIndex {
    Arena *arena;
    MachinePath path;
    char separator;
    uint32_t *starts; /* of each cell, and behind the last; from the first byte of the piece */
    CsvPlaces places; /* its starts are those behind the first */
    size_t capacity;  /* bytes that there is room for */
    bool is_stopped;  /* at something unusual, before the end of the piece */
} CsvIndex;

CsvIndex csv_index_new(Arena *arena, char separator, MachinePath path);
/* Takes at most CSV_INDEX_MAX_BYTES, from the first byte of a row on; stops at the first unusual place. */
void csv_index_read(CsvIndex *index, Text bytes);

/* Rows that are what the header promises: whole, of so many cells, each bare or quoted. Row r has the cells
 * r × columns ... of `starts`. */
typedef struct CsvRows {
    const char *bytes;
    const uint32_t *starts;
    size_t count, columns;
    bool is_crlf;
} CsvRows;

/* What is known of a row that has the shape. */
typedef enum RowMark {
    ROW_TAKEN,
    ROW_LEFT,    /* must be read by itself */
    ROW_DOUBLED, /* holds doubled quotes: those cells are not what they hold */
} RowMark;

/* What rows must be like. A row that may be empty, blank or longer than a cell may be does not count. */
typedef struct CsvRowShape {
    size_t columns, max_cell, max_rows;
    bool is_crlf;
    uint8_t *marks; /* max_rows; RowMark: ROW_TAKEN or ROW_DOUBLED */
} CsvRowShape;

/* The rows at the start of the piece that have this shape. */
CsvRows csv_index_rows(const CsvIndex *index, Text bytes, const CsvRowShape *shape);

static inline size_t csv_rows_start(const CsvRows *rows, size_t row) {
    return rows->starts[row * rows->columns];
}

/* What a cell holds, without quotes; blanks stay. */
static inline Text csv_rows_cell(const CsvRows *rows, size_t row, size_t column) {
    const uint32_t *start = rows->starts + row * rows->columns + column;
    size_t behind = 1 + (rows->is_crlf && column + 1 == rows->columns);
    Text cell = {rows->bytes + start[0], start[1] - start[0] - behind};
    if (cell.len > 0 && cell.bytes[0] == '"') cell = (Text){cell.bytes + 1, cell.len - 2};
    return cell;
}

#endif
