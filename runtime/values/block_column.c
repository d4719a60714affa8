#include "runtime/values/block_column.h"

BlockColumn block_column_new(Arena *arena, Arena *scratch) {
    return (BlockColumn){.numbers = arena_alloc(arena, BLOCK_ROWS * sizeof(int32_t)),
                         .forms = arena_alloc(arena, BLOCK_ROWS),
                         .arena = arena,
                         .scratch = scratch};
}

void block_column_clear(BlockColumn *column) {
    column->count = column->large_count = column->large_capacity = 0;
    column->large = NULL;
    column->is_wide = false;
}

void block_column_widen(BlockColumn *column) {
    if (!column->cells) column->cells = arena_alloc(column->arena, BLOCK_ROWS * sizeof(Cell));
    for (size_t row = 0; row < BLOCK_ROWS; row++)
        column->cells[row] = cell_of_form(column->numbers[row], column->forms[row]);
    column->is_wide = true;
}

static void set_large(BlockColumn *column, size_t row, Number number) {
    ARENA_PUSH(column->scratch, column->large, column->large_count, column->large_capacity, number);
    block_column_set(column, row, cell_of_large(column->large_count - 1));
}

void block_column_set_fraction(BlockColumn *column, size_t row, Number fraction) {
    set_large(column, row, fraction);
}

void block_column_set_number(BlockColumn *column, NumberContext *context, size_t row, Number number) {
    Cell cell;
    if (cell_from_number(context, number, &cell))
        block_column_set(column, row, cell);
    else
        set_large(column, row, number_copy(column->scratch, number));
}

void block_column_add_number(BlockColumn *column, NumberContext *context, Number number) {
    block_column_set_number(column, context, column->count, number);
    column->count++;
}

Number block_column_number(const BlockColumn *column, size_t row) {
    Cell cell = block_column_cell(column, row);
    if (cell_is_large(cell)) return column->large[cell_large_place(cell)];
    return number_from_decimal(cell_mantissa(cell), cell_decimals(cell));
}
