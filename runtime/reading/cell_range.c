#include "runtime/reading/cell_range.h"

#include "base/powers_of_ten.h"

/* Raises `scale` to the decimals of `number`; false when it has too many. */
static bool raise_scale(NumberContext *numbers, Number number, unsigned *scale) {
    int decimals = number_decimals(numbers, number, CELL_MAX_DECIMALS);
    if (decimals > (int)*scale) *scale = (unsigned)decimals;
    return decimals >= 0;
}

static bool find_scale(const Range *range, NumberContext *numbers, unsigned *scale) {
    *scale = 0;
    return (!range->has_low || raise_scale(numbers, range->low, scale)) &&
           (!range->has_high || raise_scale(numbers, range->high, scale)) &&
           (!range->has_step || raise_scale(numbers, range->step, scale));
}

CellRange cell_range_new(const Range *range, NumberContext *numbers) {
    CellRange made = {.range = range, .low = INT64_MIN, .high = INT64_MAX, .step = 1};
    made.is_free = !range->has_low && !range->has_high && !range->has_step && !range->not_zero;
    made.is_scaled = !range->not_zero && find_scale(range, numbers, &made.scale) &&
                     (!range->has_low || number_to_decimal(numbers, range->low, made.scale, &made.low)) &&
                     (!range->has_high || number_to_decimal(numbers, range->high, made.scale, &made.high)) &&
                     (!range->has_step || number_to_decimal(numbers, range->step, made.scale, &made.step));
    return made;
}

CellRangeFault cell_range_check(const CellRange *range, NumberContext *numbers, Number number) {
    const Range *legal = range->range;
    if (legal->has_low && number_compare(numbers, number, legal->low) < 0) return RANGE_OUTSIDE;
    if (legal->has_high && number_compare(numbers, number, legal->high) > 0) return RANGE_OUTSIDE;
    if (legal->not_zero && number_sign(number) == 0) return RANGE_OUTSIDE;
    if (legal->has_step && !number_is_multiple_of(numbers, number, legal->step)) return RANGE_BETWEEN;
    return RANGE_GOOD;
}

/* The whole multiples of 10^-scale at or below and at or above a number; false when they do not fit. */
static bool enclose(int64_t mantissa, unsigned decimals, unsigned scale, int64_t *below, int64_t *above) {
    if (decimals <= scale) {
        bool fits = !__builtin_mul_overflow(mantissa, powers_of_ten[scale - decimals], below);
        *above = *below;
        return fits;
    }
    int64_t power = powers_of_ten[decimals - scale], rest = mantissa % power;
    *below = mantissa / power - (rest < 0);
    *above = mantissa / power + (rest > 0);
    return true;
}

CellRangeFault cell_range_check_decimal(const CellRange *range, NumberContext *numbers, int64_t mantissa,
                                        unsigned decimals) {
    if (range->is_free) return RANGE_GOOD;
    int64_t below, above;
    if (!range->is_scaled || !enclose(mantissa, decimals, range->scale, &below, &above))
        return cell_range_check(range, numbers, number_from_decimal(mantissa, decimals));
    if (below < range->low || above > range->high) return RANGE_OUTSIDE;
    if (!range->range->has_step) return RANGE_GOOD;
    bool is_multiple = below == above && (range->step == 1 || below % range->step == 0);
    return is_multiple ? RANGE_GOOD : RANGE_BETWEEN;
}
