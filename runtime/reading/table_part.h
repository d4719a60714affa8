/* A reader of some chunks of a file whose others are read by others. It takes rows of which there is nothing
 * to say; what is said about rows depends on all the rows before them, and is left to the reader of the
 * whole. */
#ifndef RUNTIME_READING_TABLE_PART_H
#define RUNTIME_READING_TABLE_PART_H

#include "runtime/reading/row_chunks.h"
#include "runtime/reading/table_read.h"

/* What the whole calls the categories of an INPUT_TEXT that this reader has met. */
typedef struct CategoryNumbers {
    uint32_t *items;
    size_t count, capacity;
    bool are_others; /* not the numbers that this reader gave them */
} CategoryNumbers;

typedef struct TablePart {
    DataInput input; /* gives nothing */
    TableReader *reader;
    Table table; /* of the chunk at hand */
    Arena *rows; /* of `table` */
    const bool *kept;
    CategoryNumbers *categories; /* per input */
    BlockColumn room;
} TablePart;

/* `whole` has read the header. `kept`: as in table_new. The part lives in `arena`. */
TablePart *table_part_new(const TableReader *whole, const bool *kept, NumberContext *numbers,
                          Diagnostics *diagnostics, Arena *arena);
void table_part_free(TablePart *part);
/* Reads the chunk, which is in the `csv.data` of the reader. false: there is something to say about it, and
 * `whole` must read it and all that follows. */
bool table_part_read(TablePart *part, const RowChunk *chunk);
/* Adds what was read to the whole and forgets it. false: as above. The progress callback may stop the whole.
 */
bool table_part_join(TablePart *part, TableReader *whole);

#endif
