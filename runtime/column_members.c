#include "runtime/column_members.h"

#include <string.h>

/* ---- states */

/* Members by width: 1, or 2 where each comes with its weight. The states of one member with its weight. */
static States member_states(ColumnRun *run, const ColumnStep *step, uint32_t i, uint32_t width) {
    States value = column_operand(run, step, i)->states;
    if (width == 1) return states_share(value);
    States weight = column_operand(run, step, i + 1)->states;
    States both = states_strongest(run->lanes.pool, value, weight);
    if (!both.items)
        return value.same == STATE_NOT_APPLICABLE || weight.same == STATE_NOT_APPLICABLE
                   ? states_all(STATE_NOT_APPLICABLE)
                   : both;
    uint8_t room_a[COLUMN_BLOCK], room_b[COLUMN_BLOCK], *out = column_pool_states(run->lanes.pool);
    const uint8_t *a = states_bytes(value, room_a), *b = states_bytes(weight, room_b);
    for (size_t k = 0; k < COLUMN_BLOCK; k++) {
        bool is_out = a[k] == STATE_NOT_APPLICABLE || b[k] == STATE_NOT_APPLICABLE;
        out[k] = is_out ? STATE_NOT_APPLICABLE : both.items[k];
    }
    states_release(run->lanes.pool, both);
    return (States){out, 0};
}

static void merge_states(uint8_t *restrict worst, uint8_t *restrict applies, const uint8_t *restrict states) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        uint8_t is_in = states[i] != STATE_NOT_APPLICABLE, state = is_in ? states[i] : 0;
        worst[i] = worst[i] > state ? worst[i] : state;
        applies[i] |= is_in;
    }
}

/* The strongest state of the members that apply; not applicable where none does. */
static States joint_states(ColumnRun *run, const ColumnStep *step, uint32_t width) {
    uint8_t *worst = column_pool_states(run->lanes.pool), applies[COLUMN_BLOCK] = {0}, room[COLUMN_BLOCK];
    memset(worst, 0, COLUMN_BLOCK);
    for (uint32_t i = 0; i + width <= step->operand_count; i += width) {
        States states = member_states(run, step, i, width);
        merge_states(worst, applies, states_bytes(states, room));
        states_release(run->lanes.pool, states);
    }
    uint8_t counts = step->operation.op == OP_MEMBERS_COUNT;
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        worst[i] = applies[i] | counts ? worst[i] : STATE_NOT_APPLICABLE;
    return (States){worst, 0};
}

/* ---- sums */

/* The numbers where there is a value, else 0. */
static ColumnVector masked(ColumnRun *run, ColumnVector vector, const uint8_t *mask) {
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

/* The common denominator of members that have one each; 0: some have more, or it is too large. */
static int64_t common_scale(const ColumnRun *run, const ColumnStep *step) {
    int64_t scale = 1;
    for (uint32_t i = 0; i < step->operand_count; i++) {
        const Lanes under = column_operand(run, step, i)->under;
        if (under.items) return 0;
        int64_t more = under.factor / lanes_gcd(scale, under.factor);
        if (__builtin_mul_overflow(scale, more, &scale)) return 0;
    }
    return scale;
}

static void accumulate(int64_t *restrict out, const int64_t *restrict items, int64_t factor,
                       const uint8_t *restrict states) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] += -(int64_t)(states[i] == STATE_VALUE) & (items[i] * factor);
}

static void accumulate_same(int64_t *restrict out, int64_t factor, const uint8_t *restrict states) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] += states[i] == STATE_VALUE ? factor : 0;
}

static uint64_t bound_of_sum(const ColumnRun *run, const ColumnStep *step, int64_t scale) {
    uint64_t bound = 0;
    for (uint32_t i = 0; i < step->operand_count; i++) {
        const ColumnVector *operand = column_operand(run, step, i);
        bound = limit_sum(
            bound, limit_product(lanes_bound(operand->over), (uint64_t)(scale / operand->under.factor)));
    }
    return bound;
}

/* One pass over each member, into one buffer. */
static ColumnVector sum_of_decimals(ColumnRun *run, const ColumnStep *step, int64_t scale, uint64_t bound) {
    int64_t *out = column_pool_numbers(run->lanes.pool);
    uint8_t room[COLUMN_BLOCK];
    memset(out, 0, COLUMN_BLOCK * sizeof *out);
    for (uint32_t i = 0; i < step->operand_count; i++) {
        const ColumnVector *operand = column_operand(run, step, i);
        const uint8_t *states = states_bytes(operand->states, room);
        int64_t factor = operand->over.factor * (scale / operand->under.factor);
        if (operand->over.items)
            accumulate(out, operand->over.items, factor, states);
        else
            accumulate_same(out, factor, states);
    }
    ColumnVector result = vector_whole((Lanes){out, 1, bound});
    result.under = lanes_all(scale);
    return result;
}

static ColumnVector sum_of_fractions(ColumnRun *run, const ColumnStep *step) {
    ColumnVector total = vector_whole(lanes_all(0));
    uint8_t mask[COLUMN_BLOCK];
    for (uint32_t i = 0; i < step->operand_count; i++) {
        const ColumnVector *operand = column_operand(run, step, i);
        states_find(operand->states, STATE_VALUE, mask);
        add_to(run, &total, masked(run, *operand, mask));
    }
    return total;
}

static ColumnVector sum(ColumnRun *run, const ColumnStep *step) {
    int64_t scale = common_scale(run, step);
    uint64_t bound = scale > 0 ? bound_of_sum(run, step, scale) : UINT64_MAX;
    return limit_fits(bound) ? sum_of_decimals(run, step, scale, bound) : sum_of_fractions(run, step);
}

static ColumnVector run_sum(ColumnRun *run, const ColumnStep *step) {
    ColumnVector result = sum(run, step);
    result.states = joint_states(run, step, 1);
    return result;
}

/* ---- counts and means */

static Lanes count(ColumnRun *run, const ColumnStep *step) {
    int64_t *out = column_pool_numbers(run->lanes.pool);
    uint16_t counts[COLUMN_BLOCK] = {0};
    uint8_t room[COLUMN_BLOCK];
    if (step->operand_count > UINT16_MAX) lanes_leave_all(&run->lanes);
    for (uint32_t i = 0; i < step->operand_count; i++) {
        const uint8_t *states = states_bytes(column_operand(run, step, i)->states, room);
        for (size_t k = 0; k < COLUMN_BLOCK; k++)
            counts[k] = (uint16_t)(counts[k] + (states[k] != STATE_NOT_APPLICABLE));
    }
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] = counts[i];
    return (Lanes){out, 1, step->operand_count};
}

static ColumnVector run_count(ColumnRun *run, const ColumnStep *step) {
    ColumnVector result = vector_whole(count(run, step));
    result.states = joint_states(run, step, 1);
    return result;
}

/* total / divisor; both are released. Divisors of 0 have no result. */
static ColumnVector quotient(ColumnRun *run, ColumnVector total, ColumnVector divisor, States states) {
    uint8_t zeros[COLUMN_BLOCK];
    ColumnVector result;
    ColumnPool *pool = run->lanes.pool;
    bool has_zero = vector_quotient(&run->lanes, total, divisor, zeros, &result);
    vector_release(&run->lanes, total);
    vector_release(&run->lanes, divisor);
    result.states = states;
    if (!has_zero) return result;
    States undefined = states_pick(pool, zeros, states_all(STATE_UNDEFINED), states_all(STATE_VALUE));
    result.states = states_behind(pool, states, undefined);
    states_release(pool, undefined);
    states_release(pool, states);
    return result;
}

static ColumnVector run_mean(ColumnRun *run, const ColumnStep *step) {
    ColumnVector total = sum(run, step), divisor = vector_whole(count(run, step));
    return quotient(run, total, divisor, joint_states(run, step, 1));
}

/* ---- weights */

/* Sums of value × weight and of weights, over the pairs that apply. */
static void weigh(ColumnRun *run, const ColumnStep *step, ColumnVector *total, ColumnVector *weight) {
    uint8_t mask[COLUMN_BLOCK];
    *total = *weight = vector_whole(lanes_all(0));
    for (uint32_t i = 0; i + 1 < step->operand_count; i += 2) {
        States states = member_states(run, step, i, 2);
        states_find(states, STATE_VALUE, mask);
        states_release(run->lanes.pool, states);
        ColumnVector share = masked(run, *column_operand(run, step, i + 1), mask);
        ColumnVector value = masked(run, *column_operand(run, step, i), mask);
        add_to(run, total, vector_product(&run->lanes, value, share));
        vector_release(&run->lanes, value);
        add_to(run, weight, share);
    }
}

static ColumnVector run_weighted_sum(ColumnRun *run, const ColumnStep *step) {
    ColumnVector total, weight;
    weigh(run, step, &total, &weight);
    vector_release(&run->lanes, weight);
    total.states = joint_states(run, step, 2);
    return total;
}

/* [L5.9] */
static ColumnVector run_weighted_mean(ColumnRun *run, const ColumnStep *step) {
    ColumnVector total, weight;
    weigh(run, step, &total, &weight);
    return quotient(run, total, weight, joint_states(run, step, 2));
}

/* ---- the least and the greatest */

static void take_better(ColumnRun *run, ColumnVector *best, ColumnVector operand, uint8_t *seen, bool least) {
    uint8_t is_better[COLUMN_BLOCK], is_value[COLUMN_BLOCK];
    states_find(operand.states, STATE_VALUE, is_value);
    operand.states = states_all(STATE_VALUE);
    ColumnVector better = vector_whole(least ? vector_less(&run->lanes, operand, *best)
                                             : vector_less(&run->lanes, *best, operand));
    vector_yes(&better, is_better);
    vector_release(&run->lanes, better);
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        is_better[i] = is_value[i] & (is_better[i] | !seen[i]);
        seen[i] |= is_value[i];
    }
    ColumnVector next = vector_pick(&run->lanes, is_better, operand, *best);
    vector_release(&run->lanes, *best);
    *best = next;
}

static ColumnVector extreme(ColumnRun *run, const ColumnStep *step, bool least) {
    uint8_t seen[COLUMN_BLOCK] = {0};
    ColumnVector best = vector_whole(lanes_all(0));
    for (uint32_t i = 0; i < step->operand_count; i++)
        take_better(run, &best, *column_operand(run, step, i), seen, least);
    best.states = joint_states(run, step, 1);
    return best;
}

static ColumnVector run_min(ColumnRun *run, const ColumnStep *step) {
    return extreme(run, step, true);
}

static ColumnVector run_max(ColumnRun *run, const ColumnStep *step) {
    return extreme(run, step, false);
}

ColumnFunction column_members_function(StepOp op) {
    if (op == OP_MEMBERS_SUM) return run_sum;
    if (op == OP_MEMBERS_MEAN) return run_mean;
    if (op == OP_MEMBERS_COUNT) return run_count;
    if (op == OP_MEMBERS_MIN) return run_min;
    if (op == OP_MEMBERS_MAX) return run_max;
    if (op == OP_MEMBERS_WEIGHTED_SUM) return run_weighted_sum;
    if (op == OP_MEMBERS_WEIGHTED_MEAN) return run_weighted_mean;
    return NULL;
}
