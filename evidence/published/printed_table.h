/* A table as it was printed: the texts of its cells, and where they stand. Knows no inputs and no rules. */
#ifndef EVIDENCE_PUBLISHED_PRINTED_TABLE_H
#define EVIDENCE_PUBLISHED_PRINTED_TABLE_H

#include "base/diagnostic.h"
#include "runtime/values/table.h"

typedef struct PrintedCell {
    Text text; /* trimmed */
    Position place;
} PrintedCell;

typedef struct PrintedTable {
    Text file;
    Text *headers; /* trimmed */
    Text *folded;  /* the headers as they are compared */
    size_t header_line;
    size_t column_count, row_count, cell_capacity;
    PrintedCell *cells; /* row after row */
} PrintedTable;

typedef struct PrintedOptions {
    char separator;
    size_t header_row; /* 0: the first line */
    ReadLimits limits;
} PrintedOptions;

/* false: rejected with messages, or the input failed; then `failed` is set. */
bool printed_table_read(const DataInput *input, const PrintedOptions *options, Arena *arena,
                        Diagnostics *diagnostics, PrintedTable *table, bool *failed);

static inline const PrintedCell *printed_cell(const PrintedTable *table, size_t row, size_t column) {
    return &table->cells[row * table->column_count + column];
}

#endif
