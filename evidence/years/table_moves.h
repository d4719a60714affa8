/* Two published tables compared, without rules: how each unit moved in each column [E6.9]. */
#ifndef EVIDENCE_YEARS_TABLE_MOVES_H
#define EVIDENCE_YEARS_TABLE_MOVES_H

#include "evidence/published/printed_number.h"
#include "evidence/published/printed_table.h"
#include "evidence/published/verify_columns.h"

typedef struct MoveColumn {
    size_t columns[2]; /* of the old and the new table */
    bool is_place;     /* less is better */
} MoveColumn;

typedef struct TableMove {
    bool has_change;
    Number change; /* new less old; of a place old less new */
    int decimals;  /* the most that were printed */
    bool is_still;
} TableMove;

typedef struct TableMoves {
    const PrintedTable *tables[2];
    size_t keys[2];
    NumberMarks marks;
    MoveColumn *columns;
    size_t column_count;
    uint32_t (*units)[2]; /* rows of both tables, in the order of the new one */
    size_t unit_count;
    uint32_t *gone, *added;
    size_t gone_count, added_count;
    Arena *arena;
    NumberContext *numbers;
    Diagnostics *diagnostics;
} TableMoves;

typedef struct TableMovesOptions {
    Text key;             /* header of the column that names the units, in both tables */
    const ColumnMap *map; /* OLD=NEW; none: columns of one header */
    const Text *places;   /* headers of the new table */
    size_t place_count;
} TableMovesOptions;

/* `moves` comes with its tables, marks, arena and numbers; false: messages say what is wrong. */
bool table_moves_find(TableMoves *moves, const TableMovesOptions *options);
TableMove table_move(const TableMoves *moves, size_t unit, size_t column);

static inline const PrintedCell *table_moves_cell(const TableMoves *moves, int year, size_t unit,
                                                  size_t column) {
    return printed_cell(moves->tables[year], moves->units[unit][year], moves->columns[column].columns[year]);
}

#endif
