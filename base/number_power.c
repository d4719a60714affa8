#include "base/number_internal.h"

enum {
    MAX_ROOT_DEGREE = 128, /* of a weighted geometric mean taken as the root of one exact product */
    MAX_ROOT_BITS = 1 << 12,
};

/* Adds the enclosure of weight × ln value to the bounds; weight > 0, so only the sign of the logarithm
 * matters. */
static void add_logarithm(NumberContext *context, Number value, Number weight) {
    NumberView view;
    mpq_srcptr exact = number_view(&view, value);
    mpfr_set_q(context->factor_low, exact, MPFR_RNDD);
    mpfr_set_q(context->factor_high, exact, MPFR_RNDU);
    mpfr_log(context->factor_low, context->factor_low, MPFR_RNDD);
    mpfr_log(context->factor_high, context->factor_high, MPFR_RNDU);
    exact = number_view(&view, weight);
    mpfr_set_q(context->weight_low, exact, MPFR_RNDD);
    mpfr_set_q(context->weight_high, exact, MPFR_RNDU);
    bool negative = mpfr_sgn(context->factor_low) < 0;
    mpfr_mul(context->term, context->factor_low, negative ? context->weight_high : context->weight_low,
             MPFR_RNDD);
    mpfr_add(context->low, context->low, context->term, MPFR_RNDD);
    negative = mpfr_sgn(context->factor_high) < 0;
    mpfr_mul(context->term, context->factor_high, negative ? context->weight_low : context->weight_high,
             MPFR_RNDU);
    mpfr_add(context->high, context->high, context->term, MPFR_RNDU);
}

static NumberEnclosure enclose_product(NumberContext *context, const NumberProblem *problem,
                                       mpfr_prec_t precision) {
    const long limit = NUMBER_MAX_LOGARITHM;
    number_set_precision(context, precision);
    mpfr_set_zero(context->low, 1);
    mpfr_set_zero(context->high, 1);
    for (size_t i = 0; i < problem->count; i++)
        add_logarithm(context, problem->values[i], problem->weights[i]);
    if (mpfr_cmp_si(context->low, limit) > 0 || mpfr_cmp_si(context->high, -limit) < 0)
        return ENCLOSURE_OVERFLOW;
    if (mpfr_cmp_si(context->high, limit) > 0 || mpfr_cmp_si(context->low, -limit) < 0)
        return ENCLOSURE_TOO_WIDE;
    mpfr_exp(context->low, context->low, MPFR_RNDD);
    mpfr_exp(context->high, context->high, MPFR_RNDU);
    return ENCLOSURE_FOUND;
}

static bool is_even(Number whole) {
    NumberView view;
    return mpz_even_p(mpq_numref(number_view(&view, whole)));
}

/* 0, 1 and -1 have every whole power, however large the exponent. [N4.4] */
static bool power_of_unit(NumberContext *context, Number base, Number exponent, Number *result) {
    if (number_sign(exponent) == 0)
        *result = NUMBER_ONE;
    else if (number_sign(base) == 0)
        *result = NUMBER_ZERO;
    else if (number_equal(context, number_absolute(context, base), NUMBER_ONE))
        *result = is_even(exponent) ? NUMBER_ONE : number_reduce(context, base);
    else
        return false;
    return true;
}

/* numerator and denominator of `base`, each to the power `exponent`, in context->result */
static void raise(NumberContext *context, Number base, unsigned long exponent) {
    NumberView view;
    mpq_srcptr exact = number_view(&view, base);
    mpz_pow_ui(mpq_numref(context->result), mpq_numref(exact), exponent);
    mpz_pow_ui(mpq_denref(context->result), mpq_denref(exact), exponent);
}

/* [N4.4] exact; [N5.3] the size is known before anything is computed */
static bool whole_power(NumberContext *context, Number base, Number exponent, Number *result) {
    if (power_of_unit(context, base, exponent, result)) return true;
    bool inverse = number_sign(exponent) < 0;
    int64_t times;
    if (!number_to_int(context, number_absolute(context, exponent), &times) || times > NUMBER_MAX_BITS ||
        (int64_t)(number_bits(base) - 1) * times > NUMBER_MAX_BITS) {
        number_mark_overflow(context);
        return false;
    }
    raise(context, base, (unsigned long)times);
    if (inverse) mpq_inv(context->result, context->result);
    bool earlier = number_context_take_overflow(context);
    *result = number_from_mpq(context, context->result);
    bool fits = !context->overflow;
    context->overflow = earlier || !fits;
    return fits;
}

static bool broken_power(NumberContext *context, Number base, Number exponent, Number *result) {
    *result = NUMBER_ZERO;
    if (number_sign(base) == 0) return true;
    if (number_sign(exponent) < 0) {
        base = number_divide(context, NUMBER_ONE, base);
        exponent = number_negate(context, exponent);
    }
    NumberProblem problem = {.enclose = enclose_product, .values = &base, .weights = &exponent, .count = 1};
    return number_round_irrational(context, &problem, result);
}

bool number_power(NumberContext *context, Number base, Number exponent, Number *result) {
    if (number_sign(base) == 0 && number_sign(exponent) < 0) return false;
    if (number_is_integer(context, exponent)) return whole_power(context, base, exponent, result);
    if (number_sign(base) < 0) return false;
    return broken_power(context, base, exponent, result);
}

/* The factors with a weight above 0, weights divided by their sum. */
typedef struct Factors {
    Number *values, *weights;
    size_t count;
    bool has_zero;
} Factors;

static Factors take_factors(NumberContext *context, const Number *values, const Number *weights,
                            size_t count) {
    Factors factors = {.values = ARENA_ARRAY(context->results, Number, count),
                       .weights = ARENA_ARRAY(context->results, Number, count)};
    Number total = weights ? number_sum(context, weights, count) : number_from_int((int64_t)count);
    for (size_t i = 0; i < count; i++) {
        Number weight = weights ? weights[i] : NUMBER_ONE;
        if (number_sign(weight) == 0) continue;
        factors.has_zero |= number_sign(values[i]) == 0;
        factors.values[factors.count] = values[i];
        factors.weights[factors.count++] = number_reduce(context, number_divide(context, weight, total));
    }
    return factors;
}

/* The least degree for which every weight × degree is a whole number, or 0 when it is not small. */
static unsigned long common_degree(NumberContext *context, const Factors *factors) {
    Number degree = NUMBER_ONE;
    for (size_t i = 0; i < factors->count; i++) {
        Number rest = number_denominator(context, number_multiply(context, factors->weights[i], degree));
        degree = number_reduce(context, number_multiply(context, degree, rest));
        if (number_compare(context, degree, number_from_int(MAX_ROOT_DEGREE)) > 0) return 0;
    }
    return (unsigned long)degree.numerator;
}

/* context->argument = Π values[i]^(weights[i] × degree); false when that would be long. */
static bool multiply_out(NumberContext *context, const Factors *factors, unsigned long degree) {
    size_t bits = 0;
    mpq_set_ui(context->argument, 1, 1);
    for (size_t i = 0; i < factors->count; i++) {
        int64_t times = 0;
        number_to_int(
            context, number_multiply(context, factors->weights[i], number_from_int((int64_t)degree)), &times);
        bits += number_bits(factors->values[i]) * (size_t)times;
        if (bits > MAX_ROOT_BITS) return false;
        raise(context, factors->values[i], (unsigned long)times);
        mpq_mul(context->argument, context->argument, context->result);
    }
    return true;
}

bool number_geometric_mean(NumberContext *context, const Number *values, const Number *weights, size_t count,
                           Number *result) {
    Factors factors = take_factors(context, values, weights, count);
    *result = NUMBER_ZERO;
    if (factors.count == 0) return false;
    if (factors.has_zero) return true;
    NumberProblem problem = {.enclose = enclose_product,
                             .values = factors.values,
                             .weights = factors.weights,
                             .count = factors.count};
    problem.degree = common_degree(context, &factors);
    if (problem.degree != 0 && multiply_out(context, &factors, problem.degree))
        problem.enclose = number_enclose_root;
    return number_round_irrational(context, &problem, result);
}
