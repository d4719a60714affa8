/* Many rows of the data file at once, for as long as they are what the header promises. Rows that are not,
 * and cells that are not read at first sight, go one by one through table_row.h: all messages come from
 * there. */
#ifndef RUNTIME_READING_TABLE_BLOCK_H
#define RUNTIME_READING_TABLE_BLOCK_H

#include "runtime/reading/cell_rows.h"
#include "runtime/reading/table_row.h"

typedef struct TableBlocks {
    TableReader *reader;
    CsvIndex index;
    CellQuick *columns; /* of the file */
    CellRows cells;
    size_t piece;     /* most bytes looked at in one go */
    size_t row_bytes; /* about; 0: not known */
    uint8_t *marks;   /* RowMark, of the rows at hand */
} TableBlocks;

/* The header has been read. */
TableBlocks *table_blocks_new(TableReader *reader);
/* Takes rows up to one that must be read by itself; false: the progress callback stops the reading. */
bool table_blocks_read(TableBlocks *blocks);

#endif
