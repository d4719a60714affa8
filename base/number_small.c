#include "base/number_internal.h"

#include "base/powers_of_ten.h"

#include <assert.h>

int64_t number_power_of_ten(int exponent) {
    assert(exponent >= 0 && exponent <= NUMBER_SMALL_DECIMALS);
    return powers_of_ten[exponent];
}

NumberContext *number_context_new(Arena *owner) {
    NumberContext *context = ARENA_NEW(owner, NumberContext);
    context->results = owner;
    mpq_inits(context->result, context->argument, NULL);
    mpz_inits(context->quotient, context->remainder, context->scale, NULL);
    mpfr_inits(context->low, context->high, context->factor_low, context->factor_high, context->weight_low,
               context->weight_high, context->term, (mpfr_ptr)NULL);
    return context;
}

void number_context_free(NumberContext *context) {
    if (!context) return;
    mpq_clears(context->result, context->argument, NULL);
    mpz_clears(context->quotient, context->remainder, context->scale, NULL);
    mpfr_clears(context->low, context->high, context->factor_low, context->factor_high, context->weight_low,
                context->weight_high, context->term, (mpfr_ptr)NULL);
    mpfr_free_cache();
}

void number_context_use(NumberContext *context, Arena *results) {
    context->results = results;
}

bool number_context_take_overflow(NumberContext *context) {
    bool overflow = context->overflow;
    context->overflow = false;
    return overflow;
}

Number number_mark_overflow(NumberContext *context) {
    context->overflow = true;
    return NUMBER_ZERO;
}

Number number_from_fraction(NumberContext *context, int64_t numerator, int64_t denominator) {
    NumberWide n = numerator, d = denominator;
    if (d == 0) return number_mark_overflow(context);
    return d > 0 ? number_from_wide(context, n, d) : number_from_wide(context, -n, -d);
}

Number number_from_decimal(int64_t mantissa, unsigned decimals) {
    assert(mantissa != INT64_MIN);
    return (Number){{mantissa}, number_power_of_ten((int)decimals)};
}

/* Decimal fractions of one column have denominators that divide each other: the sum keeps the larger one.
 * [N2.2] */
static bool add_multiple(Number fine, Number coarse, Number *sum) {
    if (fine.denominator % coarse.denominator != 0) return false;
    int64_t factor = fine.denominator / coarse.denominator, scaled, numerator;
    if (__builtin_mul_overflow(coarse.numerator, factor, &scaled) ||
        __builtin_add_overflow(fine.numerator, scaled, &numerator) || numerator == INT64_MIN)
        return false;
    *sum = (Number){{numerator}, fine.denominator};
    return true;
}

static Number add_small(NumberContext *context, Number a, Number b) {
    Number sum;
    if (a.denominator >= b.denominator ? add_multiple(a, b, &sum) : add_multiple(b, a, &sum)) return sum;
    NumberWide left = (NumberWide)a.numerator * b.denominator;
    NumberWide right = (NumberWide)b.numerator * a.denominator;
    return number_from_wide(context, left + right, (NumberWide)a.denominator * b.denominator);
}

static bool are_small(Number a, Number b) {
    return a.denominator != 0 && b.denominator != 0;
}

Number number_add_general(NumberContext *context, Number a, Number b) {
    return are_small(a, b) ? add_small(context, a, b) : number_add_big(context, a, b);
}

Number number_subtract_general(NumberContext *context, Number a, Number b) {
    if (!are_small(a, b)) return number_subtract_big(context, a, b);
    return add_small(context, a, (Number){{-b.numerator}, b.denominator});
}

Number number_multiply_general(NumberContext *context, Number a, Number b) {
    if (!are_small(a, b)) return number_multiply_big(context, a, b);
    return number_from_wide(context, (NumberWide)a.numerator * b.numerator,
                            (NumberWide)a.denominator * b.denominator);
}

Number number_divide(NumberContext *context, Number a, Number b) {
    if (number_sign(b) == 0) return number_mark_overflow(context);
    if (!are_small(a, b)) return number_divide_big(context, a, b);
    if (a.denominator == b.denominator && b.numerator > 0) /* a mean of counts, a share */
        return (Number){{a.numerator}, b.numerator};
    NumberWide numerator = (NumberWide)a.numerator * b.denominator;
    NumberWide denominator = (NumberWide)a.denominator * b.numerator;
    return denominator > 0 ? number_from_wide(context, numerator, denominator)
                           : number_from_wide(context, -numerator, -denominator);
}

/* Adds as a binary counter counts: sums of 2^level values wait at `level`, so large numbers meet their likes.
 */
Number number_sum(NumberContext *context, const Number *values, size_t count) {
    Number waiting[64];
    for (size_t i = 0; i < count; i++) {
        Number sum = values[i];
        int level = 0;
        for (size_t ones = i; ones & 1; ones >>= 1)
            sum = number_add(context, waiting[level++], sum);
        waiting[level] = sum;
    }
    Number total = NUMBER_ZERO;
    int level = 0;
    for (size_t ones = count; ones != 0; ones >>= 1, level++)
        if (ones & 1) total = number_add(context, waiting[level], total);
    return total;
}

static uint64_t gcd(uint64_t a, uint64_t b) {
    if (a == 0 || b == 0) return a | b;
    int shift = __builtin_ctzll(a | b);
    a >>= __builtin_ctzll(a);
    while (b != 0) {
        b >>= __builtin_ctzll(b);
        uint64_t smaller = a < b ? a : b;
        b = a < b ? b - a : a - b;
        a = smaller;
    }
    return a << shift;
}

Number number_reduce_small(Number a) {
    if (a.denominator == 1) return a;
    uint64_t size = a.numerator < 0 ? -(uint64_t)a.numerator : (uint64_t)a.numerator;
    int64_t divisor = (int64_t)gcd(size, (uint64_t)a.denominator);
    return (Number){{a.numerator / divisor}, a.denominator / divisor};
}

Number number_reduce(NumberContext *context, Number a) {
    (void)context;
    return a.denominator != 0 ? number_reduce_small(a) : a;
}

/* Spreads nearby values over all bits. */
static uint64_t mix(uint64_t bits) {
    bits = (bits ^ (bits >> 32)) * 0x9e3779b97f4a7c15u;
    return bits ^ (bits >> 29);
}

uint64_t number_hash(NumberContext *context, Number a) {
    Number reduced = number_reduce(context, a);
    if (reduced.denominator != 0)
        return mix(mix((uint64_t)reduced.numerator) + (uint64_t)reduced.denominator);
    const NumberBig *big = reduced.big;
    size_t count = (size_t)(big->numerator_size < 0 ? -big->numerator_size : big->numerator_size) +
                   (size_t)big->denominator_size;
    uint64_t hash = (uint64_t)(uint32_t)big->numerator_size;
    for (size_t i = 0; i < count; i++)
        hash = mix(hash + big->limbs[i]);
    return hash;
}
