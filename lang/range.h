/* Interval arithmetic over exact numbers, on a grid: which values an operation can give [L8.8]. */
#ifndef LANG_RANGE_H
#define LANG_RANGE_H

#include "base/number.h"
#include "lang/plan.h"

Range range_all(void);
Range range_exactly(Number value);
Range range_between(Number low, Number high); /* closed, without a grid */
Range range_from(Number low);
Range range_yes_no(void); /* 0..1, step 1 */
bool range_is_constant(NumberContext *numbers, const Range *range, Number *value);
bool range_contains(NumberContext *numbers, const Range *range, Number value);
/* true when no value is both in the range and on its grid */
bool range_is_empty(NumberContext *numbers, const Range *range);
/* Ends moved inward to the nearest values on the grid. */
Range range_on_grid(NumberContext *numbers, Range range);
bool range_can_be_zero(NumberContext *numbers, const Range *range);
bool range_is_at_least(NumberContext *numbers, const Range *range, Number bound);
bool range_is_at_most(NumberContext *numbers, const Range *range, Number bound);

Range range_hull(NumberContext *numbers, const Range *a, const Range *b);
Range range_intersect(NumberContext *numbers, const Range *a, const Range *b);
Range range_add(NumberContext *numbers, const Range *a, const Range *b);
Range range_negate(NumberContext *numbers, const Range *a);
Range range_multiply(NumberContext *numbers, const Range *a, const Range *b);
/* The quotients that exist; `b` may hold zero. */
Range range_divide(NumberContext *numbers, const Range *a, const Range *b);
Range range_min(NumberContext *numbers, const Range *a, const Range *b);
Range range_max(NumberContext *numbers, const Range *a, const Range *b);
Range range_absolute(NumberContext *numbers, const Range *a);
Range range_round(NumberContext *numbers, const Range *a, int decimals, RoundingMode mode);
/* A rising function applied to both ends; `rising` gives false where it has no result. No grid. */
typedef bool (*RangeFunction)(NumberContext *numbers, Number value, Number *result);
Range range_rising(NumberContext *numbers, const Range *a, RangeFunction rising);
Range range_power(NumberContext *numbers, const Range *base, const Range *exponent);

/* "0..100", "from 3", "up to 5", "any number"; per cent when `percent`. */
Text range_text(NumberContext *numbers, Arena *arena, const Range *range, bool percent);

#endif
