/* A value of one unit in eight bytes. Most numbers are a mantissa of 55 bits with up to 18 decimals; the
 * others lie in a side table of their column. */
#ifndef RUNTIME_VALUES_CELL_H
#define RUNTIME_VALUES_CELL_H

#include "base/number.h"
#include "lang/plan.h"

/* bits 0-1: ValueState; bit 2: large (bits 8-63: index into the side table); bits 3-7: decimals; bits 8-63:
 * signed mantissa */
typedef uint64_t Cell;

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
/* State, decimals and whether it is large: all but the mantissa. */
static inline uint8_t cell_form(Cell cell) {
    return (uint8_t)cell;
}
static inline Cell cell_of_form(int64_t mantissa, uint8_t form) {
    return (uint64_t)mantissa << 8 | form;
}
static inline Cell cell_without_value(ValueState state) {
    return (Cell)state;
}
static inline Cell cell_of_large(size_t place) {
    return (Cell)place << 8 | 4;
}
static inline size_t cell_large_place(Cell cell) {
    return (size_t)(cell >> 8);
}
/* true when the mantissa fits 55 bits and sign, decimals 0..18 */
static inline bool cell_fits(int64_t mantissa) {
    return mantissa >= -(INT64_C(1) << 55) && mantissa < INT64_C(1) << 55;
}
static inline Cell cell_from_decimal(int64_t mantissa, unsigned decimals) {
    return (uint64_t)mantissa << 8 | (Cell)decimals << 3;
}
/* The cell of a number that fits one; false: it is a large one. */
bool cell_from_number(NumberContext *context, Number number, Cell *cell);

#endif
