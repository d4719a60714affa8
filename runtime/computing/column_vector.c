#include "runtime/computing/column_vector.h"

ColumnVector vector_all(Number number, ValueState state) {
    if (state == STATE_VALUE && number.denominator == 0)
        return (ColumnVector){lanes_all(0), lanes_all(1), states_all(STATE_LEFT)};
    return (ColumnVector){lanes_all(number.numerator), lanes_all(number.denominator),
                          states_all((uint8_t)state)};
}

static void cancel(Lanes *over, Lanes *under) {
    lanes_reduce(&over->factor, &under->factor);
}

/* The factors in lowest terms, as far as they go. */
static ColumnVector simple(Lanes over, Lanes under) {
    cancel(&over, &under);
    return (ColumnVector){over, under, states_all(STATE_VALUE)};
}

/* Two numerators over one denominator. */
typedef struct Common {
    Lanes a, b, under;
} Common;

static Common common(LaneContext *context, ColumnVector a, ColumnVector b) {
    int64_t more_a = b.under.factor, more_b = a.under.factor;
    lanes_reduce(&more_a, &more_b);
    if (a.under.items == b.under.items)
        return (Common){lanes_scaled(context, a.over, more_a), lanes_scaled(context, b.over, more_b),
                        lanes_scaled(context, a.under, more_a)};
    Lanes under_a = a.under, under_b = b.under;
    under_a.factor = more_b;
    under_b.factor = more_a;
    return (Common){lanes_product(context, a.over, under_b), lanes_product(context, b.over, under_a),
                    lanes_product(context, a.under, under_b)};
}

typedef Lanes (*LanesOfTwo)(LaneContext *context, Lanes a, Lanes b);

static ColumnVector over_common(LaneContext *context, ColumnVector a, ColumnVector b, LanesOfTwo function) {
    Common both = common(context, a, b);
    Lanes over = function(context, both.a, both.b);
    lanes_release(context, both.a);
    lanes_release(context, both.b);
    return simple(over, both.under);
}

ColumnVector vector_sum(LaneContext *context, ColumnVector a, ColumnVector b) {
    return over_common(context, a, b, lanes_sum);
}

ColumnVector vector_least(LaneContext *context, ColumnVector a, ColumnVector b) {
    return over_common(context, a, b, lanes_least);
}

ColumnVector vector_greatest(LaneContext *context, ColumnVector a, ColumnVector b) {
    return over_common(context, a, b, lanes_greatest);
}

static Lanes compared(LaneContext *context, ColumnVector a, ColumnVector b, LanesOfTwo function) {
    Common both = common(context, a, b);
    Lanes answer = function(context, both.a, both.b);
    lanes_release(context, both.a);
    lanes_release(context, both.b);
    lanes_release(context, both.under);
    return answer;
}

Lanes vector_less(LaneContext *context, ColumnVector a, ColumnVector b) {
    return compared(context, a, b, lanes_less);
}

Lanes vector_equal(LaneContext *context, ColumnVector a, ColumnVector b) {
    return compared(context, a, b, lanes_equal);
}

/* Factors across the fraction bar are cancelled first, so that they stay small. */
ColumnVector vector_product(LaneContext *context, ColumnVector a, ColumnVector b) {
    cancel(&a.over, &b.under);
    cancel(&b.over, &a.under);
    return simple(lanes_product(context, a.over, b.over), lanes_product(context, a.under, b.under));
}

/* Which rows of b hold a value that is 0. */
static RowBits zeros_of(const LaneContext *context, ColumnVector b) {
    if (lanes_are_same(b.over) && b.over.factor != 0) return row_bits_all(false);
    RowBits found = lanes_not_zero(context, b.over);
    const RowBits *values = states_values(context->pool, b.states);
    for (size_t i = 0; i < COLUMN_WORDS; i++)
        found.words[i] = values->words[i] & ~found.words[i];
    return found;
}

/* What a divisor is made of: its size, at least 1, and whether some are negative. */
static Lanes divisor(LaneContext *context, Lanes b, bool *some_negative) {
    *some_negative = false;
    if (b.form <= LANES_BITS) return lanes_all(b.factor);
    LaneBuffer *out = column_pool_lanes(context->pool);
    *some_negative = b.form == LANES_WIDE ? context->kernels->wide.divisor(out->wide, b.items->wide)
                                          : context->kernels->narrow.divisor(out->narrow, b.items->narrow);
    return (Lanes){out, b.factor, b.limit > 0 ? b.limit : 1, b.form};
}

/* The numerator takes the sign of each divisor. */
static Lanes with_signs(LaneContext *context, Lanes over, Lanes divisors) {
    divisors.factor = 1;
    Lanes negative = lanes_less(context, divisors, lanes_all(0));
    Lanes signs = lanes_pick(context, &negative.items->bits, lanes_all(-1), lanes_all(1));
    Lanes product = lanes_product(context, over, signs);
    lanes_release(context, negative);
    lanes_release(context, signs);
    lanes_release(context, over);
    return product;
}

static ColumnVector divide(LaneContext *context, ColumnVector a, ColumnVector b) {
    if (b.over.factor < 0) {
        b.over.factor = -b.over.factor;
        a.over.factor = -a.over.factor;
    }
    cancel(&a.over, &b.over);
    cancel(&b.under, &a.under);
    if (a.under.items && a.under.items == b.under.items) {
        a.under = lanes_all(a.under.factor);
        b.under = lanes_all(b.under.factor);
    }
    return simple(lanes_product(context, a.over, b.under), lanes_product(context, a.under, b.over));
}

static bool has_bits(const RowBits *bits) {
    uint64_t any = 0;
    for (size_t i = 0; i < COLUMN_WORDS; i++)
        any |= bits->words[i];
    return any != 0;
}

bool vector_quotient(LaneContext *context, ColumnVector a, ColumnVector b, RowBits *zeros,
                     ColumnVector *result) {
    Lanes given = b.over;
    bool some_negative = false;
    *zeros = zeros_of(context, b);
    b.over = given.factor == 0 ? lanes_all(1) : divisor(context, given, &some_negative);
    *result = divide(context, a, b);
    if (given.factor != 0 && some_negative) result->over = with_signs(context, result->over, given);
    lanes_release(context, b.over);
    return has_bits(zeros);
}

/* The parts of fractions whose denominators differ from row to row are chosen one by one. */
static ColumnVector pick_fraction(LaneContext *context, const RowBits *mask, ColumnVector a, ColumnVector b) {
    int64_t more_a = b.under.factor, more_b = a.under.factor;
    lanes_reduce(&more_a, &more_b);
    Lanes over_a = lanes_scaled(context, a.over, more_a), over_b = lanes_scaled(context, b.over, more_b);
    Lanes under = lanes_scaled(context, a.under, more_a), under_a = a.under, under_b = b.under;
    under_a.factor = under_b.factor = 1;
    Lanes over = lanes_pick(context, mask, over_a, over_b);
    Lanes picked = lanes_pick(context, mask, under_a, under_b);
    picked.factor = under.factor;
    lanes_release(context, over_a);
    lanes_release(context, over_b);
    lanes_release(context, under);
    return simple(over, picked);
}

static bool has_no_value(ColumnVector vector) {
    return !vector.states.planes && vector.states.same != STATE_VALUE;
}

ColumnVector vector_pick(LaneContext *context, const RowBits *mask, ColumnVector a, ColumnVector b) {
    States states = states_pick(context->pool, mask, a.states, b.states);
    ColumnVector result;
    if (has_no_value(a) || has_no_value(b)) {
        ColumnVector other = has_no_value(a) ? b : a;
        result = simple(lanes_share(other.over), lanes_share(other.under));
    } else {
        result = pick_fraction(context, mask, a, b);
    }
    result.states = states;
    return result;
}

RowBits vector_yes(const LaneContext *context, const ColumnVector *vector) {
    RowBits found = lanes_not_zero(context, vector->over);
    const RowBits *values = states_values(context->pool, vector->states);
    for (size_t i = 0; i < COLUMN_WORDS; i++)
        found.words[i] &= values->words[i];
    return found;
}
