/* The values of one column in a block of rows: what is read, computed with, and then forgotten. */
#ifndef RUNTIME_VALUES_BLOCK_COLUMN_H
#define RUNTIME_VALUES_BLOCK_COLUMN_H

#include "runtime/values/cell.h"

enum { BLOCK_ROWS = 512 };

/* Nearly always every mantissa fits 32 bits; then it is in `numbers`, and the rest of the cell in `forms`.
 * Otherwise the column is wide, and the cells themselves count. All arrays have room for BLOCK_ROWS. */
typedef struct BlockColumn {
    int32_t *numbers;
    uint8_t *forms; /* cell_form; never large */
    Cell *cells;    /* NULL until the column is wide for the first time */
    bool is_wide;
    size_t count;
    Number *large;
    size_t large_count, large_capacity;
    Arena *arena;   /* of the arrays */
    Arena *scratch; /* of large numbers: as long as the block */
} BlockColumn;

BlockColumn block_column_new(Arena *arena, Arena *scratch);
/* Forgets the values; `scratch` may be reset then. */
void block_column_clear(BlockColumn *column);
void block_column_widen(BlockColumn *column);

static inline Cell block_column_cell(const BlockColumn *column, size_t row) {
    return column->is_wide ? column->cells[row] : cell_of_form(column->numbers[row], column->forms[row]);
}

static inline void block_column_set(BlockColumn *column, size_t row, Cell cell) {
    int64_t mantissa = cell_mantissa(cell);
    if (!column->is_wide && (mantissa != (int32_t)mantissa || cell_is_large(cell)))
        block_column_widen(column);
    if (column->is_wide) {
        column->cells[row] = cell;
        return;
    }
    column->numbers[row] = (int32_t)mantissa;
    column->forms[row] = cell_form(cell);
}

/* There is room for BLOCK_ROWS. */
static inline void block_column_add(BlockColumn *column, Cell cell) {
    block_column_set(column, column->count++, cell);
}

/* A large number is copied. */
void block_column_set_number(BlockColumn *column, NumberContext *context, size_t row, Number number);
/* The same for a small number that is known not to be a short decimal. */
void block_column_set_fraction(BlockColumn *column, size_t row, Number fraction);
void block_column_add_number(BlockColumn *column, NumberContext *context, Number number);
/* The row must hold a value. */
Number block_column_number(const BlockColumn *column, size_t row);

#endif
