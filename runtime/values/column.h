/* The values of one column for all units: fresh memory is dear, so they take as few bytes as they need, or
 * none, where they follow from other columns. */
#ifndef RUNTIME_VALUES_COLUMN_H
#define RUNTIME_VALUES_COLUMN_H

#include "runtime/values/column_page.h"

typedef struct ColumnLookup ColumnLookup;

typedef struct Column {
    ColumnPage *pages;
    size_t page_count, page_capacity;
    size_t count;
    bool is_same; /* all have the value `same`, and there are no pages */
    Cell same;
    const ColumnLookup *lookup; /* all follow from other columns, and there are no pages */
    Number *large;
    size_t large_count, large_capacity;
    Arena *arena;
} Column;

Column column_new(Arena *arena);
/* `count` times the same value. */
Column column_of_same(Arena *arena, NumberContext *context, Number number, ValueState state, size_t count);
/* `count` cells, not applicable all; room for mantissas without decimals up to `most`. */
Column column_of_rows(Arena *arena, size_t count, size_t most);
/* Makes an empty column one of `count` cells that follow from others; large numbers of `cells` are its own.
 * Borrows the lookup. */
void column_follow(Column *column, const ColumnLookup *lookup, size_t count);

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

/* Where there are no pages. */
Cell column_cell_elsewhere(const Column *column, size_t row);

static inline Cell column_cell(const Column *column, size_t row) {
    if (!column->pages) return column_cell_elsewhere(column, row);
    return page_cell(&column->pages[row / PAGE_ROWS], row % PAGE_ROWS);
}

static inline ValueState column_state(const Column *column, size_t row) {
    return cell_state(column_cell(column, row));
}

/* No cell has a greater state; all may have a smaller one. */
ValueState column_worst_state(const Column *column);

/* The row must hold a value. */
Number column_number(const Column *column, size_t row);
/* Up to BLOCK_ROWS rows from `first`, a multiple of BLOCK_ROWS, into a block; large numbers stay where they
 * are. */
void column_load(const Column *column, size_t first, size_t count, BlockColumn *block);
/* The cells of any rows that follow each other. */
void column_cells(const Column *column, size_t first, size_t count, Cell *cells);

/* ---- columns as small whole numbers */

/* Loops over all of a slice, used or not, are those that compilers turn into vector instructions. */
enum { SLICE_ROWS = 128 };

/* All values are of 32 bits with the same number of decimals. */
typedef struct ColumnSlice {
    int32_t numbers[SLICE_ROWS]; /* 0 where there is no value */
    uint8_t states[SLICE_ROWS];  /* behind the last row STATE_MISSING */
} ColumnSlice;

/* Whether the column can be looked at in slices; then with how many decimals. */
bool column_has_slices(const Column *column, unsigned *decimals);
/* The rows from `first`, a multiple of SLICE_ROWS. */
void column_slice(const Column *column, unsigned decimals, size_t first, ColumnSlice *slice);

/* ---- columns that follow from others */

/* A cell for each value in each category. The columns have slices. */
struct ColumnLookup {
    const Column *values;     /* NULL: the category alone tells */
    const Column *categories; /* whole numbers from 0 on; NULL: there is one category */
    const Column *chosen;     /* 0: not applicable, whatever else; NULL: all are */
    unsigned decimals;        /* of the values */
    int32_t low;              /* the least value */
    uint32_t width;           /* from it on */
    uint32_t category_count;  /* no unit has a category from there on */
    int32_t *numbers;         /* `width` for each category, and one more */
    unsigned number_decimals; /* of `numbers` */
    Cell *cells;              /* in place of `numbers` */
    ValueState worst;         /* no cell has a greater state */
};

/* Where the cells of SLICE_ROWS rows are in the lookup. */
typedef struct LookupSlots {
    uint32_t slots[SLICE_ROWS]; /* the last of all where there is no value */
    uint8_t states[SLICE_ROWS];
} LookupSlots;

static inline uint32_t lookup_size(const ColumnLookup *lookup) {
    return lookup->width * lookup->category_count;
}
/* The rows from `first`, a multiple of SLICE_ROWS. */
void lookup_slots(const ColumnLookup *lookup, size_t first, LookupSlots *slots);

#endif
