/* The cells of many rows into the columns of a block: runs of columns by vector instructions, and the others
 * one by one [F2]. */
#ifndef RUNTIME_READING_CELL_ROWS_H
#define RUNTIME_READING_CELL_ROWS_H

#include "runtime/reading/cell_run.h"

typedef struct CellRows {
    CellReader *reader;
    CellQuick *columns; /* of the file; those that no input names are not looked at */
    size_t column_count;
    MachinePath path;
    CellRun *runs; /* from column to column, as far as there are any */
    size_t run_count;
    bool *is_in_run; /* per column of the file */
} CellRows;

/* `columns` is borrowed: what is read is remembered there. */
CellRows cell_rows_new(CellReader *reader, CellQuick *columns, size_t count, MachinePath path);
/* Reads all columns but keys and names. Puts the cells into `inputs` from `first_row` on, where there is room
 * for them. Rows with a cell that must be read by itself are marked in `is_left`; their cells mean nothing.
 */
void cell_rows_read(CellRows *cells, const CsvRows *rows, BlockInput *inputs, size_t first_row,
                    uint8_t *is_left);

#endif
