#include "runtime/values/cell.h"

bool cell_from_number(NumberContext *context, Number number, Cell *cell) {
    int decimals = number_decimals(context, number, CELL_MAX_DECIMALS);
    int64_t mantissa;
    bool fits = decimals >= 0 && number_to_decimal(context, number, (unsigned)decimals, &mantissa) &&
                cell_fits(mantissa);
    if (fits) *cell = cell_from_decimal(mantissa, (unsigned)decimals);
    return fits;
}
