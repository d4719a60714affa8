#include "base/number_internal.h"

/* Decides candidate == Π values[i]^weights[i] without computing the powers: all numerators and denominators
 * are split into factors that have no divisor in common; the two sides are equal when each factor's exponents
 * total 0. [N4.3] */

enum { MAX_SPLITS = 4096 }; /* no half way case comes near; fails closed: more precision, then an overflow */

typedef struct Power {
    Number base; /* whole, above 1 */
    Number exponent;
} Power;

typedef struct Powers {
    Arena *arena;
    Power *items;
    size_t count, capacity;
} Powers;

static void add_power(NumberContext *context, Powers *powers, Number base, Number exponent) {
    if (number_equal(context, base, NUMBER_ONE) || number_sign(exponent) == 0) return;
    ARENA_PUSH(powers->arena, powers->items, powers->count, powers->capacity, ((Power){base, exponent}));
}

static void add_fraction(NumberContext *context, Powers *powers, Number value, Number exponent) {
    add_power(context, powers, number_numerator(context, value), exponent);
    add_power(context, powers, number_denominator(context, value), number_negate(context, exponent));
}

static Power take_power(Powers *powers, size_t index) {
    Power power = powers->items[index];
    powers->items[index] = powers->items[--powers->count];
    return power;
}

/* Whether the power at `index` shares no divisor with those before it; otherwise with which, and the largest.
 */
static bool is_apart(NumberContext *context, const Powers *powers, size_t index, size_t *other,
                     Number *common) {
    for (*other = 0; *other < index; ++*other) {
        *common = number_gcd(context, powers->items[*other].base, powers->items[index].base);
        if (!number_equal(context, *common, NUMBER_ONE)) return false;
    }
    return true;
}

/* a^i × b^j = (a/g)^i × (b/g)^j × g^(i+j) */
static void split(NumberContext *context, Powers *powers, size_t earlier, size_t later, Number common) {
    Power right = take_power(powers, later), left = take_power(powers, earlier);
    add_power(context, powers, number_divide(context, left.base, common), left.exponent);
    add_power(context, powers, number_divide(context, right.base, common), right.exponent);
    add_power(context, powers, common, number_add(context, left.exponent, right.exponent));
}

/* Each split makes the product of all bases smaller, so it ends; powers of exponent 0 vanish on the way. */
static bool vanish(NumberContext *context, Powers *powers) {
    size_t splits = 0, index = 1, other;
    Number common;
    while (index < powers->count && !context->overflow) {
        if (is_apart(context, powers, index, &other, &common)) {
            index++;
            continue;
        }
        split(context, powers, other, index, common);
        index = 1;
        if (++splits > MAX_SPLITS) return false;
    }
    return powers->count == 0;
}

bool number_is_product(NumberContext *context, Number candidate, const NumberProblem *problem) {
    Powers powers = {.arena = context->results};
    add_fraction(context, &powers, candidate, number_from_int(-1));
    for (size_t i = 0; i < problem->count; i++)
        add_fraction(context, &powers, problem->values[i], problem->weights[i]);
    return vanish(context, &powers);
}
