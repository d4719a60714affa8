/* A table in CSV as texts: one line of names, then rows. */
#ifndef TESTING_CELL_TABLE_H
#define TESTING_CELL_TABLE_H

#include "runtime/reading/csv.h"

typedef struct CellText {
    Text text;
    size_t column; /* in its line, from 1 */
} CellText;

typedef struct CellRow {
    CellText *cells; /* as many as there are names */
    size_t line;
} CellRow;

typedef struct CellTable {
    Text *names;
    size_t column_count;
    CellRow *rows;
    size_t row_count, row_capacity;
    size_t bad_line; /* one that is no record, or has another number of cells; 0: none */
} CellTable;

/* Texts live in `arena`. */
CellTable cell_table_read(Text name, Text bytes, const ReadLimits *limits, Arena *arena);

#endif
