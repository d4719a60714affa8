/* The values of one column for all units, in as few bytes as they need: fresh memory is dear. */
#ifndef RUNTIME_COLUMN_H
#define RUNTIME_COLUMN_H

#include "runtime/block_column.h"

enum { PAGE_ROWS = 8 * BLOCK_ROWS };

/* The values of PAGE_ROWS units. Up to four bytes an item is a mantissa, and the least numbers of its width
 * are states; eight bytes are a Cell. */
typedef struct ColumnPage {
    void *items;
    uint8_t width;    /* bytes of an item: 1, 2, 4 or 8 */
    uint8_t decimals; /* of all mantissas */
} ColumnPage;

typedef struct Column {
    ColumnPage *pages;
    size_t page_count, page_capacity;
    size_t count;
    bool is_same; /* all have the value `same`, and there are no pages */
    Cell same;
    Number *large;
    size_t large_count, large_capacity;
    Arena *arena;
} Column;

Column column_new(Arena *arena);
/* `count` times the same value. */
Column column_of_same(Arena *arena, NumberContext *context, Number number, ValueState state, size_t count);
/* `count` cells, not applicable all; room for mantissas without decimals up to `most`. */
Column column_of_rows(Arena *arena, size_t count, size_t most);

/* The first rows of a block, behind those there are. */
void column_append(Column *column, const BlockColumn *block, size_t count);
/* All of another column, behind those there are; `room` is any block column. */
void column_join(Column *column, const Column *other, BlockColumn *room);
void column_add(Column *column, Cell cell);
void column_add_number(Column *column, NumberContext *context, Number number);
/* In place of the cell there is; one of a large number must come from this column. */
void column_set(Column *column, size_t row, Cell cell);
/* The cell that stands for a number in this column. */
Cell column_cell_of(Column *column, NumberContext *context, Number number);

static inline Cell column_narrow_cell(int64_t item, int64_t least, unsigned decimals) {
    return item - least <= STATE_UNDEFINED ? cell_without_value((ValueState)(item - least))
                                           : cell_from_decimal(item, decimals);
}

static inline Cell column_cell(const Column *column, size_t row) {
    if (column->is_same) return column->same;
    const ColumnPage *page = &column->pages[row / PAGE_ROWS];
    size_t at = row % PAGE_ROWS;
    switch (page->width) {
    case 1: return column_narrow_cell(((const int8_t *)page->items)[at], INT8_MIN, page->decimals);
    case 2: return column_narrow_cell(((const int16_t *)page->items)[at], INT16_MIN, page->decimals);
    case 4: return column_narrow_cell(((const int32_t *)page->items)[at], INT32_MIN, page->decimals);
    default: return ((const Cell *)page->items)[at];
    }
}

static inline ValueState column_state(const Column *column, size_t row) {
    return cell_state(column_cell(column, row));
}

/* The row must hold a value. */
Number column_number(const Column *column, size_t row);
/* Up to BLOCK_ROWS rows from `first`, a multiple of BLOCK_ROWS, into a block; large numbers stay where they
 * are. */
void column_load(const Column *column, size_t first, size_t count, BlockColumn *block);
/* The cells of such rows. */
void column_cells(const Column *column, size_t first, size_t count, Cell *cells);

#endif
