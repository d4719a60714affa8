/* Reads a data file into a table, or says all that is wrong with it [F1, F2]. */
#ifndef RUNTIME_READING_TABLE_READ_H
#define RUNTIME_READING_TABLE_READ_H

#include "runtime/reading/table_row.h"

typedef enum ReadStatus {
    READ_DONE,
    READ_REJECTED /* diagnostics hold at least one error */,
    READ_FAILED,
    READ_STOPPED
} ReadStatus;

/* Reads, checks and converts the whole file. `table` comes empty from table_new; on anything but READ_DONE it
 * is not to be used. `taker` sees the rows block by block, in the order of the file, until there is an error;
 * its function may be NULL. */
ReadStatus table_read(const Plan *plan, const DataInput *input, const ReadOptions *options, BlockTaker taker,
                      NumberContext *numbers, Diagnostics *diagnostics, Table *table);

/* The same in steps. The reader lives in `arena`; table_reader_free gives back what it has beside it. */
TableReader *table_reader_new(const Plan *plan, const DataInput *input, const ReadOptions *options,
                              NumberContext *numbers, Diagnostics *diagnostics, Table *table, Arena *arena);
/* The header; false: nothing more is to be read. */
bool table_read_start(TableReader *reader);
/* All rows that follow; likewise. */
bool table_read_rows(TableReader *reader);
/* `is_read`: whether both were true. */
ReadStatus table_read_end(TableReader *reader, bool is_read);
void table_reader_free(TableReader *reader);

#endif
