#include "runtime/column_sum.h"

States member_states(ColumnRun *run, const ColumnStep *step, uint32_t i, uint32_t width) {
    States value = column_operand(run, step, i)->states;
    if (width == 1) return states_share(value);
    States weight = column_operand(run, step, i + 1)->states;
    States both = states_strongest(run->lanes.pool, value, weight);
    if (states_are_plain(both)) return both;
    RowBits out = states_find(value, STATE_NOT_APPLICABLE), more = states_find(weight, STATE_NOT_APPLICABLE);
    for (size_t k = 0; k < COLUMN_WORDS; k++)
        out.words[k] |= more.words[k];
    States result = states_pick(run->lanes.pool, &out, states_all(STATE_NOT_APPLICABLE), both);
    states_release(run->lanes.pool, both);
    return result;
}

static RowBits applying(ColumnRun *run, const ColumnStep *step, uint32_t i, uint32_t width) {
    States states = member_states(run, step, i, width);
    RowBits mask = states_find(states, STATE_VALUE);
    states_release(run->lanes.pool, states);
    return mask;
}

/* ---- a sum in one buffer */

enum { MASKS_AT_ONCE = 16 };

/* Members that are the same number in all rows that have them are added many at a time. */
typedef struct Sum {
    LaneContext *context;
    LaneBuffer *out;
    bool is_wide;
    RowBits masks[MASKS_AT_ONCE];
    union {
        int32_t narrow[MASKS_AT_ONCE];
        int64_t wide[MASKS_AT_ONCE];
    } same;
    size_t count;
} Sum;

static void sum_start(Sum *sum, LaneContext *context, bool is_wide) {
    sum->context = context;
    sum->out = column_pool_lanes(context->pool);
    sum->is_wide = is_wide;
    sum->count = 0;
    if (is_wide)
        context->kernels->wide.fill(sum->out->wide, 0);
    else
        context->kernels->narrow.fill(sum->out->narrow, 0);
}

static void sum_flush(Sum *sum) {
    const ColumnKernels *kernels = sum->context->kernels;
    if (sum->is_wide)
        kernels->wide.accumulate_same(sum->out->wide, sum->masks, sum->same.wide, sum->count);
    else
        kernels->narrow.accumulate_same(sum->out->narrow, sum->masks, sum->same.narrow, sum->count);
    sum->count = 0;
}

static void sum_add_same(Sum *sum, const RowBits *mask, int64_t number) {
    sum->masks[sum->count] = *mask;
    if (sum->is_wide)
        sum->same.wide[sum->count] = number;
    else
        sum->same.narrow[sum->count] = (int32_t)number;
    if (++sum->count == MASKS_AT_ONCE) sum_flush(sum);
}

static void sum_add_items(Sum *sum, const RowBits *mask, Lanes lanes, int64_t factor) {
    const ColumnKernels *kernels = sum->context->kernels;
    const LaneBuffer *items = lanes_items(sum->context, lanes, sum->is_wide ? LANES_WIDE : LANES_NARROW);
    if (sum->is_wide)
        kernels->wide.accumulate(sum->out->wide, mask, items->wide, factor);
    else
        kernels->narrow.accumulate(sum->out->narrow, mask, items->narrow, (int32_t)factor);
    lane_items_release(sum->context, items);
}

static void sum_add(Sum *sum, RowBits mask, Lanes lanes, int64_t factor) {
    if (lanes.form == LANES_BITS)
        for (size_t i = 0; i < COLUMN_WORDS; i++)
            mask.words[i] &= lanes.items->bits.words[i];
    if (lanes.form <= LANES_BITS)
        sum_add_same(sum, &mask, factor);
    else
        sum_add_items(sum, &mask, lanes, factor);
}

static const LaneBuffer *sum_finish(Sum *sum) {
    if (sum->count > 0) sum_flush(sum);
    return sum->out;
}

/* ---- decimals */

/* The common denominator of members that have one each; 0: some have more, or it is too large. */
static int64_t common_scale(const ColumnRun *run, const ColumnStep *step, uint32_t part, uint32_t width) {
    int64_t scale = 1;
    for (uint32_t i = part; i < step->operand_count; i += width) {
        const Lanes under = column_operand(run, step, i)->under;
        if (!lanes_are_same(under)) return 0;
        if (under.factor == scale) continue;
        int64_t more = under.factor / lanes_gcd(scale, under.factor);
        if (__builtin_mul_overflow(scale, more, &scale)) return 0;
    }
    return scale;
}

static int64_t more_for(int64_t scale, Lanes under) {
    return under.factor == scale ? 1 : scale / under.factor;
}

/* What the sum can come to, and whether some members are wide. */
static uint64_t bound_of_sum(const ColumnRun *run, const ColumnStep *step, uint32_t part, uint32_t width,
                             int64_t scale, bool *is_wide) {
    uint64_t bound = 0;
    *is_wide = false;
    for (uint32_t i = part; i < step->operand_count; i += width) {
        const ColumnVector *operand = column_operand(run, step, i);
        uint64_t more = (uint64_t)more_for(scale, operand->under);
        bound = limit_sum(bound, limit_product(lanes_bound(operand->over), more));
        *is_wide |= operand->over.form == LANES_WIDE;
    }
    *is_wide |= !limit_is_narrow(bound);
    return bound;
}

static ColumnVector sum_of_decimals(ColumnRun *run, const ColumnStep *step, uint32_t part, uint32_t width,
                                    int64_t scale, uint64_t bound, bool is_wide) {
    Sum sum;
    sum_start(&sum, &run->lanes, is_wide);
    for (uint32_t i = 0; i + width <= step->operand_count; i += width) {
        const ColumnVector *operand = column_operand(run, step, i + part);
        int64_t factor = operand->over.factor * more_for(scale, operand->under);
        sum_add(&sum, applying(run, step, i, width), operand->over, factor);
    }
    Lanes over = {sum_finish(&sum), 1, bound, is_wide ? LANES_WIDE : LANES_NARROW};
    return (ColumnVector){over, lanes_all(scale), states_all(STATE_VALUE)};
}

/* ---- fractions */

/* The numbers where there is a value, else 0. */
static ColumnVector masked(ColumnRun *run, ColumnVector vector, const RowBits *mask) {
    ColumnVector zero = vector_whole(lanes_all(0));
    vector.states = states_all(STATE_VALUE);
    return vector_pick(&run->lanes, mask, vector, zero);
}

static void add_to(ColumnRun *run, ColumnVector *total, ColumnVector part) {
    ColumnVector sum = vector_sum(&run->lanes, *total, part);
    vector_release(&run->lanes, *total);
    vector_release(&run->lanes, part);
    *total = sum;
}

static ColumnVector sum_of_fractions(ColumnRun *run, const ColumnStep *step, uint32_t part, uint32_t width) {
    ColumnVector total = vector_whole(lanes_all(0));
    for (uint32_t i = 0; i + width <= step->operand_count; i += width) {
        RowBits mask = applying(run, step, i, width);
        add_to(run, &total, masked(run, *column_operand(run, step, i + part), &mask));
    }
    return total;
}

static ColumnVector weighted_sum_of_fractions(ColumnRun *run, const ColumnStep *step) {
    ColumnVector total = vector_whole(lanes_all(0));
    for (uint32_t i = 0; i + 2 <= step->operand_count; i += 2) {
        RowBits mask = applying(run, step, i, 2);
        ColumnVector value = masked(run, *column_operand(run, step, i), &mask);
        ColumnVector weight = masked(run, *column_operand(run, step, i + 1), &mask);
        add_to(run, &total, vector_product(&run->lanes, value, weight));
        vector_release(&run->lanes, value);
        vector_release(&run->lanes, weight);
    }
    return total;
}

ColumnVector members_sum(ColumnRun *run, const ColumnStep *step, uint32_t part, uint32_t width) {
    bool is_wide;
    int64_t scale = common_scale(run, step, part, width);
    uint64_t bound = scale > 0 ? bound_of_sum(run, step, part, width, scale, &is_wide) : UINT64_MAX;
    return limit_fits(bound) ? sum_of_decimals(run, step, part, width, scale, bound, is_wide)
                             : sum_of_fractions(run, step, part, width);
}

/* ---- weighted, with weights that are the same in all rows */

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

/* Bounds of a sum of fractions as it grows, over one scale. */
typedef struct Growth {
    int64_t scale;
    uint64_t over, under;
} Growth;

static uint64_t item_limit(Lanes lanes) {
    return lanes.items && lanes.limit > 0 ? lanes.limit : 1;
}

static bool grow(Growth *growth, const Weighted *member) {
    uint64_t size = (uint64_t)(member->factor < 0 ? -member->factor : member->factor);
    uint64_t top = limit_product(limit_product(size, (uint64_t)(growth->scale / member->scale)),
                                 item_limit(member->part));
    growth->over =
        limit_sum(limit_product(growth->over, item_limit(member->whole)), limit_product(growth->under, top));
    growth->under = limit_product(growth->under, item_limit(member->whole));
    return limit_fits(limit_sum(growth->over, growth->under)) && limit_fits(top);
}

static bool can_add_weighted(const ColumnRun *run, const ColumnStep *step, Growth *growth) {
    Weighted member;
    *growth = (Growth){1, 0, 1};
    for (uint32_t i = 0; i + 2 <= step->operand_count; i += 2) {
        if (!weighted_member(run, step, i, &member)) return false;
        int64_t more = member.scale / lanes_gcd(member.scale, growth->scale);
        if (__builtin_mul_overflow(growth->scale, more, &growth->scale)) return false;
    }
    for (uint32_t i = 0; i + 2 <= step->operand_count; i += 2)
        if (!weighted_member(run, step, i, &member) || !grow(growth, &member)) return false;
    return true;
}

static void add_weighted(ColumnRun *run, const Weighted *member, const RowBits *mask, int64_t scale,
                         int64_t *over, int64_t *under) {
    LaneContext *context = &run->lanes;
    const LaneBuffer *part = lanes_items(context, member->part, LANES_NARROW);
    const LaneBuffer *whole = lanes_items(context, member->whole, LANES_NARROW);
    context->kernels->add_fraction(over, under, mask, part->narrow, member->factor * (scale / member->scale),
                                   whole->narrow);
    lane_items_release(context, part);
    lane_items_release(context, whole);
}

static ColumnVector sum_of_weighted(ColumnRun *run, const ColumnStep *step, const Growth *growth) {
    LaneBuffer *over = column_pool_lanes(run->lanes.pool), *under = column_pool_lanes(run->lanes.pool);
    run->lanes.kernels->wide.fill(over->wide, 0);
    run->lanes.kernels->wide.fill(under->wide, 1);
    for (uint32_t i = 0; i + 2 <= step->operand_count; i += 2) {
        Weighted member;
        RowBits mask = applying(run, step, i, 2);
        weighted_member(run, step, i, &member);
        add_weighted(run, &member, &mask, growth->scale, over->wide, under->wide);
    }
    return (ColumnVector){{over, 1, growth->over, LANES_WIDE},
                          {under, growth->scale, growth->under, LANES_WIDE},
                          states_all(STATE_VALUE)};
}

ColumnVector members_weighted_sum(ColumnRun *run, const ColumnStep *step) {
    Growth growth;
    if (can_add_weighted(run, step, &growth)) return sum_of_weighted(run, step, &growth);
    return weighted_sum_of_fractions(run, step);
}

/* ---- counts */

Lanes members_count(ColumnRun *run, const ColumnStep *step) {
    Sum sum;
    sum_start(&sum, &run->lanes, false);
    for (uint32_t i = 0; i < step->operand_count; i++) {
        RowBits mask = states_find(column_operand(run, step, i)->states, STATE_NOT_APPLICABLE);
        for (size_t k = 0; k < COLUMN_WORDS; k++)
            mask.words[k] = ~mask.words[k];
        sum_add_same(&sum, &mask, 1);
    }
    return (Lanes){sum_finish(&sum), 1, step->operand_count, LANES_NARROW};
}
