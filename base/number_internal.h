/* What the modules of number share: the large form, the registers of a context, and the way between GMP and
 * Number. Included by base/number*.c only. */
#ifndef BASE_NUMBER_INTERNAL_H
#define BASE_NUMBER_INTERNAL_H

#include "base/number.h"

#include <gmp.h>
#include <mpfr.h>

_Static_assert(GMP_LIMB_BITS == 64 && GMP_NAIL_BITS == 0, "a small number must fit in one limb");

/* Always in lowest terms, and never a value whose lowest terms would fit the small form. */
struct NumberBig {
    int32_t numerator_size;   /* limbs; negative for a negative number */
    int32_t denominator_size; /* limbs; positive */
    mp_limb_t limbs[];        /* numerator, then denominator, least significant first */
};

/* Registers live as long as the context, so that an arena that runs out of memory (and jumps away) leaks
 * nothing. */
struct NumberContext {
    Arena *results;
    bool overflow;
    mpq_t result;                     /* of one operation, before it becomes a Number */
    mpq_t argument;                   /* of an irrational function */
    mpz_t quotient, remainder, scale; /* of rounding */
    mpfr_t low, high;                 /* enclose the true result of an irrational function */
    mpfr_t factor_low, factor_high;   /* enclose one logarithm */
    mpfr_t weight_low, weight_high;   /* enclose one weight */
    mpfr_t term;
};

/* A Number seen by GMP without copying. The view must stay where it is while it is used. */
typedef struct NumberView {
    mpq_t value;
    mp_limb_t limbs[2];
} NumberView;

mpq_srcptr number_view(NumberView *view, Number a); /* in lowest terms; read only */

/* `value` in lowest terms; the small form whenever it fits. Over the limit: marks the overflow, 0. [N5.2] */
Number number_from_mpq(NumberContext *context, mpq_srcptr value);
Number number_from_wide(NumberContext *context, NumberWide numerator,
                        NumberWide denominator);     /* denominator > 0 */
Number number_mark_overflow(NumberContext *context); /* returns 0 */
Number number_reduce_small(Number a);
Number number_numerator(NumberContext *context, Number a);     /* of the lowest terms */
Number number_denominator(NumberContext *context, Number a);   /* of the lowest terms */
Number number_gcd(NumberContext *context, Number a, Number b); /* of positive whole numbers */
size_t number_bits(Number a); /* of the larger of numerator and denominator in lowest terms */

/* The three operations of which one side at least is large, or about to be. */
Number number_add_big(NumberContext *context, Number a, Number b);
Number number_subtract_big(NumberContext *context, Number a, Number b);
Number number_multiply_big(NumberContext *context, Number a, Number b);
Number number_divide_big(NumberContext *context, Number a, Number b);

enum { NUMBER_SMALL_DECIMALS = 18 };       /* 10^18 < 2^63 */
int64_t number_power_of_ten(int exponent); /* 0..NUMBER_SMALL_DECIMALS */

/* mantissa = a × 10^decimals rounded; false when small arithmetic does not suffice. */
bool number_round_small(Number a, int decimals, RoundingMode mode, int64_t *mantissa);
/* The same for any number, into context->quotient. */
void number_round_large(NumberContext *context, Number a, int decimals, RoundingMode mode);

/* One value of an irrational function, to be rounded. */
typedef enum NumberEnclosure {
    ENCLOSURE_FOUND,
    ENCLOSURE_TOO_WIDE, /* more precision is needed */
    ENCLOSURE_OVERFLOW, /* the true result is certainly past the limits */
} NumberEnclosure;

typedef struct NumberProblem NumberProblem;
struct NumberProblem {
    /* Sets context->low <= true result <= context->high, working with `precision` bits. */
    NumberEnclosure (*enclose)(NumberContext *context, const NumberProblem *problem, mpfr_prec_t precision);
    int (*function)(mpfr_ptr result, mpfr_srcptr argument, mpfr_rnd_t direction); /* increasing */
    unsigned long degree;
    /* The true result is Π values[i]^weights[i], values > 0, weights > 0; count 0: it is never an exact half.
     */
    const Number *values, *weights;
    size_t count;
};

/* Rounds the true result to NUMBER_IRRATIONAL_DIGITS digits; false: overflow. [N4.2] */
bool number_round_irrational(NumberContext *context, const NumberProblem *problem, Number *result);
void number_set_precision(NumberContext *context, mpfr_prec_t precision);
/* The degree-th root of context->argument. */
NumberEnclosure number_enclose_root(NumberContext *context, const NumberProblem *problem,
                                    mpfr_prec_t precision);
/* candidate == Π values[i]^weights[i], decided exactly; candidate > 0. */
bool number_is_product(NumberContext *context, Number candidate, const NumberProblem *problem);

enum { NUMBER_MAX_LOGARITHM = 46000 }; /* e^46000 has more than NUMBER_MAX_BITS bits */

#endif
