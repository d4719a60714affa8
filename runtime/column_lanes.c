#include "runtime/column_lanes.h"

__extension__ typedef __int128 Wide;

LaneContext lane_context_new(Arena *arena) {
    LaneContext context = {
        .pool = column_pool_new(arena), .arena = arena, .kernels = column_kernels(column_path_best())};
    LaneBuffer *narrow = column_pool_lanes(context.pool), *wide = column_pool_lanes(context.pool);
    context.kernels->narrow.fill(narrow->narrow, 1);
    context.kernels->wide.fill(wide->wide, 1);
    context.narrow_ones = narrow;
    context.wide_ones = wide;
    return context;
}

void lanes_leave_all(LaneContext *context) {
    context->all_left = true;
}

RowBits *lanes_left(LaneContext *context) {
    if (!context->has_left) context->left = row_bits_all(false);
    context->has_left = true;
    return &context->left;
}

Lanes lanes_of_bits(LaneContext *context, const RowBits *bits) {
    LaneBuffer *out = column_pool_lanes(context->pool);
    out->bits = *bits;
    return (Lanes){out, 1, 1, LANES_BITS};
}

/* ---- numbers that all rows share */

int64_t lanes_gcd(int64_t a, int64_t b) {
    a = a < 0 ? -a : a;
    b = b < 0 ? -b : b;
    if (a == 1 || b == 1) return 1;
    if (a == b && a != 0) return a;
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a == 0 ? 1 : a;
}

/* Divisions take long, even those by 1. */
void lanes_reduce(int64_t *a, int64_t *b) {
    int64_t common = lanes_gcd(*a, *b);
    if (common == 1) return;
    *a /= common;
    *b /= common;
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

/* ---- forms */

static LaneForm wider(LaneForm a, LaneForm b) {
    return a > b ? a : b;
}

static LaneForm form_for(uint64_t limit) {
    return limit_is_narrow(limit) ? LANES_NARROW : LANES_WIDE;
}

static const LaneBuffer *narrow_items(LaneContext *context, Lanes lanes) {
    if (lanes.form == LANES_SAME) return column_pool_share_lanes(context->narrow_ones);
    if (lanes.form == LANES_NARROW) return column_pool_share_lanes(lanes.items);
    LaneBuffer *out = column_pool_lanes(context->pool);
    context->kernels->narrow.pick_same(out->narrow, &lanes.items->bits, 1, 0);
    return out;
}

static const LaneBuffer *wide_items(LaneContext *context, Lanes lanes) {
    if (lanes.form == LANES_SAME) return column_pool_share_lanes(context->wide_ones);
    if (lanes.form == LANES_WIDE) return column_pool_share_lanes(lanes.items);
    LaneBuffer *out = column_pool_lanes(context->pool);
    if (lanes.form == LANES_BITS)
        context->kernels->wide.pick_same(out->wide, &lanes.items->bits, 1, 0);
    else
        context->kernels->widen(out->wide, lanes.items->narrow);
    return out;
}

const LaneBuffer *lanes_items(LaneContext *context, Lanes lanes, LaneForm form) {
    return form == LANES_WIDE ? wide_items(context, lanes) : narrow_items(context, lanes);
}

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
    pair.limit_a = limit_product(limit_of(a), size_of(pair.of_a));
    pair.limit_b = limit_product(limit_of(b), size_of(pair.of_b));
    return pair;
}

static void take_items(LaneContext *context, Pair *pair, Lanes a, Lanes b, LaneForm form) {
    pair->form = wider(form, wider(a.form, b.form));
    pair->a = lanes_items(context, a, pair->form);
    pair->b = lanes_items(context, b, pair->form);
}

static void release_pair(LaneContext *context, const Pair *pair) {
    lane_items_release(context, pair->a);
    lane_items_release(context, pair->b);
}

static uint64_t larger(uint64_t a, uint64_t b) {
    return a > b ? a : b;
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
    take_items(context, &pair, a, b, form_for(limit));
    LaneBuffer *out = column_pool_lanes(context->pool);
    if (limit_fits(limit))
        add(context, out, &pair);
    else
        add_checked(out->wide, &pair, lanes_left(context));
    release_pair(context, &pair);
    return (Lanes){out, pair.common, capped(limit), pair.form};
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
    take_items(context, &pair, a, b, form_for(limit));
    LaneBuffer *out = column_pool_lanes(context->pool);
    if (pair.form == LANES_NARROW)
        context->kernels->narrow.multiply(out->narrow, pair.a->narrow, pair.b->narrow);
    else if (limit_fits(limit))
        context->kernels->wide.multiply(out->wide, pair.a->wide, pair.b->wide);
    else
        multiply_checked(out->wide, pair.a->wide, pair.b->wide, lanes_left(context));
    release_pair(context, &pair);
    return (Lanes){out, 1, capped(limit), pair.form};
}

Lanes lanes_product(LaneContext *context, Lanes a, Lanes b) {
    int64_t factor = product_of_factors(context, a.factor, b.factor);
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

static void scale_checked(int64_t *out, const int64_t *a, int64_t factor, RowBits *left) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        bool fits = !__builtin_mul_overflow(a[i], factor, &out[i]) && out[i] != INT64_MIN;
        if (fits) continue;
        out[i] = 1;
        row_bits_set(left, i);
    }
}

Lanes lanes_plain(LaneContext *context, Lanes a) {
    if (lanes_are_same(a) || a.factor == 1) return lanes_share(a);
    uint64_t limit = lanes_bound(a);
    LaneForm form = wider(form_for(limit), a.form);
    const LaneBuffer *items = lanes_items(context, a, form);
    LaneBuffer *out = column_pool_lanes(context->pool);
    if (form == LANES_NARROW)
        context->kernels->narrow.scale(out->narrow, items->narrow, (int32_t)a.factor);
    else if (limit_fits(limit))
        context->kernels->wide.scale(out->wide, items->wide, a.factor);
    else
        scale_checked(out->wide, items->wide, a.factor, lanes_left(context));
    lane_items_release(context, items);
    return (Lanes){out, 1, capped(limit), form};
}

/* ---- one of two */

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

static RowBits inverted(const RowBits *bits) {
    RowBits others;
    for (size_t i = 0; i < COLUMN_WORDS; i++)
        others.words[i] = ~bits->words[i];
    return others;
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
    LaneForm form = wider(form_for(limit), wider(a.form, b.form));
    LaneBuffer *out = column_pool_lanes(context->pool);
    RowBits others = inverted(mask);
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

static bool is_zero(Lanes lanes) {
    return lanes.factor == 0;
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
    if (is_zero(b) && a.form <= LANES_BITS) return bits_or_zero(context, mask, a);
    if (is_zero(a) && b.form <= LANES_BITS) {
        RowBits others = inverted(mask);
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
    take_items(context, pair, a, b, form_for(limit));
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
    result.factor = product_of_factors(context, result.factor, aligned.common);
    return result;
}

Lanes lanes_least(LaneContext *context, Lanes a, Lanes b) {
    return extreme(context, a, b, true);
}

Lanes lanes_greatest(LaneContext *context, Lanes a, Lanes b) {
    return extreme(context, a, b, false);
}

Lanes lanes_absolute(LaneContext *context, Lanes a) {
    a.factor = a.factor < 0 ? -a.factor : a.factor;
    if (a.form <= LANES_BITS) return lanes_share(a);
    LaneBuffer *out = column_pool_lanes(context->pool);
    if (a.form == LANES_WIDE)
        context->kernels->wide.absolute(out->wide, a.items->wide);
    else
        context->kernels->narrow.absolute(out->narrow, a.items->narrow);
    return (Lanes){out, a.factor, a.limit, a.form};
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
    take_items(context, &pair, a, b, form_for(limit));
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

RowBits lanes_not_zero(const LaneContext *context, Lanes a) {
    RowBits found;
    if (is_zero(a) || lanes_are_same(a)) return row_bits_all(!is_zero(a));
    if (a.form == LANES_BITS) return a.items->bits;
    if (a.form == LANES_WIDE)
        context->kernels->wide.not_zero(&found, a.items->wide);
    else
        context->kernels->narrow.not_zero(&found, a.items->narrow);
    return found;
}

Lanes lanes_is_zero(LaneContext *context, Lanes a) {
    if (lanes_are_same(a)) return lanes_all(is_zero(a));
    RowBits found = lanes_not_zero(context, a), zero = inverted(&found);
    return lanes_of_bits(context, &zero);
}
