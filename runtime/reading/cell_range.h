/* Is a number legal for an input: range and step [F2.9]. Integers where they suffice, exact numbers
 * elsewhere. */
#ifndef RUNTIME_READING_CELL_RANGE_H
#define RUNTIME_READING_CELL_RANGE_H

#include "runtime/values/cell.h"

typedef enum CellRangeFault { RANGE_GOOD, RANGE_OUTSIDE, RANGE_BETWEEN } CellRangeFault;

/* Bounds and step as integers in units of 10^-scale, where all of them fit. */
typedef struct CellRange {
    const Range *range;
    bool is_scaled, is_free; /* is_free: every number is legal */
    unsigned scale;
    int64_t low, high, step;
} CellRange;

CellRange cell_range_new(const Range *range, NumberContext *numbers);
CellRangeFault cell_range_check_decimal(const CellRange *range, NumberContext *numbers, int64_t mantissa,
                                        unsigned decimals);
CellRangeFault cell_range_check(const CellRange *range, NumberContext *numbers, Number number);

#endif
