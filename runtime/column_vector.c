#include "runtime/column_vector.h"

#include <string.h>

ColumnVector vector_all(Number number, ValueState state) {
    if (state == STATE_VALUE && number.denominator == 0)
        return (ColumnVector){lanes_all(0), lanes_all(1), states_all(STATE_LEFT)};
    return (ColumnVector){lanes_all(number.numerator), lanes_all(number.denominator),
                          states_all((uint8_t)state)};
}

ColumnVector vector_share(ColumnVector vector) {
    lanes_share(vector.over);
    lanes_share(vector.under);
    states_share(vector.states);
    return vector;
}

void vector_release(LaneContext *context, ColumnVector vector) {
    lanes_release(context, vector.over);
    lanes_release(context, vector.under);
    states_release(context->pool, vector.states);
}

/* The factors in lowest terms, as far as they go. */
static ColumnVector simple(Lanes over, Lanes under) {
    int64_t common = lanes_gcd(over.factor, under.factor);
    over.factor /= common;
    under.factor /= common;
    return (ColumnVector){over, under, states_all(STATE_VALUE)};
}

/* Two numerators over one denominator. */
typedef struct Common {
    Lanes a, b, under;
} Common;

static Common common(LaneContext *context, ColumnVector a, ColumnVector b) {
    int64_t shared = lanes_gcd(a.under.factor, b.under.factor);
    int64_t more_a = b.under.factor / shared, more_b = a.under.factor / shared;
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
static void cancel(Lanes *over, Lanes *under) {
    int64_t common = lanes_gcd(over->factor, under->factor);
    over->factor /= common;
    under->factor /= common;
}

ColumnVector vector_product(LaneContext *context, ColumnVector a, ColumnVector b) {
    cancel(&a.over, &b.under);
    cancel(&b.over, &a.under);
    return simple(lanes_product(context, a.over, b.over), lanes_product(context, a.under, b.under));
}

static void find_zeros(uint8_t *restrict zeros, const int64_t *restrict items) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        zeros[i] = items[i] == 0;
}

/* What a divisor is made of: its size, at least 1, and where it is negative. */
static Lanes divisor(LaneContext *context, Lanes b, uint8_t *zeros, bool *has_zero, bool *has_negative) {
    int64_t *restrict out = column_pool_numbers(context->pool);
    const int64_t *restrict items = b.items;
    int64_t zero = 0, negative = 0;
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        int64_t item = items[i], size = item < 0 ? -item : item;
        zero |= item == 0;
        negative |= item;
        out[i] = size + (item == 0);
    }
    *has_negative = negative < 0;
    *has_zero = zero != 0;
    if (zero) find_zeros(zeros, items);
    return (Lanes){out, b.factor, b.limit > 0 ? b.limit : 1};
}

/* The numerator takes the sign of each divisor. */
static Lanes with_signs(LaneContext *context, Lanes over, const int64_t *divisors) {
    int64_t *restrict signs = column_pool_numbers(context->pool);
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        signs[i] = divisors[i] < 0 ? -1 : 1;
    Lanes product = lanes_product(context, over, (Lanes){signs, 1, 1});
    column_pool_release_numbers(context->pool, signs);
    lanes_release(context, over);
    return product;
}

static void divide(LaneContext *context, ColumnVector a, ColumnVector b, ColumnVector *result) {
    if (b.over.factor < 0) {
        b.over.factor = -b.over.factor;
        a.over.factor = -a.over.factor;
    }
    cancel(&a.over, &b.over);
    cancel(&b.under, &a.under);
    if (a.under.items == b.under.items) a.under.items = b.under.items = NULL;
    *result = simple(lanes_product(context, a.over, b.under), lanes_product(context, a.under, b.over));
}

bool vector_quotient(LaneContext *context, ColumnVector a, ColumnVector b, uint8_t zeros[COLUMN_BLOCK],
                     ColumnVector *result) {
    bool has_zero = b.over.factor == 0, has_negative = false;
    memset(zeros, has_zero, COLUMN_BLOCK);
    if (has_zero) {
        *result = vector_whole(lanes_all(0));
        return true;
    }
    const int64_t *divisors = b.over.items;
    if (divisors) b.over = divisor(context, b.over, zeros, &has_zero, &has_negative);
    divide(context, a, b, result);
    if (has_negative) result->over = with_signs(context, result->over, divisors);
    if (divisors) lanes_release(context, b.over);
    return has_zero;
}

/* The parts of fractions whose denominators differ from row to row are chosen one by one. */
static ColumnVector pick_fraction(LaneContext *context, const uint8_t *mask, ColumnVector a, ColumnVector b) {
    int64_t shared = lanes_gcd(a.under.factor, b.under.factor);
    int64_t more_a = b.under.factor / shared, more_b = a.under.factor / shared;
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
    return !vector.states.items && vector.states.same != STATE_VALUE;
}

ColumnVector vector_pick(LaneContext *context, const uint8_t *mask, ColumnVector a, ColumnVector b) {
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

void vector_yes(const ColumnVector *vector, uint8_t mask[COLUMN_BLOCK]) {
    states_find(vector->states, STATE_VALUE, mask);
    if (vector->over.factor == 0) memset(mask, 0, COLUMN_BLOCK);
    if (!vector->over.items) return;
    const int64_t *restrict items = vector->over.items;
    uint8_t *restrict out = mask;
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] &= items[i] != 0;
}
