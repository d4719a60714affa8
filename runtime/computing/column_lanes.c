#include "runtime/computing/column_lanes.h"

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

uint64_t lanes_bound(Lanes lanes) {
    return limit_product(lanes_item_limit(lanes), limit_of_number(lanes.factor));
}

int64_t lanes_factor_product(LaneContext *context, int64_t a, int64_t b) {
    int64_t product;
    if (!__builtin_mul_overflow(a, b, &product) && product != INT64_MIN) return product;
    lanes_leave_all(context);
    return 1;
}

Lanes lanes_scaled(LaneContext *context, Lanes lanes, int64_t factor) {
    lanes.factor = lanes_factor_product(context, lanes.factor, factor);
    return lanes_share(lanes);
}

/* ---- forms */

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

/* ---- one operand */

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
    LaneForm form = lane_form_wider(lane_form_for(limit), a.form);
    const LaneBuffer *items = lanes_items(context, a, form);
    LaneBuffer *out = column_pool_lanes(context->pool);
    if (form == LANES_NARROW)
        context->kernels->narrow.scale(out->narrow, items->narrow, (int32_t)a.factor);
    else if (limit_fits(limit))
        context->kernels->wide.scale(out->wide, items->wide, a.factor);
    else
        scale_checked(out->wide, items->wide, a.factor, lanes_left(context));
    lane_items_release(context, items);
    return (Lanes){out, 1, limit_capped(limit), form};
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

RowBits lanes_not_zero(const LaneContext *context, Lanes a) {
    RowBits found;
    if (lanes_are_zero(a) || lanes_are_same(a)) return row_bits_all(!lanes_are_zero(a));
    if (a.form == LANES_BITS) return a.items->bits;
    if (a.form == LANES_WIDE)
        context->kernels->wide.not_zero(&found, a.items->wide);
    else
        context->kernels->narrow.not_zero(&found, a.items->narrow);
    return found;
}
