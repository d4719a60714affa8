/* One row of the data file: is it whole, and what do its cells hold [F1.8, F1.9, F2]. */
#ifndef RUNTIME_READING_TABLE_ROW_H
#define RUNTIME_READING_TABLE_ROW_H

#include "runtime/reading/cell_read.h"
#include "runtime/reading/header.h"
#include "runtime/reading/key_set.h"
#include "runtime/values/table.h"
#include "runtime/reading/units_check.h"

/* [F1.8] Rows that end in one separator too many: held back to the end, told in one message when all do. */
typedef struct TrailingSeparators {
    Diagnostic *items; /* of the first rows */
    size_t kept, capacity, count;
} TrailingSeparators;

/* All that is known while a file is read. */
typedef struct TableReader {
    const Plan *plan;
    const DataInput *input;
    const ReadOptions *options;
    Arena *arena;
    Diagnostics *diagnostics;
    Csv csv;
    CsvReport report;
    Header header;
    CellReader cells;
    UnitList units;
    Table *table;
    Block block;
    BlockTaker taker;
    KeySet keys;
    uint64_t *hashes; /* of a part: of the keys of all its rows */
    size_t hash_count, hash_capacity;
    Position key_position; /* of the header of the key */
    size_t errors_before;  /* of this reading */
    size_t rows_seen;      /* blank lines do not count */
    size_t rows_dropped;   /* not made of cells, so their keys are unknown */
    TrailingSeparators trailing;
    bool has_blank_line; /* one that a row has not followed yet */
    Diagnostic blank_line;
    Diagnostic first_blank;     /* the first cell with blanks around its value */
    bool is_stopped;            /* by the progress callback */
    struct TableBlocks *blocks; /* table_block.h */
    bool is_part; /* reads some rows of a file whose other rows are read by others: table_part.h */
} TableReader;

enum { TABLE_ROWS_PER_PROGRESS = 1 << 16 };

/* The header has just been read. */
void table_row_start(TableReader *reader);
/* Takes the record just read; false: reading ends here. */
bool table_row(TableReader *reader);
/* Hands on the rows of the block and empties it. */
void table_row_hand_on(TableReader *reader);
/* To be asked when rows were taken; false: the progress callback stops the reading. */
bool table_row_goes_on(TableReader *reader);
/* What is wrong where the file cannot be read on. */
void table_row_fault(TableReader *reader);
/* At the end of the file. */
void table_row_flush(TableReader *reader);

#endif
