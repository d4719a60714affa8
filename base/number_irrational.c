#include "base/number_internal.h"

#include <stdlib.h>
#include <string.h>

/* [N4.2] The true result lies between two bounds that grow closer until both round to the same 34 digits;
 * then so does the true result, because rounding never changes the order of two numbers. Only a result that
 * is exactly half way between two 34-digit numbers would keep the bounds apart for ever: that case is decided
 * exactly. */

enum {
    FIRST_PRECISION = 192,    /* 34 digits are 113 bits: a second round is needed once in 2^70 cases */
    LAST_PRECISION = 1 << 18, /* four times the bits of an operand */
    MAX_EXPONENT = NUMBER_MAX_BITS / 3, /* of ten: certainly past the limit */
};

/* ±0.digits × 10^exponent */
typedef struct Decimal {
    bool negative;
    mpfr_exp_t exponent;
    char digits[NUMBER_IRRATIONAL_DIGITS + 3]; /* room for a sign too; NUL-terminated */
} Decimal;

void number_set_precision(NumberContext *context, mpfr_prec_t precision) {
    mpfr_set_prec(context->low, precision);
    mpfr_set_prec(context->high, precision);
    mpfr_set_prec(context->factor_low, precision);
    mpfr_set_prec(context->factor_high, precision);
    mpfr_set_prec(context->weight_low, precision);
    mpfr_set_prec(context->weight_high, precision);
    mpfr_set_prec(context->term, precision);
}

static Decimal nearest_decimal(mpfr_srcptr value) {
    Decimal decimal = {.negative = mpfr_signbit(value) != 0};
    mpfr_get_str(decimal.digits, &decimal.exponent, 10, NUMBER_IRRATIONAL_DIGITS, value, MPFR_RNDN);
    if (decimal.negative) memmove(decimal.digits, decimal.digits + 1, NUMBER_IRRATIONAL_DIGITS + 1);
    return decimal;
}

static bool same_decimal(const Decimal *a, const Decimal *b) {
    return a->negative == b->negative && a->exponent == b->exponent && strcmp(a->digits, b->digits) == 0;
}

static Number small_decimal(const Decimal *decimal, int places) {
    int64_t mantissa = strtoll(decimal->digits, NULL, 10);
    return (Number){{decimal->negative ? -mantissa : mantissa}, number_power_of_ten(places)};
}

static Number large_decimal(NumberContext *context, const Decimal *decimal, long places) {
    mpz_ptr numerator = mpq_numref(context->result), denominator = mpq_denref(context->result);
    mpz_set_str(numerator, decimal->digits, 10);
    mpz_ui_pow_ui(context->scale, 10, (unsigned long)labs(places));
    if (places < 0) mpz_mul(numerator, numerator, context->scale);
    mpz_set_ui(denominator, 1);
    if (places > 0) mpz_set(denominator, context->scale);
    if (decimal->negative) mpz_neg(numerator, numerator);
    mpq_canonicalize(context->result);
    return number_from_mpq(context, context->result);
}

static Number number_from_significant(NumberContext *context, Decimal decimal) {
    size_t len = NUMBER_IRRATIONAL_DIGITS;
    while (len > 1 && decimal.digits[len - 1] == '0')
        len--;
    decimal.digits[len] = '\0';
    if (decimal.exponent > MAX_EXPONENT || decimal.exponent < -MAX_EXPONENT)
        return number_mark_overflow(context);
    long places = (long)len - decimal.exponent;
    if (len <= NUMBER_SMALL_DECIMALS && places >= 0 && places <= NUMBER_SMALL_DECIMALS)
        return small_decimal(&decimal, (int)places);
    return large_decimal(context, &decimal, places);
}

static bool is_even(const Decimal *decimal) {
    return (decimal->digits[NUMBER_IRRATIONAL_DIGITS - 1] - '0') % 2 == 0;
}

/* The bounds round to different decimals: is the true result the middle between the two? Then the even one is
 * it. */
static bool resolve_half(NumberContext *context, const NumberProblem *problem, const Decimal *below,
                         const Decimal *above, Number *result) {
    if (problem->count == 0) return false;
    Number lower = number_from_significant(context, *below), upper = number_from_significant(context, *above);
    Number middle = number_divide(context, number_add(context, lower, upper), number_from_int(2));
    bool holds = number_sign(lower) > 0 && number_is_product(context, middle, problem);
    if (number_context_take_overflow(context) || !holds) /* bounds still far apart may pass the limits */
        return false;
    *result = is_even(below) ? lower : upper;
    return true;
}

bool number_round_irrational(NumberContext *context, const NumberProblem *problem, Number *result) {
    bool earlier = number_context_take_overflow(context), found = false;
    for (mpfr_prec_t precision = FIRST_PRECISION; !found && precision <= LAST_PRECISION; precision *= 2) {
        NumberEnclosure enclosure = problem->enclose(context, problem, precision);
        if (enclosure == ENCLOSURE_OVERFLOW || context->overflow) break;
        if (enclosure == ENCLOSURE_TOO_WIDE) continue;
        Decimal below = nearest_decimal(context->low), above = nearest_decimal(context->high);
        if (same_decimal(&below, &above)) {
            *result = number_from_significant(context, below);
            found = true;
        } else {
            found = resolve_half(context, problem, &below, &above, result);
        }
    }
    found = found && !context->overflow;
    context->overflow = earlier || !found;
    return found;
}

static NumberEnclosure enclose_function(NumberContext *context, const NumberProblem *problem,
                                        mpfr_prec_t precision) {
    number_set_precision(context, precision);
    mpfr_set_q(context->low, context->argument, MPFR_RNDD);
    mpfr_set_q(context->high, context->argument, MPFR_RNDU);
    problem->function(context->low, context->low, MPFR_RNDD);
    problem->function(context->high, context->high, MPFR_RNDU);
    return ENCLOSURE_FOUND;
}

NumberEnclosure number_enclose_root(NumberContext *context, const NumberProblem *problem,
                                    mpfr_prec_t precision) {
    number_set_precision(context, precision);
    mpfr_set_q(context->low, context->argument, MPFR_RNDD);
    mpfr_set_q(context->high, context->argument, MPFR_RNDU);
    mpfr_rootn_ui(context->low, context->low, problem->degree, MPFR_RNDD);
    mpfr_rootn_ui(context->high, context->high, problem->degree, MPFR_RNDU);
    return ENCLOSURE_FOUND;
}

static void set_argument(NumberContext *context, Number a) {
    NumberView view;
    mpq_set(context->argument, number_view(&view, a));
}

static bool evaluate(NumberContext *context, int (*function)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t), Number a,
                     Number *result) {
    NumberProblem problem = {.enclose = enclose_function, .function = function};
    set_argument(context, a);
    return number_round_irrational(context, &problem, result);
}

bool number_root(NumberContext *context, Number a, unsigned degree, Number *result) {
    if (degree == 0 || number_sign(a) < 0) return false;
    *result = NUMBER_ZERO;
    if (number_sign(a) == 0) return true;
    Number weight = {{1}, (int64_t)degree};
    NumberProblem problem = {
        .enclose = number_enclose_root, .degree = degree, .values = &a, .weights = &weight, .count = 1};
    set_argument(context, a);
    return number_round_irrational(context, &problem, result);
}

bool number_sqrt(NumberContext *context, Number a, Number *result) {
    return number_root(context, a, 2, result);
}

bool number_ln(NumberContext *context, Number a, Number *result) {
    if (number_sign(a) <= 0) return false;
    return evaluate(context, mpfr_log, a, result);
}

bool number_log10(NumberContext *context, Number a, Number *result) {
    if (number_sign(a) <= 0) return false;
    return evaluate(context, mpfr_log10, a, result);
}

bool number_exp(NumberContext *context, Number a, Number *result) {
    Number limit = number_from_int(NUMBER_MAX_LOGARITHM);
    if (number_compare(context, number_absolute(context, a), limit) > 0) {
        number_mark_overflow(context);
        return false;
    }
    return evaluate(context, mpfr_exp, a, result);
}
