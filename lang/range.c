#include "lang/range.h"

Range range_all(void) {
    return (Range){.low = NUMBER_ZERO, .high = NUMBER_ZERO, .step = NUMBER_ZERO};
}

Range range_between(Number low, Number high) {
    return (Range){.low = low, .high = high, .step = NUMBER_ZERO, .has_low = true, .has_high = true};
}

Range range_exactly(Number value) {
    return range_between(value, value);
}

Range range_from(Number low) {
    return (Range){.low = low, .high = NUMBER_ZERO, .step = NUMBER_ZERO, .has_low = true};
}

Range range_yes_no(void) {
    Range range = range_between(NUMBER_ZERO, NUMBER_ONE);
    range.step = NUMBER_ONE;
    range.has_step = true;
    return range;
}

bool range_is_constant(NumberContext *numbers, const Range *range, Number *value) {
    if (!range->has_low || !range->has_high || !number_equal(numbers, range->low, range->high)) return false;
    *value = range->low;
    return true;
}

bool range_is_at_least(NumberContext *numbers, const Range *range, Number bound) {
    return range->has_low && number_compare(numbers, range->low, bound) >= 0;
}

bool range_is_at_most(NumberContext *numbers, const Range *range, Number bound) {
    return range->has_high && number_compare(numbers, range->high, bound) <= 0;
}

bool range_contains(NumberContext *numbers, const Range *range, Number value) {
    if (range->has_low && number_compare(numbers, value, range->low) < 0) return false;
    if (range->has_high && number_compare(numbers, value, range->high) > 0) return false;
    if (range->not_zero && number_sign(value) == 0) return false;
    return !range->has_step || number_is_multiple_of(numbers, value, range->step);
}

bool range_can_be_zero(NumberContext *numbers, const Range *range) {
    return range_contains(numbers, range, NUMBER_ZERO);
}

static Number grid_up(NumberContext *numbers, Number value, Number step) {
    return number_multiply(numbers, number_ceiling(numbers, number_divide(numbers, value, step)), step);
}

static Number grid_down(NumberContext *numbers, Number value, Number step) {
    return number_multiply(numbers, number_floor(numbers, number_divide(numbers, value, step)), step);
}

Range range_on_grid(NumberContext *numbers, Range range) {
    if (!range.has_step) return range;
    Range inner = range;
    if (range.has_low) inner.low = grid_up(numbers, range.low, range.step);
    if (range.has_high) inner.high = grid_down(numbers, range.high, range.step);
    if (number_context_take_overflow(numbers)) return range;
    if (!range.not_zero) return inner;
    if (inner.has_low && number_sign(inner.low) == 0) inner.low = inner.step;
    if (inner.has_high && number_sign(inner.high) == 0) inner.high = number_negate(numbers, inner.step);
    return inner;
}

bool range_is_empty(NumberContext *numbers, const Range *range) {
    Range inner = range_on_grid(numbers, *range);
    if (!inner.has_low || !inner.has_high) return false;
    int order = number_compare(numbers, inner.low, inner.high);
    return order > 0 || (order == 0 && inner.not_zero && number_sign(inner.low) == 0);
}

/* Greatest common divisor of two steps; false when they are not short decimals. */
static bool step_gcd(NumberContext *numbers, Number a, Number b, Number *result) {
    int a_decimals = number_decimals(numbers, a, 18), b_decimals = number_decimals(numbers, b, 18);
    if (a_decimals < 0 || b_decimals < 0) return false;
    unsigned decimals = (unsigned)(a_decimals > b_decimals ? a_decimals : b_decimals);
    int64_t x, y;
    if (!number_to_decimal(numbers, a, decimals, &x) || !number_to_decimal(numbers, b, decimals, &y))
        return false;
    while (y != 0) {
        int64_t rest = x % y;
        x = y;
        y = rest;
    }
    *result = number_from_decimal(x < 0 ? -x : x, decimals);
    return true;
}

/* The grid a range lies on: its own, or for a constant the multiples of itself. zero: fits every grid. */
typedef struct Grid {
    bool exists, any;
    Number step;
} Grid;

static Grid grid_of(NumberContext *numbers, const Range *range) {
    Number value;
    if (range->has_step) return (Grid){true, false, range->step};
    if (!range_is_constant(numbers, range, &value)) return (Grid){false, false, NUMBER_ZERO};
    if (number_sign(value) == 0) return (Grid){true, true, NUMBER_ZERO};
    return (Grid){true, false, number_absolute(numbers, value)};
}

static void set_common_grid(NumberContext *numbers, const Range *a, const Range *b, Range *result) {
    Grid x = grid_of(numbers, a), y = grid_of(numbers, b);
    result->has_step = false;
    if (!x.exists || !y.exists || (x.any && y.any)) return;
    if (x.any || y.any) {
        result->step = x.any ? y.step : x.step;
        result->has_step = true;
        return;
    }
    result->has_step = step_gcd(numbers, x.step, y.step, &result->step);
}

Range range_hull(NumberContext *numbers, const Range *a, const Range *b) {
    Range hull = range_all();
    hull.has_low = a->has_low && b->has_low;
    hull.has_high = a->has_high && b->has_high;
    if (hull.has_low) hull.low = number_min(numbers, a->low, b->low);
    if (hull.has_high) hull.high = number_max(numbers, a->high, b->high);
    set_common_grid(numbers, a, b, &hull);
    hull.not_zero = !range_can_be_zero(numbers, a) && !range_can_be_zero(numbers, b);
    return hull;
}

Range range_intersect(NumberContext *numbers, const Range *a, const Range *b) {
    Range both = *a;
    if (b->has_low && (!a->has_low || number_compare(numbers, b->low, a->low) > 0)) both.low = b->low;
    if (b->has_high && (!a->has_high || number_compare(numbers, b->high, a->high) < 0)) both.high = b->high;
    both.has_low |= b->has_low;
    both.has_high |= b->has_high;
    both.not_zero |= b->not_zero;
    if (!both.has_step && b->has_step) {
        both.step = b->step;
        both.has_step = true;
    }
    return both;
}

Range range_add(NumberContext *numbers, const Range *a, const Range *b) {
    Range sum = range_all();
    sum.has_low = a->has_low && b->has_low;
    sum.has_high = a->has_high && b->has_high;
    if (sum.has_low) sum.low = number_add(numbers, a->low, b->low);
    if (sum.has_high) sum.high = number_add(numbers, a->high, b->high);
    set_common_grid(numbers, a, b, &sum);
    return sum;
}

Range range_negate(NumberContext *numbers, const Range *a) {
    Range negated = *a;
    negated.has_low = a->has_high;
    negated.has_high = a->has_low;
    negated.low = number_negate(numbers, a->high);
    negated.high = number_negate(numbers, a->low);
    return negated;
}

/* An end of an interval: minus infinity, a number, plus infinity. */
typedef struct End {
    int infinite; /* -1, 0, 1 */
    Number value;
} End;

static End low_end(const Range *range) {
    return range->has_low ? (End){0, range->low} : (End){-1, NUMBER_ZERO};
}

static End high_end(const Range *range) {
    return range->has_high ? (End){0, range->high} : (End){1, NUMBER_ZERO};
}

static int end_sign(End end) {
    return end.infinite ? end.infinite : number_sign(end.value);
}

/* 0 × infinity is 0: an end that is zero is reached by zero only. */
static End end_multiply(NumberContext *numbers, End a, End b) {
    int sign = end_sign(a) * end_sign(b);
    if (sign == 0) return (End){0, NUMBER_ZERO};
    if (a.infinite || b.infinite) return (End){sign, NUMBER_ZERO};
    return (End){0, number_multiply(numbers, a.value, b.value)};
}

static bool end_less(NumberContext *numbers, End a, End b) {
    if (a.infinite != b.infinite) return a.infinite < b.infinite;
    return a.infinite == 0 && number_compare(numbers, a.value, b.value) < 0;
}

static void widen(NumberContext *numbers, End end, End *low, End *high) {
    if (end_less(numbers, end, *low)) *low = end;
    if (end_less(numbers, *high, end)) *high = end;
}

static Range range_from_ends(End low, End high) {
    return (Range){.low = low.value,
                   .high = high.value,
                   .step = NUMBER_ZERO,
                   .has_low = low.infinite == 0,
                   .has_high = high.infinite == 0};
}

Range range_multiply(NumberContext *numbers, const Range *a, const Range *b) {
    End low = end_multiply(numbers, low_end(a), low_end(b)), high = low;
    widen(numbers, end_multiply(numbers, low_end(a), high_end(b)), &low, &high);
    widen(numbers, end_multiply(numbers, high_end(a), low_end(b)), &low, &high);
    widen(numbers, end_multiply(numbers, high_end(a), high_end(b)), &low, &high);
    Range product = range_from_ends(low, high);
    Grid x = grid_of(numbers, a), y = grid_of(numbers, b);
    product.has_step = x.exists && y.exists && !x.any && !y.any;
    if (product.has_step) product.step = number_multiply(numbers, x.step, y.step);
    product.not_zero = !range_can_be_zero(numbers, a) && !range_can_be_zero(numbers, b);
    return product;
}

/* 1 / b for b of one sign; an end that is 0 becomes infinite. */
static Range range_invert(NumberContext *numbers, const Range *b) {
    Range inverse = range_all();
    bool positive = b->has_low && number_sign(b->low) >= 0;
    if (b->has_high && number_sign(b->high) != 0) {
        inverse.low = number_divide(numbers, NUMBER_ONE, b->high);
        inverse.has_low = true;
    } else if (positive) {
        inverse.low = NUMBER_ZERO;
        inverse.has_low = true;
    }
    if (b->has_low && number_sign(b->low) != 0) {
        inverse.high = number_divide(numbers, NUMBER_ONE, b->low);
        inverse.has_high = true;
    } else if (!positive) {
        inverse.high = NUMBER_ZERO;
        inverse.has_high = true;
    }
    inverse.not_zero = true;
    return inverse;
}

Range range_divide(NumberContext *numbers, const Range *a, const Range *b) {
    Range divisor = range_on_grid(numbers, *b);
    bool positive = divisor.has_low && number_sign(divisor.low) >= 0;
    bool negative = divisor.has_high && number_sign(divisor.high) <= 0;
    Number value;
    if (!positive && !negative) return range_all();
    if (range_is_constant(numbers, &divisor, &value)) {
        if (number_sign(value) == 0) return range_all();
        Range factor = range_exactly(number_divide(numbers, NUMBER_ONE, value));
        return range_multiply(numbers, a, &factor);
    }
    Range inverse = range_invert(numbers, &divisor);
    Range quotient = range_multiply(numbers, a, &inverse);
    quotient.has_step = false;
    return quotient;
}

Range range_min(NumberContext *numbers, const Range *a, const Range *b) {
    Range least = range_all();
    least.has_low = a->has_low && b->has_low;
    if (least.has_low) least.low = number_min(numbers, a->low, b->low);
    least.has_high = a->has_high || b->has_high;
    if (a->has_high && b->has_high)
        least.high = number_min(numbers, a->high, b->high);
    else if (least.has_high)
        least.high = a->has_high ? a->high : b->high;
    set_common_grid(numbers, a, b, &least);
    least.not_zero = !range_can_be_zero(numbers, a) && !range_can_be_zero(numbers, b);
    return least;
}

Range range_max(NumberContext *numbers, const Range *a, const Range *b) {
    Range x = range_negate(numbers, a), y = range_negate(numbers, b);
    Range least = range_min(numbers, &x, &y);
    return range_negate(numbers, &least);
}

Range range_absolute(NumberContext *numbers, const Range *a) {
    Range negated = range_negate(numbers, a);
    if (range_is_at_least(numbers, a, NUMBER_ZERO)) return *a;
    if (range_is_at_least(numbers, &negated, NUMBER_ZERO)) return negated;
    Range hull = range_max(numbers, a, &negated);
    hull.low = NUMBER_ZERO;
    hull.has_low = true;
    hull.step = a->step;
    hull.has_step = a->has_step;
    hull.not_zero = a->not_zero;
    return hull;
}

Range range_round(NumberContext *numbers, const Range *a, int decimals, RoundingMode mode) {
    Range rounded = *a;
    rounded.low = number_round(numbers, a->low, decimals, mode);
    rounded.high = number_round(numbers, a->high, decimals, mode);
    rounded.not_zero = false;
    int small = decimals < 18 ? decimals : 18;
    Number unit = number_from_decimal(1, (unsigned)small);
    for (int i = small; i < decimals; i++)
        unit = number_divide(numbers, unit, number_from_int(10));
    bool coarser = a->has_step && number_is_multiple_of(numbers, a->step, unit);
    if (coarser) return *a;
    rounded.step = unit;
    rounded.has_step = true;
    return rounded;
}

Range range_rising(NumberContext *numbers, const Range *a, RangeFunction rising) {
    Range result = range_all();
    result.has_low = a->has_low && rising(numbers, a->low, &result.low);
    result.has_high = a->has_high && rising(numbers, a->high, &result.high);
    (void)number_context_take_overflow(numbers);
    return result;
}

Range range_power(NumberContext *numbers, const Range *base, const Range *exponent) {
    Number power;
    Range result = range_all();
    bool natural = range_is_at_least(numbers, base, NUMBER_ZERO);
    if (natural) result = range_from(NUMBER_ZERO);
    if (!range_is_constant(numbers, exponent, &power) || number_sign(power) <= 0) return result;
    int64_t whole;
    bool even = number_to_int(numbers, power, &whole) && whole % 2 == 0;
    bool odd = number_to_int(numbers, power, &whole) && whole % 2 != 0;
    if (!natural && !even && !odd) return result;
    Range sized = even ? range_absolute(numbers, base) : *base;
    result.has_low = sized.has_low && number_power(numbers, sized.low, power, &result.low);
    result.has_high = sized.has_high && number_power(numbers, sized.high, power, &result.high);
    (void)number_context_take_overflow(numbers);
    return result;
}

static Text end_text(NumberContext *numbers, Arena *arena, Number value, bool percent) {
    if (!percent) return number_format_exact(numbers, arena, value);
    Text digits = number_format_exact(numbers, arena, number_multiply(numbers, value, number_from_int(100)));
    return text_format(arena, "%.*s%%", TEXT_ARG(digits));
}

Text range_text(NumberContext *numbers, Arena *arena, const Range *range, bool percent) {
    Text low = range->has_low ? end_text(numbers, arena, range->low, percent) : TEXT("");
    Text high = range->has_high ? end_text(numbers, arena, range->high, percent) : TEXT("");
    if (range->has_low && range->has_high) {
        if (number_equal(numbers, range->low, range->high)) return low;
        return text_format(arena, "%.*s..%.*s", TEXT_ARG(low), TEXT_ARG(high));
    }
    if (range->has_low) return text_format(arena, "%.*s or more", TEXT_ARG(low));
    if (range->has_high) return text_format(arena, "%.*s or less", TEXT_ARG(high));
    return TEXT("any number");
}
