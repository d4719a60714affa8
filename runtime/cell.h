/* A value of one unit in eight bytes: what tables and kept columns are made of.
 * Most numbers are a mantissa of 55 bits with up to 18 decimals; the others lie in a side table of the
 * column. */
#ifndef RUNTIME_CELL_H
#define RUNTIME_CELL_H

#include "base/number.h"
#include "lang/plan.h"

/* bits 0-1: ValueState; bit 2: large (bits 8-63: index into Column.large); bits 3-7: decimals; bits 8-63:
 * signed mantissa */
typedef uint64_t Cell;

typedef struct Column {
    Cell *cells;
    size_t count, capacity;
    Number *large;
    size_t large_count, large_capacity;
    Arena *arena;
} Column;

enum { CELL_MAX_DECIMALS = 18 };

static inline ValueState cell_state(Cell cell) {
    return (ValueState)(cell & 3);
}
static inline bool cell_is_large(Cell cell) {
    return (cell & 4) != 0;
}
static inline unsigned cell_decimals(Cell cell) {
    return (unsigned)(cell >> 3) & 31;
}
static inline int64_t cell_mantissa(Cell cell) {
    return (int64_t)cell >> 8;
}
static inline Cell cell_without_value(ValueState state) {
    return (Cell)state;
}
/* true when the mantissa fits 55 bits and sign, decimals 0..18 */
static inline bool cell_fits(int64_t mantissa) {
    return mantissa >= -(INT64_C(1) << 55) && mantissa < INT64_C(1) << 55;
}
static inline Cell cell_from_decimal(int64_t mantissa, unsigned decimals) {
    return (uint64_t)mantissa << 8 | (Cell)decimals << 3;
}

Column column_new(Arena *arena, size_t capacity);
/* A column of `row_count` cells, none of them set yet. */
Column column_of_rows(Arena *arena, size_t row_count);
static inline void column_add(Column *column, Cell cell) {
    ARENA_PUSH(column->arena, column->cells, column->count, column->capacity, cell);
}
void column_set_number(Column *column, NumberContext *context, size_t row, Number number);
/* The same for a small number that is known not to be a short decimal. */
void column_set_fraction(Column *column, size_t row, Number fraction);
/* Appends a number; large ones are copied into the column's arena. */
void column_add_number(Column *column, NumberContext *context, Number number);
Number column_number(const Column *column, size_t row); /* the cell must hold a value */

#endif
