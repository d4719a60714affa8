#include "runtime/computing/column_pairs.h"

__extension__ typedef __int128 Wide;

/* Two operands in one form. What their factors have in common is left out of the loops. */
typedef struct Pair {
    const LaneBuffer *a, *b;
    LaneForm form;
    int64_t of_a, of_b; /* factors */
    int64_t common;     /* > 0 */
    uint64_t limit_a, limit_b;
} Pair;

static Pair factors_of(Lanes a, Lanes b) {
    int64_t common = lanes_gcd(a.factor, b.factor);
    Pair pair = {.common = common, .of_a = a.factor, .of_b = b.factor};
    if (common != 1) {
        pair.of_a /= common;
        pair.of_b /= common;
    }
    pair.limit_a = limit_product(lanes_item_limit(a), limit_of_number(pair.of_a));
    pair.limit_b = limit_product(lanes_item_limit(b), limit_of_number(pair.of_b));
    return pair;
}

static void take_items(LaneContext *context, Pair *pair, Lanes a, Lanes b, LaneForm form) {
    pair->form = lane_form_wider(form, lane_form_wider(a.form, b.form));
    pair->a = lanes_items(context, a, pair->form);
    pair->b = lanes_items(context, b, pair->form);
}

static void release_pair(LaneContext *context, const Pair *pair) {
    lane_items_release(context, pair->a);
    lane_items_release(context, pair->b);
}

/* ---- sum */

static void add_checked(int64_t *out, const Pair *pair, RowBits *left) {
    const int64_t *a = pair->a->wide, *b = pair->b->wide;
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        Wide sum = (Wide)a[i] * pair->of_a + (Wide)b[i] * pair->of_b;
        bool fits = sum <= INT64_MAX && sum >= -INT64_MAX;
        out[i] = fits ? (int64_t)sum : 1;
        if (!fits) row_bits_set(left, i);
    }
}

static void add(LaneContext *context, LaneBuffer *out, const Pair *pair) {
    const ColumnKernels *kernels = context->kernels;
    if (pair->form == LANES_WIDE)
        kernels->wide.add(out->wide, pair->a->wide, pair->of_a, pair->b->wide, pair->of_b);
    else
        kernels->narrow.add(out->narrow, pair->a->narrow, (int32_t)pair->of_a, pair->b->narrow,
                            (int32_t)pair->of_b);
}

static Lanes sum_of_same(LaneContext *context, int64_t a, int64_t b) {
    int64_t sum;
    if (!__builtin_add_overflow(a, b, &sum) && sum != INT64_MIN) return lanes_all(sum);
    lanes_leave_all(context);
    return lanes_all(1);
}

Lanes lanes_sum(LaneContext *context, Lanes a, Lanes b) {
    if (lanes_are_same(a) && lanes_are_same(b)) return sum_of_same(context, a.factor, b.factor);
    Pair pair = factors_of(a, b);
    uint64_t limit = limit_sum(pair.limit_a, pair.limit_b);
    take_items(context, &pair, a, b, lane_form_for(limit));
    LaneBuffer *out = column_pool_lanes(context->pool);
    if (limit_fits(limit))
        add(context, out, &pair);
    else
        add_checked(out->wide, &pair, lanes_left(context));
    release_pair(context, &pair);
    return (Lanes){out, pair.common, limit_capped(limit), pair.form};
}

/* ---- product */

static void multiply_checked(int64_t *out, const int64_t *a, const int64_t *b, RowBits *left) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        bool fits = !__builtin_mul_overflow(a[i], b[i], &out[i]) && out[i] != INT64_MIN;
        if (fits) continue;
        out[i] = 1;
        row_bits_set(left, i);
    }
}

static Lanes product_of_bits(LaneContext *context, Lanes a, Lanes b) {
    LaneBuffer *out = column_pool_lanes(context->pool);
    for (size_t i = 0; i < COLUMN_WORDS; i++)
        out->bits.words[i] = a.items->bits.words[i] & b.items->bits.words[i];
    return (Lanes){out, 1, 1, LANES_BITS};
}

static Lanes product_of_items(LaneContext *context, Lanes a, Lanes b) {
    uint64_t limit = limit_product(a.limit, b.limit);
    Pair pair;
    take_items(context, &pair, a, b, lane_form_for(limit));
    LaneBuffer *out = column_pool_lanes(context->pool);
    if (pair.form == LANES_NARROW)
        context->kernels->narrow.multiply(out->narrow, pair.a->narrow, pair.b->narrow);
    else if (limit_fits(limit))
        context->kernels->wide.multiply(out->wide, pair.a->wide, pair.b->wide);
    else
        multiply_checked(out->wide, pair.a->wide, pair.b->wide, lanes_left(context));
    release_pair(context, &pair);
    return (Lanes){out, 1, limit_capped(limit), pair.form};
}

Lanes lanes_product(LaneContext *context, Lanes a, Lanes b) {
    int64_t factor = lanes_factor_product(context, a.factor, b.factor);
    Lanes product;
    if (lanes_are_same(a) || lanes_are_same(b))
        product = lanes_share(lanes_are_same(a) ? b : a);
    else if (a.form == LANES_BITS && b.form == LANES_BITS)
        product = product_of_bits(context, a, b);
    else
        product = product_of_items(context, a, b);
    product.factor = factor;
    return product;
}

/* ---- one of two */

static uint64_t larger(uint64_t a, uint64_t b) {
    return a > b ? a : b;
}

/* Both with their factors; where those cannot pass 64 bits nothing is checked. */
typedef struct Aligned {
    Lanes a, b;
    int64_t common;
} Aligned;

static Aligned align(LaneContext *context, Lanes a, Lanes b) {
    Pair pair = factors_of(a, b);
    a.factor = pair.of_a;
    b.factor = pair.of_b;
    return (Aligned){lanes_plain(context, a), lanes_plain(context, b), pair.common};
}

static void release_aligned(LaneContext *context, Aligned aligned) {
    lanes_release(context, aligned.a);
    lanes_release(context, aligned.b);
}

static void pick(LaneContext *context, LaneBuffer *out, LaneForm form, const RowBits *mask, const Lanes *a,
                 const Lanes *b) {
    const LaneBuffer *x = lanes_items(context, *a, form), *y = lanes_items(context, *b, form);
    if (form == LANES_WIDE)
        context->kernels->wide.pick(out->wide, mask, x->wide, y->wide);
    else
        context->kernels->narrow.pick(out->narrow, mask, x->narrow, y->narrow);
    lane_items_release(context, x);
    lane_items_release(context, y);
}

static void pick_or_same(LaneContext *context, LaneBuffer *out, LaneForm form, const RowBits *mask,
                         const Lanes *a, int64_t b) {
    const LaneBuffer *items = lanes_items(context, *a, form);
    if (form == LANES_WIDE)
        context->kernels->wide.pick_or_same(out->wide, mask, items->wide, b);
    else
        context->kernels->narrow.pick_or_same(out->narrow, mask, items->narrow, (int32_t)b);
    lane_items_release(context, items);
}

static void pick_same(LaneContext *context, LaneBuffer *out, LaneForm form, const RowBits *mask, int64_t a,
                      int64_t b) {
    if (form == LANES_WIDE)
        context->kernels->wide.pick_same(out->wide, mask, a, b);
    else
        context->kernels->narrow.pick_same(out->narrow, mask, (int32_t)a, (int32_t)b);
}

/* Both are plain. */
static Lanes picked(LaneContext *context, const RowBits *mask, Lanes a, Lanes b) {
    uint64_t limit = larger(lanes_bound(a), lanes_bound(b));
    LaneForm form = lane_form_wider(lane_form_for(limit), lane_form_wider(a.form, b.form));
    LaneBuffer *out = column_pool_lanes(context->pool);
    RowBits others = row_bits_inverted(mask);
    if (lanes_are_same(a) && lanes_are_same(b))
        pick_same(context, out, form, mask, a.factor, b.factor);
    else if (lanes_are_same(b))
        pick_or_same(context, out, form, mask, &a, b.factor);
    else if (lanes_are_same(a))
        pick_or_same(context, out, form, &others, &b, a.factor);
    else
        pick(context, out, form, mask, &a, &b);
    return (Lanes){out, 1, limit, form};
}

/* The same number or none: the mask itself, or its part. */
static Lanes bits_or_zero(LaneContext *context, const RowBits *mask, Lanes lanes) {
    Lanes result = lanes_of_bits(context, mask);
    result.factor = lanes.factor;
    if (lanes_are_same(lanes)) return result;
    Lanes both = product_of_bits(context, result, lanes);
    lanes_release(context, result);
    both.factor = lanes.factor;
    return both;
}

Lanes lanes_pick(LaneContext *context, const RowBits *mask, Lanes a, Lanes b) {
    if (a.items == b.items && a.factor == b.factor) return lanes_share(a);
    if (lanes_are_zero(b) && a.form <= LANES_BITS) return bits_or_zero(context, mask, a);
    if (lanes_are_zero(a) && b.form <= LANES_BITS) {
        RowBits others = row_bits_inverted(mask);
        return bits_or_zero(context, &others, b);
    }
    Aligned aligned = align(context, a, b);
    Lanes result = picked(context, mask, aligned.a, aligned.b);
    release_aligned(context, aligned);
    result.factor = aligned.common;
    return result;
}

static void take_extreme(LaneContext *context, LaneBuffer *out, const Pair *pair, bool least) {
    const NarrowKernels *narrow = &context->kernels->narrow;
    const WideKernels *wide = &context->kernels->wide;
    if (pair->form == LANES_WIDE)
        (least ? wide->least : wide->greatest)(out->wide, pair->a->wide, pair->of_a, pair->b->wide,
                                               pair->of_b);
    else
        (least ? narrow->least : narrow->greatest)(out->narrow, pair->a->narrow, (int32_t)pair->of_a,
                                                   pair->b->narrow, (int32_t)pair->of_b);
}

static Lanes extreme_of_pair(LaneContext *context, Pair *pair, Lanes a, Lanes b, bool least) {
    uint64_t limit = larger(pair->limit_a, pair->limit_b);
    take_items(context, pair, a, b, lane_form_for(limit));
    LaneBuffer *out = column_pool_lanes(context->pool);
    take_extreme(context, out, pair, least);
    release_pair(context, pair);
    return (Lanes){out, pair->common, limit, pair->form};
}

static Lanes extreme(LaneContext *context, Lanes a, Lanes b, bool least) {
    if (lanes_are_same(a) && lanes_are_same(b))
        return lanes_all((a.factor < b.factor) == least ? a.factor : b.factor);
    Pair pair = factors_of(a, b);
    if (limit_fits(pair.limit_a) && limit_fits(pair.limit_b))
        return extreme_of_pair(context, &pair, a, b, least);
    Aligned aligned = align(context, a, b);
    Pair plain = factors_of(aligned.a, aligned.b);
    Lanes result = extreme_of_pair(context, &plain, aligned.a, aligned.b, least);
    release_aligned(context, aligned);
    result.factor = lanes_factor_product(context, result.factor, aligned.common);
    return result;
}

Lanes lanes_least(LaneContext *context, Lanes a, Lanes b) {
    return extreme(context, a, b, true);
}

Lanes lanes_greatest(LaneContext *context, Lanes a, Lanes b) {
    return extreme(context, a, b, false);
}

/* ---- comparisons */

static void compare(LaneContext *context, RowBits *out, const Pair *pair, bool equal) {
    const NarrowKernels *narrow = &context->kernels->narrow;
    const WideKernels *wide = &context->kernels->wide;
    if (pair->form == LANES_WIDE)
        (equal ? wide->equal : wide->less)(out, pair->a->wide, pair->of_a, pair->b->wide, pair->of_b);
    else
        (equal ? narrow->equal : narrow->less)(out, pair->a->narrow, (int32_t)pair->of_a, pair->b->narrow,
                                               (int32_t)pair->of_b);
}

static void compare_checked(RowBits *out, const Pair *pair, bool equal) {
    *out = row_bits_all(false);
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        Wide a = (Wide)pair->a->wide[i] * pair->of_a, b = (Wide)pair->b->wide[i] * pair->of_b;
        if (equal ? a == b : a < b) row_bits_set(out, i);
    }
}

static Lanes compared(LaneContext *context, Lanes a, Lanes b, bool equal) {
    Pair pair = factors_of(a, b);
    uint64_t limit = larger(pair.limit_a, pair.limit_b);
    take_items(context, &pair, a, b, lane_form_for(limit));
    LaneBuffer *out = column_pool_lanes(context->pool);
    if (limit_fits(limit))
        compare(context, &out->bits, &pair, equal);
    else
        compare_checked(&out->bits, &pair, equal);
    release_pair(context, &pair);
    return (Lanes){out, 1, 1, LANES_BITS};
}

Lanes lanes_less(LaneContext *context, Lanes a, Lanes b) {
    if (lanes_are_same(a) && lanes_are_same(b)) return lanes_all(a.factor < b.factor);
    return compared(context, a, b, false);
}

Lanes lanes_equal(LaneContext *context, Lanes a, Lanes b) {
    if (lanes_are_same(a) && lanes_are_same(b)) return lanes_all(a.factor == b.factor);
    return compared(context, a, b, true);
}

Lanes lanes_is_zero(LaneContext *context, Lanes a) {
    if (lanes_are_same(a)) return lanes_all(lanes_are_zero(a));
    RowBits found = lanes_not_zero(context, a), zero = row_bits_inverted(&found);
    return lanes_of_bits(context, &zero);
}
