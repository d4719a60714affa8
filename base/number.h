/* Exact rational numbers. Immutable values: small ones fit in 16 bytes, larger ones live in an arena.
 * Clauses: spec/numbers.md. No function here rounds unless its name says so. */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct NumberBig NumberBig;

/* denominator > 0: the value is numerator / denominator, not necessarily in lowest terms;
 * denominator == 0: the value is *big. Numerator is never INT64_MIN. */
typedef struct Number {
    union {
        int64_t numerator;
        const NumberBig *big;
    };
    int64_t denominator;
} Number;

/* Where large results go and what went wrong. One per thread of evaluation. */
typedef struct NumberContext NumberContext;

NumberContext *number_context_new(Arena *owner);  /* lives and dies with number_context_free */
void number_context_free(NumberContext *context); /* releases GMP and MPFR memory; NULL is allowed */
/* Large results are allocated here from now on. */
void number_context_use(NumberContext *context, Arena *results);
/* [N5.2] A result needed more than the limit of NUMBER_MAX_BITS bits since the last call; clears the mark. */
bool number_context_take_overflow(NumberContext *context);

enum {
    NUMBER_MAX_DIGITS = 38,    /* of a literal or a cell [N1.2] */
    NUMBER_MAX_BITS = 1 << 16, /* of a numerator or denominator [N5.2] */
    NUMBER_IRRATIONAL_DIGITS = 34,
    NUMBER_MAX_DECIMALS = 38,
};

typedef enum RoundingMode {
    ROUND_HALF_AWAY, /* half away from zero: the default [N3.1] */
    ROUND_HALF_EVEN,
    ROUND_DOWN, /* toward zero */
    ROUND_UP,   /* away from zero */
    ROUND_FLOOR,
    ROUND_CEILING,
} RoundingMode;

/* Whether a quotient with a remainder moves one away from zero; `half` compares the remainder with a half.
 * [N3.1] */
static inline bool rounding_moves_away(RoundingMode mode, bool negative, bool odd, int half) {
    switch (mode) {
    case ROUND_HALF_AWAY: return half >= 0;
    case ROUND_HALF_EVEN: return half > 0 || (half == 0 && odd);
    case ROUND_DOWN: return false;
    case ROUND_UP: return true;
    case ROUND_FLOOR: return negative;
    case ROUND_CEILING: return !negative;
    }
    return false;
}

#define NUMBER_ZERO ((Number){{0}, 1})
#define NUMBER_ONE ((Number){{1}, 1})

static inline Number number_from_int(int64_t value) {
    return (Number){{value}, 1};
}
Number number_from_fraction(NumberContext *context, int64_t numerator,
                            int64_t denominator); /* denominator != 0 */
/* mantissa / 10^decimals; decimals 0..18, mantissa not INT64_MIN */
Number number_from_decimal(int64_t mantissa, unsigned decimals);
/* Digits with at most one '.', optionally led by '-'; the caller has checked the form and the number of
 * digits. */
Number number_from_digits(NumberContext *context, Text digits);

/* The general halves of the inline operations at the end of this file; same contracts. */
Number number_add_general(NumberContext *context, Number a, Number b);
Number number_subtract_general(NumberContext *context, Number a, Number b);
Number number_multiply_general(NumberContext *context, Number a, Number b);
Number number_negate_big(NumberContext *context, Number a);
int number_compare_big(Number a, Number b);
int number_sign_big(Number a);

static inline Number number_add(NumberContext *context, Number a, Number b);
static inline Number number_subtract(NumberContext *context, Number a, Number b);
static inline Number number_multiply(NumberContext *context, Number a, Number b);
/* b != 0; a division by 0 is marked as an overflow. */
Number number_divide(NumberContext *context, Number a, Number b);
/* Sum of `count` numbers; leaves far less behind in the results arena than adding one by one. */
Number number_sum(NumberContext *context, const Number *values, size_t count);
static inline Number number_negate(NumberContext *context, Number a);
static inline Number number_absolute(NumberContext *context, Number a);
static inline int number_compare(NumberContext *context, Number a, Number b); /* -1, 0, 1 */
static inline int number_sign(Number a);
static inline bool number_equal(NumberContext *context, Number a, Number b);
bool number_is_integer(NumberContext *context, Number a);
bool number_is_multiple_of(NumberContext *context, Number a, Number step); /* step > 0 */
static inline Number number_min(NumberContext *context, Number a, Number b);
static inline Number number_max(NumberContext *context, Number a, Number b);
Number number_floor(NumberContext *context, Number a);
Number number_ceiling(NumberContext *context, Number a);
/* [N3] to `decimals` places after the point, 0..NUMBER_MAX_DECIMALS */
Number number_round(NumberContext *context, Number a, int decimals, RoundingMode mode);
/* Lowest terms; the small form whenever it fits. Equal values have equal reduced forms. */
Number number_reduce(NumberContext *context, Number a);
/* A copy whose large form, if any, lives in `arena`. */
Number number_copy(Arena *arena, Number a);
/* Words of 64 bits that a large form takes; 0 for the small one: what computing with it costs. */
size_t number_size(Number a);
uint64_t number_hash(NumberContext *context, Number a); /* equal values hash alike */
/* true and the value when `a` is a whole number that fits */
bool number_to_int(NumberContext *context, Number a, int64_t *value);
/* true and the mantissa when a = mantissa / 10^decimals with |mantissa| < 2^62, decimals 0..18 */
bool number_to_decimal(NumberContext *context, Number a, unsigned decimals, int64_t *mantissa);
/* Number of decimals needed to write `a` exactly, or -1 when it does not terminate or needs more than
 * `limit`. */
int number_decimals(NumberContext *context, Number a, int limit);

/* [N4] Irrational functions: the true result, correctly rounded to 34 significant digits, half to even.
 * false when the result does not exist (square root of a negative number, logarithm of 0 or less, 0 to a
 * negative power, a non-integer power of a negative number) or passes the limits (overflow is marked in the
 * context). */
bool number_sqrt(NumberContext *context, Number a, Number *result);
bool number_root(NumberContext *context, Number a, unsigned degree, Number *result); /* a >= 0 */
bool number_ln(NumberContext *context, Number a, Number *result);
bool number_log10(NumberContext *context, Number a, Number *result);
bool number_exp(NumberContext *context, Number a, Number *result);
bool number_power(NumberContext *context, Number base, Number exponent,
                  Number *result); /* exact for whole exponents */
/* [N4.5] Π values[i]^(weights[i] / Σ weights), values >= 0, weights >= 0, Σ weights > 0;
 * weights NULL: all equal. */
bool number_geometric_mean(NumberContext *context, const Number *values, const Number *weights, size_t count,
                           Number *result);

/* Writes `a` rounded half away to `decimals` places with exactly that many digits after `point`: "0.980",
 * "-3", "12,5". -0 is written 0. */
Text number_format(NumberContext *context, Arena *arena, Number a, int decimals, char point);
/* All digits when `a` terminates within 38 decimals, else as "numerator/denominator" in lowest terms. */
Text number_format_exact(NumberContext *context, Arena *arena, Number a);

/* Below: the paths of small numbers, inline because evaluation spends its time here. */

__extension__ typedef __int128
    NumberWide; /* holds any product of two int64, and the sum of two such products */

static inline Number number_add(NumberContext *context, Number a, Number b) {
    int64_t sum;
    if (a.denominator == b.denominator && a.denominator != 0 &&
        !__builtin_add_overflow(a.numerator, b.numerator, &sum) && sum != INT64_MIN)
        return (Number){{sum}, a.denominator};
    return number_add_general(context, a, b);
}

static inline Number number_subtract(NumberContext *context, Number a, Number b) {
    int64_t difference;
    if (a.denominator == b.denominator && a.denominator != 0 &&
        !__builtin_sub_overflow(a.numerator, b.numerator, &difference) && difference != INT64_MIN)
        return (Number){{difference}, a.denominator};
    return number_subtract_general(context, a, b);
}

static inline Number number_multiply(NumberContext *context, Number a, Number b) {
    int64_t numerator, denominator;
    if (a.denominator != 0 && b.denominator != 0 &&
        !__builtin_mul_overflow(a.numerator, b.numerator, &numerator) && numerator != INT64_MIN &&
        !__builtin_mul_overflow(a.denominator, b.denominator, &denominator))
        return (Number){{numerator}, denominator};
    return number_multiply_general(context, a, b);
}

static inline Number number_negate(NumberContext *context, Number a) {
    return a.denominator != 0 ? (Number){{-a.numerator}, a.denominator} : number_negate_big(context, a);
}

static inline int number_sign(Number a) {
    return a.denominator != 0 ? (a.numerator > 0) - (a.numerator < 0) : number_sign_big(a);
}

static inline Number number_absolute(NumberContext *context, Number a) {
    return number_sign(a) < 0 ? number_negate(context, a) : a;
}

static inline int number_compare(NumberContext *context, Number a, Number b) {
    (void)context;
    if (a.denominator == 0 || b.denominator == 0) return number_compare_big(a, b);
    if (a.denominator == b.denominator) return (a.numerator > b.numerator) - (a.numerator < b.numerator);
    NumberWide left = (NumberWide)a.numerator * b.denominator;
    NumberWide right = (NumberWide)b.numerator * a.denominator;
    return (left > right) - (left < right);
}

static inline bool number_equal(NumberContext *context, Number a, Number b) {
    return number_compare(context, a, b) == 0;
}

static inline Number number_min(NumberContext *context, Number a, Number b) {
    return number_compare(context, a, b) <= 0 ? a : b;
}

static inline Number number_max(NumberContext *context, Number a, Number b) {
    return number_compare(context, a, b) >= 0 ? a : b;
}

#endif
