#include "runtime/computing/column_sum.h"

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

const RowBits *members_applying(ColumnRun *run, const ColumnStep *step, uint32_t i, uint32_t width,
                                RowBits *room) {
    const RowBits *values = states_values(run->lanes.pool, column_operand(run, step, i)->states);
    if (width == 1) return values;
    const RowBits *more = states_values(run->lanes.pool, column_operand(run, step, i + 1)->states);
    for (size_t k = 0; k < COLUMN_WORDS; k++)
        room->words[k] = values->words[k] & more->words[k];
    return room;
}

/* ---- a sum in one buffer */

enum { MASKS_AT_ONCE = 16 };

/* Members that are the same number in all rows that have them are added many at a time. */
typedef struct Sum {
    LaneContext *context;
    LaneBuffer *out;
    bool is_wide;
    const RowBits *masks[MASKS_AT_ONCE];
    RowBits rooms[MASKS_AT_ONCE];
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

static void put_same(Sum *sum, const RowBits *mask, int64_t number) {
    sum->masks[sum->count] = mask;
    if (sum->is_wide)
        sum->same.wide[sum->count] = number;
    else
        sum->same.narrow[sum->count] = (int32_t)number;
    sum->count++;
}

static void sum_flush(Sum *sum) {
    while (sum->count % KERNEL_MASKS != 0)
        put_same(sum, column_pool_rows(sum->context->pool, false), 0);
    const ColumnKernels *kernels = sum->context->kernels;
    if (sum->is_wide)
        kernels->wide.accumulate_same(sum->out->wide, sum->masks, sum->same.wide, sum->count);
    else
        kernels->narrow.accumulate_same(sum->out->narrow, sum->masks, sum->same.narrow, sum->count);
    sum->count = 0;
}

/* Room for a mask that is computed: it is free until something is added that is the same in all rows. */
static RowBits *sum_room(Sum *sum) {
    return &sum->rooms[sum->count];
}

/* The mask must be held until the sum is finished. */
static void sum_add_same(Sum *sum, const RowBits *mask, int64_t number) {
    put_same(sum, mask, number);
    if (sum->count == MASKS_AT_ONCE) sum_flush(sum);
}

static void sum_add_bits(Sum *sum, const RowBits *mask, const RowBits *bits, int64_t number) {
    RowBits *room = sum_room(sum);
    for (size_t i = 0; i < COLUMN_WORDS; i++)
        room->words[i] = mask->words[i] & bits->words[i];
    sum_add_same(sum, room, number);
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

static void sum_add(Sum *sum, const RowBits *mask, Lanes lanes, int64_t factor) {
    if (lanes.form == LANES_SAME)
        sum_add_same(sum, mask, factor);
    else if (lanes.form == LANES_BITS)
        sum_add_bits(sum, mask, &lanes.items->bits, factor);
    else
        sum_add_items(sum, mask, lanes, factor);
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
        sum_add(&sum, members_applying(run, step, i, width, sum_room(&sum)), operand->over, factor);
    }
    Lanes over = {sum_finish(&sum), 1, bound, is_wide ? LANES_WIDE : LANES_NARROW};
    return (ColumnVector){over, lanes_all(scale), states_all(STATE_VALUE)};
}

/* ---- fractions */

ColumnVector members_masked(ColumnRun *run, ColumnVector vector, const RowBits *mask) {
    ColumnVector zero = vector_whole(lanes_all(0));
    vector.states = states_all(STATE_VALUE);
    return vector_pick(&run->lanes, mask, vector, zero);
}

void members_add(ColumnRun *run, ColumnVector *total, ColumnVector part) {
    ColumnVector sum = vector_sum(&run->lanes, *total, part);
    vector_release(&run->lanes, *total);
    vector_release(&run->lanes, part);
    *total = sum;
}

static ColumnVector sum_of_fractions(ColumnRun *run, const ColumnStep *step, uint32_t part, uint32_t width) {
    ColumnVector total = vector_whole(lanes_all(0));
    for (uint32_t i = 0; i + width <= step->operand_count; i += width) {
        RowBits room;
        const RowBits *mask = members_applying(run, step, i, width, &room);
        members_add(run, &total, members_masked(run, *column_operand(run, step, i + part), mask));
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

/* ---- counts */

static const RowBits *not_out(States states, RowBits *room) {
    RowBits out = states_find(states, STATE_NOT_APPLICABLE);
    for (size_t i = 0; i < COLUMN_WORDS; i++)
        room->words[i] = ~out.words[i];
    return room;
}

Lanes members_count(ColumnRun *run, const ColumnStep *step) {
    Sum sum;
    sum_start(&sum, &run->lanes, false);
    for (uint32_t i = 0; i < step->operand_count; i++) {
        States states = column_operand(run, step, i)->states;
        if (states_are_plain(states))
            sum_add_same(&sum, states_values(run->lanes.pool, states), 1);
        else
            sum_add_same(&sum, not_out(states, sum_room(&sum)), 1);
    }
    return (Lanes){sum_finish(&sum), 1, step->operand_count, LANES_NARROW};
}
