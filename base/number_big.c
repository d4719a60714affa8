#include "base/number_internal.h"

#include <string.h>

static size_t numerator_limbs(const NumberBig *big) {
    return (size_t)(big->numerator_size < 0 ? -big->numerator_size : big->numerator_size);
}

static size_t big_size(const NumberBig *big) {
    return sizeof *big + (numerator_limbs(big) + (size_t)big->denominator_size) * sizeof(mp_limb_t);
}

static void view_small(NumberView *view, Number a) {
    Number reduced = number_reduce_small(a);
    bool negative = reduced.numerator < 0;
    view->limbs[0] = negative ? -(uint64_t)reduced.numerator : (uint64_t)reduced.numerator;
    view->limbs[1] = (uint64_t)reduced.denominator;
    mpz_roinit_n(mpq_numref(view->value), &view->limbs[0], negative ? -1 : 1);
    mpz_roinit_n(mpq_denref(view->value), &view->limbs[1], 1);
}

mpq_srcptr number_view(NumberView *view, Number a) {
    if (a.denominator != 0) {
        view_small(view, a);
        return view->value;
    }
    mpz_roinit_n(mpq_numref(view->value), a.big->limbs, a.big->numerator_size);
    mpz_roinit_n(mpq_denref(view->value), a.big->limbs + numerator_limbs(a.big), a.big->denominator_size);
    return view->value;
}

static Number store(NumberContext *context, mpq_srcptr value) {
    mpz_srcptr numerator = mpq_numref(value), denominator = mpq_denref(value);
    size_t upper = mpz_size(numerator), lower = mpz_size(denominator);
    NumberBig *big = arena_alloc(context->results, sizeof *big + (upper + lower) * sizeof(mp_limb_t));
    big->numerator_size = mpz_sgn(numerator) < 0 ? -(int32_t)upper : (int32_t)upper;
    big->denominator_size = (int32_t)lower;
    memcpy(big->limbs, mpz_limbs_read(numerator), upper * sizeof(mp_limb_t));
    memcpy(big->limbs + upper, mpz_limbs_read(denominator), lower * sizeof(mp_limb_t));
    return (Number){{.big = big}, 0};
}

static bool fits_small(mpz_srcptr value) {
    return mpz_sizeinbase(value, 2) <= 63;
}

Number number_from_mpq(NumberContext *context, mpq_srcptr value) {
    mpz_srcptr numerator = mpq_numref(value), denominator = mpq_denref(value);
    if (fits_small(numerator) && fits_small(denominator))
        return (Number){{mpz_get_si(numerator)}, mpz_get_si(denominator)};
    if (mpz_sizeinbase(numerator, 2) > NUMBER_MAX_BITS || mpz_sizeinbase(denominator, 2) > NUMBER_MAX_BITS)
        return number_mark_overflow(context);
    return store(context, value);
}

static void set_wide(mpz_ptr target, NumberWide value) {
    __extension__ typedef unsigned __int128 UnsignedWide;
    UnsignedWide size = value < 0 ? -(UnsignedWide)value : (UnsignedWide)value;
    mp_limb_t *limbs = mpz_limbs_write(target, 2);
    limbs[0] = (mp_limb_t)size;
    limbs[1] = (mp_limb_t)(size >> 64);
    mpz_limbs_finish(target, value < 0 ? -2 : 2);
}

Number number_from_wide(NumberContext *context, NumberWide numerator, NumberWide denominator) {
    if (numerator >= -INT64_MAX && numerator <= INT64_MAX && denominator <= INT64_MAX)
        return (Number){{(int64_t)numerator}, (int64_t)denominator};
    set_wide(mpq_numref(context->result), numerator);
    set_wide(mpq_denref(context->result), denominator);
    mpq_canonicalize(context->result);
    return number_from_mpq(context, context->result);
}

Number number_copy(Arena *arena, Number a) {
    if (a.denominator != 0) return a;
    return (Number){{.big = arena_copy(arena, a.big, big_size(a.big))}, 0};
}

/* Operands have at most NUMBER_MAX_BITS bits each, so no intermediate comes near what makes GMP abort. [N5.3]
 */
static Number apply(NumberContext *context, void (*operation)(mpq_ptr, mpq_srcptr, mpq_srcptr), Number a,
                    Number b) {
    NumberView left, right;
    operation(context->result, number_view(&left, a), number_view(&right, b));
    return number_from_mpq(context, context->result);
}

Number number_add_big(NumberContext *context, Number a, Number b) {
    return apply(context, mpq_add, a, b);
}

Number number_subtract_big(NumberContext *context, Number a, Number b) {
    return apply(context, mpq_sub, a, b);
}

Number number_multiply_big(NumberContext *context, Number a, Number b) {
    return apply(context, mpq_mul, a, b);
}

Number number_divide_big(NumberContext *context, Number a, Number b) {
    return apply(context, mpq_div, a, b);
}

Number number_negate_big(NumberContext *context, Number a) {
    NumberBig *copy = arena_copy(context->results, a.big, big_size(a.big));
    copy->numerator_size = -copy->numerator_size;
    return (Number){{.big = copy}, 0};
}

int number_compare_big(Number a, Number b) {
    NumberView left, right;
    int order = mpq_cmp(number_view(&left, a), number_view(&right, b));
    return (order > 0) - (order < 0);
}

int number_sign_big(Number a) {
    return a.big->numerator_size < 0 ? -1 : 1;
}

static Number whole(NumberContext *context, mpz_srcptr value) {
    mpq_set_z(context->result, value);
    return number_from_mpq(context, context->result);
}

Number number_numerator(NumberContext *context, Number a) {
    NumberView view;
    return whole(context, mpq_numref(number_view(&view, a)));
}

Number number_denominator(NumberContext *context, Number a) {
    NumberView view;
    return whole(context, mpq_denref(number_view(&view, a)));
}

Number number_gcd(NumberContext *context, Number a, Number b) {
    NumberView left, right;
    mpz_gcd(context->quotient, mpq_numref(number_view(&left, a)), mpq_numref(number_view(&right, b)));
    return whole(context, context->quotient);
}

size_t number_bits(Number a) {
    NumberView view;
    mpq_srcptr value = number_view(&view, a);
    size_t upper = mpz_sizeinbase(mpq_numref(value), 2), lower = mpz_sizeinbase(mpq_denref(value), 2);
    return upper > lower ? upper : lower;
}

size_t number_size(Number a) {
    if (a.denominator != 0) return 0;
    int32_t numerator = a.big->numerator_size;
    return (size_t)(numerator < 0 ? -numerator : numerator) + (size_t)a.big->denominator_size;
}
