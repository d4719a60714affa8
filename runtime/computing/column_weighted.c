#include "runtime/computing/column_weighted.h"

#include "runtime/computing/column_sum.h"

/* ---- any weights */

static ColumnVector sum_with_any_weights(ColumnRun *run, const ColumnStep *step) {
    ColumnVector total = vector_whole(lanes_all(0));
    for (uint32_t i = 0; i + 2 <= step->operand_count; i += 2) {
        RowBits room;
        const RowBits *mask = members_applying(run, step, i, 2, &room);
        ColumnVector value = members_masked(run, *column_operand(run, step, i), mask);
        ColumnVector weight = members_masked(run, *column_operand(run, step, i + 1), mask);
        members_add(run, &total, vector_product(&run->lanes, value, weight));
        vector_release(&run->lanes, value);
        vector_release(&run->lanes, weight);
    }
    return total;
}

/* ---- weights that are the same in all rows */

/* part × factor / whole / scale */
typedef struct Weighted {
    Lanes part, whole;
    int64_t factor, scale;
} Weighted;

/* false: the weight differs from row to row, or something is too large. */
static bool weighted_member(const ColumnRun *run, const ColumnStep *step, uint32_t i, Weighted *member) {
    const ColumnVector *value = column_operand(run, step, i), *weight = column_operand(run, step, i + 1);
    if (!lanes_are_same(weight->over) || !lanes_are_same(weight->under)) return false;
    if (value->over.form == LANES_WIDE || value->under.form == LANES_WIDE) return false;
    *member = (Weighted){.part = value->over, .whole = value->under};
    if (__builtin_mul_overflow(value->over.factor, weight->over.factor, &member->factor) ||
        __builtin_mul_overflow(value->under.factor, weight->under.factor, &member->scale) ||
        member->factor == INT64_MIN)
        return false;
    int64_t common = lanes_gcd(member->factor, member->scale);
    member->factor /= common;
    member->scale /= common;
    return true;
}

/* The common scale of all members; false: a weight differs from row to row, or something is too large. */
static bool common_scale(const ColumnRun *run, const ColumnStep *step, int64_t *scale) {
    Weighted member;
    *scale = 1;
    for (uint32_t i = 0; i + 2 <= step->operand_count; i += 2) {
        if (!weighted_member(run, step, i, &member)) return false;
        int64_t more = member.scale / lanes_gcd(member.scale, *scale);
        if (__builtin_mul_overflow(*scale, more, scale)) return false;
    }
    return true;
}

/* INT64_MIN: too large. */
static int64_t factor_over(const Weighted *member, int64_t scale) {
    int64_t factor;
    return __builtin_mul_overflow(member->factor, scale / member->scale, &factor) ? INT64_MIN : factor;
}

/* How large a numerator gets. */
static uint64_t top_limit(const Weighted *member, int64_t scale) {
    int64_t factor = factor_over(member, scale);
    if (factor == INT64_MIN) return UINT64_MAX;
    return limit_product(lanes_item_limit(member->part), (uint64_t)(factor < 0 ? -factor : factor));
}

/* ---- a sum of fractions with one scale */

/* What it can come to. */
typedef struct Growth {
    uint64_t over, under;
} Growth;

static const Growth nothing = {0, 1};

static Growth growth_with(Growth growth, uint64_t top, uint64_t bottom) {
    uint64_t over = limit_sum(limit_product(growth.over, bottom), limit_product(growth.under, top));
    return (Growth){over, limit_product(growth.under, bottom)};
}

static bool growth_is_narrow(Growth growth) {
    return limit_is_narrow(growth.over) && limit_is_narrow(growth.under);
}

/* The sum is narrow for as long as it can be; then it is added to a wide one. Added in pieces it comes to no
 * more than added one by one. */
typedef struct FractionSum {
    LaneContext *context;
    int64_t scale;
    LaneBuffer *over, *under, *narrow_over, *narrow_under;
    Growth wide, narrow; /* no growth of `over`: the buffers mean nothing, the sum is 0 */
} FractionSum;

static FractionSum fraction_sum_new(LaneContext *context, int64_t scale) {
    ColumnPool *pool = context->pool;
    return (FractionSum){.context = context,
                         .scale = scale,
                         .over = column_pool_lanes(pool),
                         .under = column_pool_lanes(pool),
                         .narrow_over = column_pool_lanes(pool),
                         .narrow_under = column_pool_lanes(pool),
                         .wide = nothing,
                         .narrow = nothing};
}

static void add_narrow(FractionSum *sum, const RowBits *mask, const LaneBuffer *part, int64_t factor,
                       const LaneBuffer *whole) {
    const NarrowKernels *kernels = &sum->context->kernels->narrow;
    if (sum->narrow.over == 0) {
        kernels->fill(sum->narrow_over->narrow, 0);
        kernels->fill(sum->narrow_under->narrow, 1);
    }
    kernels->add_fraction(sum->narrow_over->narrow, sum->narrow_under->narrow, mask, part->narrow,
                          (int32_t)factor, whole->narrow);
}

static void add_wide(FractionSum *sum, const RowBits *mask, const LaneBuffer *part, int64_t factor,
                     const LaneBuffer *whole) {
    const WideKernels *kernels = &sum->context->kernels->wide;
    if (sum->wide.over == 0) {
        kernels->fill(sum->over->wide, 0);
        kernels->fill(sum->under->wide, 1);
    }
    kernels->add_fraction(sum->over->wide, sum->under->wide, mask, part->narrow, factor, whole->narrow);
}

/* The narrow sum is added to the wide one, or is its beginning. */
static void flush_narrow(FractionSum *sum) {
    if (sum->narrow.over == 0) return;
    if (sum->wide.over == 0) {
        sum->context->kernels->widen(sum->over->wide, sum->narrow_over->narrow);
        sum->context->kernels->widen(sum->under->wide, sum->narrow_under->narrow);
    } else {
        const RowBits *all = column_pool_rows(sum->context->pool, true);
        add_wide(sum, all, sum->narrow_over, 1, sum->narrow_under);
    }
    sum->wide = growth_with(sum->wide, sum->narrow.over, sum->narrow.under);
    sum->narrow = nothing;
}

static void fraction_sum_add(FractionSum *sum, const Weighted *member, const RowBits *mask) {
    int64_t factor = factor_over(member, sum->scale);
    uint64_t top = top_limit(member, sum->scale), bottom = lanes_item_limit(member->whole);
    const LaneBuffer *part = lanes_items(sum->context, member->part, LANES_NARROW);
    const LaneBuffer *whole = lanes_items(sum->context, member->whole, LANES_NARROW);
    if (!growth_is_narrow(growth_with(sum->narrow, top, bottom))) flush_narrow(sum);
    Growth narrow = growth_with(sum->narrow, top, bottom);
    if (growth_is_narrow(narrow)) {
        add_narrow(sum, mask, part, factor, whole);
        sum->narrow = narrow;
    } else {
        add_wide(sum, mask, part, factor, whole);
        sum->wide = growth_with(sum->wide, top, bottom);
    }
    lane_items_release(sum->context, part);
    lane_items_release(sum->context, whole);
}

static ColumnVector fraction_sum_finish(FractionSum *sum) {
    bool is_wide = sum->wide.over > 0;
    if (is_wide) flush_narrow(sum);
    const LaneBuffer *over = is_wide ? sum->over : sum->narrow_over,
                     *under = is_wide ? sum->under : sum->narrow_under;
    Growth growth = is_wide ? sum->wide : sum->narrow;
    LaneForm form = is_wide ? LANES_WIDE : LANES_NARROW;
    lane_items_release(sum->context, is_wide ? sum->narrow_over : sum->over);
    lane_items_release(sum->context, is_wide ? sum->narrow_under : sum->under);
    ColumnVector result = {
        {over, 1, growth.over, form}, {under, sum->scale, growth.under, form}, states_all(STATE_VALUE)};
    if (growth.over > 0) return result;
    vector_release(sum->context, result);
    return vector_whole(lanes_all(0));
}

/* ---- the weighted sum */

static bool fits(const ColumnRun *run, const ColumnStep *step, int64_t scale) {
    Weighted member;
    Growth growth = nothing;
    for (uint32_t i = 0; i + 2 <= step->operand_count; i += 2) {
        weighted_member(run, step, i, &member);
        uint64_t top = top_limit(&member, scale);
        growth = growth_with(growth, top, lanes_item_limit(member.whole));
        if (!limit_fits(top) || !limit_fits(growth.over) || !limit_fits(growth.under)) return false;
    }
    return true;
}

ColumnVector members_weighted_sum(ColumnRun *run, const ColumnStep *step) {
    int64_t scale;
    if (!common_scale(run, step, &scale) || !fits(run, step, scale)) return sum_with_any_weights(run, step);
    FractionSum sum = fraction_sum_new(&run->lanes, scale);
    for (uint32_t i = 0; i + 2 <= step->operand_count; i += 2) {
        Weighted member;
        RowBits room;
        weighted_member(run, step, i, &member);
        fraction_sum_add(&sum, &member, members_applying(run, step, i, 2, &room));
    }
    return fraction_sum_finish(&sum);
}
