#include "runtime/column_lanes.h"

#include <string.h>

__extension__ typedef __int128 Wide;

LaneContext lane_context_new(Arena *arena) {
    LaneContext context = {.pool = column_pool_new(arena)};
    int64_t *ones = column_pool_numbers(context.pool);
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        ones[i] = 1;
    context.ones = ones;
    context.left = column_pool_states(context.pool);
    return context;
}

void lanes_leave_all(LaneContext *context) {
    context->all_left = true;
}

uint8_t *lanes_left(LaneContext *context) {
    if (!context->has_left) memset(context->left, 0, COLUMN_BLOCK);
    context->has_left = true;
    return context->left;
}

Lanes lanes_share(Lanes lanes) {
    column_pool_share_numbers(lanes.items);
    return lanes;
}

void lanes_release(LaneContext *context, Lanes lanes) {
    column_pool_release_numbers(context->pool, lanes.items);
}

int64_t lanes_gcd(int64_t a, int64_t b) {
    a = a < 0 ? -a : a;
    b = b < 0 ? -b : b;
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a == 0 ? 1 : a;
}

uint64_t limit_sum(uint64_t a, uint64_t b) {
    uint64_t sum;
    return __builtin_add_overflow(a, b, &sum) ? UINT64_MAX : sum;
}

uint64_t limit_product(uint64_t a, uint64_t b) {
    uint64_t product;
    return __builtin_mul_overflow(a, b, &product) ? UINT64_MAX : product;
}

static uint64_t size_of(int64_t value) {
    return value < 0 ? (uint64_t)-value : (uint64_t)value;
}

static uint64_t limit_of(Lanes lanes) {
    return lanes.items && lanes.limit > 0 ? lanes.limit : 1;
}

uint64_t lanes_bound(Lanes lanes) {
    return limit_product(limit_of(lanes), size_of(lanes.factor));
}

static const int64_t *items_of(const LaneContext *context, Lanes lanes) {
    return lanes.items ? lanes.items : context->ones;
}

static uint64_t capped(uint64_t limit) {
    return limit_fits(limit) ? limit : INT64_MAX;
}

static int64_t product_of_factors(LaneContext *context, int64_t a, int64_t b) {
    int64_t product;
    if (!__builtin_mul_overflow(a, b, &product) && product != INT64_MIN) return product;
    lanes_leave_all(context);
    return 1;
}

Lanes lanes_scaled(LaneContext *context, Lanes lanes, int64_t factor) {
    lanes.factor = product_of_factors(context, lanes.factor, factor);
    return lanes_share(lanes);
}

/* What two operands have in common is left out of the loops. */
typedef struct Pair {
    const int64_t *a, *b;
    int64_t of_a, of_b; /* factors */
    int64_t common;     /* > 0 */
    uint64_t limit_a, limit_b;
} Pair;

static Pair pair_of(const LaneContext *context, Lanes a, Lanes b) {
    int64_t common = lanes_gcd(a.factor, b.factor);
    int64_t of_a = a.factor / common, of_b = b.factor / common;
    return (Pair){items_of(context, a),
                  items_of(context, b),
                  of_a,
                  of_b,
                  common,
                  limit_product(limit_of(a), size_of(of_a)),
                  limit_product(limit_of(b), size_of(of_b))};
}

static bool pair_fits(const Pair *pair) {
    return limit_fits(pair->limit_a) && limit_fits(pair->limit_b);
}

/* ---- sum */

static void add(int64_t *restrict out, const Pair *pair) {
    const int64_t *restrict a = pair->a, *restrict b = pair->b, of_a = pair->of_a, of_b = pair->of_b;
    if (of_a == 1 && of_b == 1)
        for (size_t i = 0; i < COLUMN_BLOCK; i++)
            out[i] = a[i] + b[i];
    else
        for (size_t i = 0; i < COLUMN_BLOCK; i++)
            out[i] = a[i] * of_a + b[i] * of_b;
}

static void add_checked(int64_t *out, const Pair *pair, uint8_t *left) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        Wide sum = (Wide)pair->a[i] * pair->of_a + (Wide)pair->b[i] * pair->of_b;
        bool fits = sum <= INT64_MAX && sum >= -INT64_MAX;
        out[i] = fits ? (int64_t)sum : 1;
        if (!fits) left[i] = 1;
    }
}

Lanes lanes_sum(LaneContext *context, Lanes a, Lanes b) {
    if (!a.items && !b.items) {
        int64_t sum;
        if (__builtin_add_overflow(a.factor, b.factor, &sum) || sum == INT64_MIN)
            return lanes_leave_all(context), lanes_all(1);
        return lanes_all(sum);
    }
    Pair pair = pair_of(context, a, b);
    uint64_t limit = limit_sum(pair.limit_a, pair.limit_b);
    int64_t *out = column_pool_numbers(context->pool);
    if (pair_fits(&pair) && limit_fits(limit))
        add(out, &pair);
    else
        add_checked(out, &pair, lanes_left(context));
    return (Lanes){out, pair.common, capped(limit)};
}

/* ---- product */

static void multiply(int64_t *restrict out, const int64_t *restrict a, const int64_t *restrict b) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] = a[i] * b[i];
}

static void multiply_checked(int64_t *out, const int64_t *a, const int64_t *b, uint8_t *left) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        bool fits = !__builtin_mul_overflow(a[i], b[i], &out[i]) && out[i] != INT64_MIN;
        if (fits) continue;
        out[i] = 1;
        left[i] = 1;
    }
}

Lanes lanes_product(LaneContext *context, Lanes a, Lanes b) {
    int64_t factor = product_of_factors(context, a.factor, b.factor);
    if (!a.items || !b.items) {
        Lanes lanes = lanes_share(a.items ? a : b);
        lanes.factor = factor;
        return lanes;
    }
    uint64_t limit = limit_product(a.limit, b.limit);
    int64_t *out = column_pool_numbers(context->pool);
    if (limit_fits(limit))
        multiply(out, a.items, b.items);
    else
        multiply_checked(out, a.items, b.items, lanes_left(context));
    return (Lanes){out, factor, capped(limit)};
}

static void scale(int64_t *restrict out, const int64_t *restrict a, int64_t factor) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] = a[i] * factor;
}

static void scale_checked(int64_t *out, const int64_t *a, int64_t factor, uint8_t *left) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        bool fits = !__builtin_mul_overflow(a[i], factor, &out[i]) && out[i] != INT64_MIN;
        if (fits) continue;
        out[i] = 1;
        left[i] = 1;
    }
}

Lanes lanes_plain(LaneContext *context, Lanes a) {
    if (!a.items || a.factor == 1) return lanes_share(a);
    uint64_t limit = lanes_bound(a);
    int64_t *out = column_pool_numbers(context->pool);
    if (limit_fits(limit))
        scale(out, a.items, a.factor);
    else
        scale_checked(out, a.items, a.factor, lanes_left(context));
    return (Lanes){out, 1, capped(limit)};
}

/* ---- one of two */

/* Both with their factors; where those cannot pass 64 bits nothing is checked. */
typedef struct Aligned {
    Lanes a, b;
    int64_t common;
} Aligned;

static Aligned align(LaneContext *context, Lanes a, Lanes b) {
    Pair pair = pair_of(context, a, b);
    a.factor = pair.of_a;
    b.factor = pair.of_b;
    Aligned aligned = {lanes_plain(context, a), lanes_plain(context, b), pair.common};
    return aligned;
}

static void release_aligned(LaneContext *context, Aligned aligned) {
    lanes_release(context, aligned.a);
    lanes_release(context, aligned.b);
}

static uint64_t larger(uint64_t a, uint64_t b) {
    return a > b ? a : b;
}

static void pick_same(int64_t *restrict out, const uint8_t *restrict mask, int64_t a, int64_t b) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] = mask[i] ? a : b;
}

static void pick_or_same(int64_t *restrict out, const uint8_t *restrict mask, const int64_t *restrict a,
                         int64_t b) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] = mask[i] ? a[i] : b;
}

static void same_or_pick(int64_t *restrict out, const uint8_t *restrict mask, int64_t a,
                         const int64_t *restrict b) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] = mask[i] ? a : b[i];
}

static void pick(int64_t *restrict out, const uint8_t *restrict mask, const int64_t *restrict a,
                 const int64_t *restrict b) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] = mask[i] ? a[i] : b[i];
}

Lanes lanes_pick(LaneContext *context, const uint8_t *mask, Lanes a, Lanes b) {
    if (a.items == b.items && a.factor == b.factor) return lanes_share(a);
    Aligned aligned = align(context, a, b);
    Lanes first = aligned.a, second = aligned.b;
    int64_t *out = column_pool_numbers(context->pool);
    if (!first.items && !second.items)
        pick_same(out, mask, first.factor, second.factor);
    else if (!second.items)
        pick_or_same(out, mask, first.items, second.factor);
    else if (!first.items)
        same_or_pick(out, mask, first.factor, second.items);
    else
        pick(out, mask, first.items, second.items);
    uint64_t limit = larger(lanes_bound(first), lanes_bound(second));
    release_aligned(context, aligned);
    return (Lanes){out, aligned.common, limit};
}

static Lanes extreme(LaneContext *context, Lanes a, Lanes b, bool least) {
    if (!a.items && !b.items) return lanes_all((a.factor < b.factor) == least ? a.factor : b.factor);
    Aligned aligned = align(context, a, b);
    Lanes first = lanes_share(aligned.a), second = lanes_share(aligned.b);
    int64_t *restrict out = column_pool_numbers(context->pool), sign = least ? 1 : -1;
    const int64_t *restrict x = items_of(context, first), *restrict y = items_of(context, second);
    int64_t of_x = first.factor, of_y = second.factor;
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        int64_t p = x[i] * of_x * sign, q = y[i] * of_y * sign;
        out[i] = (p < q ? p : q) * sign;
    }
    uint64_t limit = larger(lanes_bound(first), lanes_bound(second));
    lanes_release(context, first);
    lanes_release(context, second);
    release_aligned(context, aligned);
    return (Lanes){out, aligned.common, limit};
}

Lanes lanes_least(LaneContext *context, Lanes a, Lanes b) {
    return extreme(context, a, b, true);
}

Lanes lanes_greatest(LaneContext *context, Lanes a, Lanes b) {
    return extreme(context, a, b, false);
}

Lanes lanes_absolute(LaneContext *context, Lanes a) {
    a.factor = a.factor < 0 ? -a.factor : a.factor;
    if (!a.items) return a;
    int64_t *restrict out = column_pool_numbers(context->pool);
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] = a.items[i] < 0 ? -a.items[i] : a.items[i];
    return (Lanes){out, a.factor, a.limit};
}

/* ---- comparisons */

static void compare(int64_t *restrict out, const Pair *pair, bool equal) {
    const int64_t *restrict a = pair->a, *restrict b = pair->b, of_a = pair->of_a, of_b = pair->of_b;
    if (equal)
        for (size_t i = 0; i < COLUMN_BLOCK; i++)
            out[i] = a[i] * of_a == b[i] * of_b;
    else
        for (size_t i = 0; i < COLUMN_BLOCK; i++)
            out[i] = a[i] * of_a < b[i] * of_b;
}

static void compare_wide(int64_t *restrict out, const Pair *pair, bool equal) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        Wide a = (Wide)pair->a[i] * pair->of_a, b = (Wide)pair->b[i] * pair->of_b;
        out[i] = equal ? a == b : a < b;
    }
}

static Lanes compared(LaneContext *context, Lanes a, Lanes b, bool equal) {
    Pair pair = pair_of(context, a, b);
    int64_t *out = column_pool_numbers(context->pool);
    if (pair_fits(&pair))
        compare(out, &pair, equal);
    else
        compare_wide(out, &pair, equal);
    return (Lanes){out, 1, 1};
}

Lanes lanes_less(LaneContext *context, Lanes a, Lanes b) {
    return compared(context, a, b, false);
}

Lanes lanes_equal(LaneContext *context, Lanes a, Lanes b) {
    return compared(context, a, b, true);
}

Lanes lanes_is_zero(LaneContext *context, Lanes a) {
    return compared(context, a, lanes_all(0), true);
}
