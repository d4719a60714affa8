#include "base/number_internal.h"

#include <assert.h>

/* -1, 0 or 1: what must be added to a quotient whose division left `remainder` (with the sign of the
 * dividend) */
static int correction(RoundingMode mode, bool odd, int64_t remainder, int64_t denominator) {
    if (remainder == 0) return 0;
    int64_t size = remainder < 0 ? -remainder : remainder, rest = denominator - size;
    int direction = remainder < 0 ? -1 : 1;
    return rounding_moves_away(mode, remainder < 0, odd, (size > rest) - (size < rest)) ? direction : 0;
}

static bool divide_wide(NumberWide numerator, int64_t denominator, RoundingMode mode, int64_t *result) {
    NumberWide quotient = numerator / denominator;
    if (quotient >= INT64_MAX || quotient <= -INT64_MAX) return false;
    *result = (int64_t)quotient;
    *result += correction(mode, *result & 1, (int64_t)(numerator % denominator), denominator);
    return true;
}

bool number_round_small(Number a, int decimals, RoundingMode mode, int64_t *mantissa) {
    if (a.denominator == 0 || decimals > NUMBER_SMALL_DECIMALS) return false;
    int64_t scale = number_power_of_ten(decimals), scaled;
    if (a.denominator == scale) {
        *mantissa = a.numerator;
        return true;
    }
    if (__builtin_mul_overflow(a.numerator, scale, &scaled) || scaled == INT64_MIN)
        return divide_wide((NumberWide)a.numerator * scale, a.denominator, mode, mantissa);
    *mantissa = scaled / a.denominator;
    *mantissa += correction(mode, *mantissa & 1, scaled % a.denominator, a.denominator);
    return true;
}

void number_round_large(NumberContext *context, Number a, int decimals, RoundingMode mode) {
    NumberView view;
    mpq_srcptr value = number_view(&view, a);
    mpz_ui_pow_ui(context->scale, 10, (unsigned long)decimals);
    mpz_mul(context->quotient, mpq_numref(value), context->scale);
    mpz_tdiv_qr(context->quotient, context->remainder, context->quotient, mpq_denref(value));
    if (mpz_sgn(context->remainder) == 0) return;
    bool negative = mpz_sgn(mpq_numref(value)) < 0;
    mpz_mul_2exp(context->remainder, context->remainder, 1);
    int half = mpz_cmpabs(context->remainder, mpq_denref(value));
    if (!rounding_moves_away(mode, negative, mpz_odd_p(context->quotient), half)) return;
    if (negative)
        mpz_sub_ui(context->quotient, context->quotient, 1);
    else
        mpz_add_ui(context->quotient, context->quotient, 1);
}

Number number_round(NumberContext *context, Number a, int decimals, RoundingMode mode) {
    assert(decimals >= 0 && decimals <= NUMBER_MAX_DECIMALS);
    int64_t mantissa;
    if (number_round_small(a, decimals, mode, &mantissa))
        return (Number){{mantissa}, number_power_of_ten(decimals)};
    number_round_large(context, a, decimals, mode);
    mpz_ui_pow_ui(mpq_denref(context->result), 10, (unsigned long)decimals);
    mpz_set(mpq_numref(context->result), context->quotient);
    mpq_canonicalize(context->result);
    return number_from_mpq(context, context->result);
}

Number number_floor(NumberContext *context, Number a) {
    return number_round(context, a, 0, ROUND_FLOOR);
}

Number number_ceiling(NumberContext *context, Number a) {
    return number_round(context, a, 0, ROUND_CEILING);
}

bool number_is_integer(NumberContext *context, Number a) {
    (void)context;
    if (a.denominator != 0) return a.numerator % a.denominator == 0;
    NumberView view;
    return mpz_cmp_ui(mpq_denref(number_view(&view, a)), 1) == 0;
}

bool number_is_multiple_of(NumberContext *context, Number a, Number step) {
    if (a.denominator == 0 || step.denominator == 0)
        return number_is_integer(context, number_divide(context, a, step));
    if (a.denominator == step.denominator) return a.numerator % step.numerator == 0;
    NumberWide numerator = (NumberWide)a.numerator * step.denominator;
    return numerator % ((NumberWide)step.numerator * a.denominator) == 0;
}

bool number_to_int(NumberContext *context, Number a, int64_t *value) {
    (void)context;
    if (a.denominator == 0 || a.numerator % a.denominator != 0) /* a large whole number does not fit */
        return false;
    *value = a.numerator / a.denominator;
    return true;
}

bool number_to_decimal(NumberContext *context, Number a, unsigned decimals, int64_t *mantissa) {
    (void)context;
    const int64_t limit = (int64_t)1 << 62;
    if (a.denominator == 0 ||
        decimals > NUMBER_SMALL_DECIMALS) /* a large one has a numerator past the limit */
        return false;
    NumberWide scaled = (NumberWide)a.numerator * number_power_of_ten((int)decimals);
    NumberWide quotient = a.denominator == 1 ? scaled : scaled / a.denominator;
    if (quotient * a.denominator != scaled || quotient >= limit || quotient <= -limit) return false;
    *mantissa = (int64_t)quotient;
    return true;
}

/* How often `prime` divides context->quotient, which is divided by it as often. */
static long take_factor(NumberContext *context, unsigned long prime) {
    mpz_set_ui(context->scale, prime);
    return (long)mpz_remove(context->quotient, context->quotient, context->scale);
}

static int small_decimals(Number reduced, int limit) {
    int64_t rest = reduced.denominator;
    int twos = 0, fives = 0;
    for (; rest % 2 == 0; rest /= 2)
        twos++;
    for (; rest % 5 == 0; rest /= 5)
        fives++;
    int decimals = twos > fives ? twos : fives;
    return rest == 1 && decimals <= limit ? decimals : -1;
}

int number_decimals(NumberContext *context, Number a, int limit) {
    if (a.denominator == 1) return 0;
    if (a.denominator != 0) return small_decimals(number_reduce(context, a), limit);
    NumberView view;
    mpz_set(context->quotient, mpq_denref(number_view(&view, a)));
    long twos = take_factor(context, 2), fives = take_factor(context, 5);
    long decimals = twos > fives ? twos : fives;
    return mpz_cmp_ui(context->quotient, 1) == 0 && decimals <= limit ? (int)decimals : -1;
}
