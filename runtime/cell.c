#include "runtime/cell.h"

Column column_new(Arena *arena, size_t capacity) {
    Column column = {.arena = arena, .capacity = capacity};
    if (capacity > 0) column.cells = arena_alloc(arena, capacity * sizeof(Cell));
    return column;
}

Column column_of_rows(Arena *arena, size_t row_count) {
    Column column = column_new(arena, row_count);
    column.count = row_count;
    return column;
}

static Cell cell_of_large(Column *column, Number number) {
    ARENA_PUSH(column->arena, column->large, column->large_count, column->large_capacity, number);
    return (Cell)(column->large_count - 1) << 8 | 4;
}

void column_set_fraction(Column *column, size_t row, Number fraction) {
    column->cells[row] = cell_of_large(column, fraction);
}

/* The number as a cell; one that does not fit goes to the side table of the column. */
static Cell cell_of_number(Column *column, NumberContext *context, Number number) {
    int decimals = number_decimals(context, number, CELL_MAX_DECIMALS);
    int64_t mantissa;
    if (decimals >= 0 && number_to_decimal(context, number, (unsigned)decimals, &mantissa) &&
        cell_fits(mantissa))
        return cell_from_decimal(mantissa, (unsigned)decimals);
    return cell_of_large(column, number_copy(column->arena, number));
}

void column_set_number(Column *column, NumberContext *context, size_t row, Number number) {
    column->cells[row] = cell_of_number(column, context, number);
}

void column_add_number(Column *column, NumberContext *context, Number number) {
    column_add(column, cell_of_number(column, context, number));
}

Number column_number(const Column *column, size_t row) {
    Cell cell = column->cells[row];
    if (cell_is_large(cell)) return column->large[cell >> 8];
    return number_from_decimal(cell_mantissa(cell), cell_decimals(cell));
}
