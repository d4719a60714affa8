#include "runtime/computing/column_members.h"

#include "runtime/computing/column_sum.h"
#include "runtime/computing/column_weighted.h"

/* ---- states */

static bool all_are_plain(const ColumnRun *run, const ColumnStep *step) {
    uint8_t possible = 0;
    for (uint32_t i = 0; i < step->operand_count; i++)
        possible |= column_operand(run, step, i)->states.possible;
    return states_are_plain((States){NULL, 0, possible});
}

/* Rows in which no member applies, where members have values or do not apply. */
static RowBits none_is_value(ColumnRun *run, const ColumnStep *step, uint32_t width) {
    RowBits none = row_bits_all(true), room;
    for (uint32_t i = 0; i + width <= step->operand_count; i += width) {
        const RowBits *values = members_applying(run, step, i, width, &room);
        for (size_t k = 0; k < COLUMN_WORDS; k++)
            none.words[k] &= ~values->words[k];
    }
    return none;
}

/* The same for any members. */
static RowBits none_applies(ColumnRun *run, const ColumnStep *step, uint32_t width) {
    if (all_are_plain(run, step)) return none_is_value(run, step, width);
    RowBits none = row_bits_all(true);
    for (uint32_t i = 0; i + width <= step->operand_count; i += width) {
        States states = member_states(run, step, i, width);
        RowBits out = states_find(states, STATE_NOT_APPLICABLE);
        states_release(run->lanes.pool, states);
        for (size_t k = 0; k < COLUMN_WORDS; k++)
            none.words[k] &= out.words[k];
    }
    return none;
}

/* The strongest state of the members that apply; values where none does. */
static States strongest_applying(ColumnRun *run, const ColumnStep *step, uint32_t width) {
    static const uint8_t to[STATE_LEFT + 1] = {0, 0, STATE_MISSING, STATE_UNDEFINED, STATE_LEFT};
    ColumnPool *pool = run->lanes.pool;
    States worst = states_all(STATE_VALUE);
    for (uint32_t i = 0; i + width <= step->operand_count; i += width) {
        States member = member_states(run, step, i, width), applying = states_map(pool, member, to);
        States next = states_strongest(pool, worst, applying);
        states_release(pool, member);
        states_release(pool, applying);
        states_release(pool, worst);
        worst = next;
    }
    return worst;
}

/* The strongest state of the members that apply; not applicable where none does. */
static States joint_states(ColumnRun *run, const ColumnStep *step, uint32_t width) {
    ColumnPool *pool = run->lanes.pool;
    bool is_plain = all_are_plain(run, step), is_count = step->operation.op == OP_MEMBERS_COUNT;
    if (is_plain && is_count) return states_all(STATE_VALUE);
    RowBits none = none_applies(run, step, width);
    if (is_plain) return states_where(pool, &none, STATE_NOT_APPLICABLE);
    States worst = strongest_applying(run, step, width);
    if (is_count) return worst;
    States out = states_where(pool, &none, STATE_NOT_APPLICABLE), joint = states_behind(pool, out, worst);
    states_release(pool, out);
    states_release(pool, worst);
    return joint;
}

/* ---- sums, counts, means */

static ColumnVector run_sum(ColumnRun *run, const ColumnStep *step) {
    ColumnVector result = members_sum(run, step, 0, 1);
    result.states = joint_states(run, step, 1);
    return result;
}

ColumnVector column_members_none(ColumnRun *run, const ColumnStep *step) {
    RowBits none = none_applies(run, step, 1);
    ColumnVector result = vector_whole(lanes_of_bits(&run->lanes, &none));
    result.states = joint_states(run, step, 1);
    return result;
}

static ColumnVector run_count(ColumnRun *run, const ColumnStep *step) {
    ColumnVector result = vector_whole(members_count(run, step));
    result.states = joint_states(run, step, 1);
    return result;
}

/* total / divisor; both are released. Divisors of 0 have no result. */
static ColumnVector quotient(ColumnRun *run, ColumnVector total, ColumnVector divisor, States states) {
    RowBits zeros;
    ColumnVector result;
    ColumnPool *pool = run->lanes.pool;
    divisor.states = states;
    bool has_zero = vector_quotient(&run->lanes, total, divisor, &zeros, &result);
    divisor.states = states_all(STATE_VALUE);
    vector_release(&run->lanes, total);
    vector_release(&run->lanes, divisor);
    result.states = states;
    if (!has_zero) return result;
    States undefined = states_where(pool, &zeros, STATE_UNDEFINED);
    result.states = states_behind(pool, states, undefined);
    states_release(pool, undefined);
    states_release(pool, states);
    return result;
}

static ColumnVector run_mean(ColumnRun *run, const ColumnStep *step) {
    ColumnVector total = members_sum(run, step, 0, 1), divisor = vector_whole(members_count(run, step));
    return quotient(run, total, divisor, joint_states(run, step, 1));
}

static ColumnVector run_weighted_sum(ColumnRun *run, const ColumnStep *step) {
    ColumnVector total = members_weighted_sum(run, step);
    total.states = joint_states(run, step, 2);
    return total;
}

/* [L5.9] */
static ColumnVector run_weighted_mean(ColumnRun *run, const ColumnStep *step) {
    ColumnVector total = members_weighted_sum(run, step), weight = members_sum(run, step, 1, 2);
    return quotient(run, total, weight, joint_states(run, step, 2));
}

/* ---- the least and the greatest */

static void take_better(ColumnRun *run, ColumnVector *best, ColumnVector operand, RowBits *seen, bool least) {
    LaneContext *context = &run->lanes;
    RowBits values = states_find(operand.states, STATE_VALUE);
    operand.states = states_all(STATE_VALUE);
    Lanes answer = least ? vector_less(context, operand, *best) : vector_less(context, *best, operand);
    RowBits better = lanes_not_zero(context, answer);
    lanes_release(context, answer);
    for (size_t i = 0; i < COLUMN_WORDS; i++) {
        better.words[i] = values.words[i] & (better.words[i] | ~seen->words[i]);
        seen->words[i] |= values.words[i];
    }
    ColumnVector next = vector_pick(context, &better, operand, *best);
    vector_release(context, *best);
    *best = next;
}

static ColumnVector extreme(ColumnRun *run, const ColumnStep *step, bool least) {
    RowBits seen = row_bits_all(false);
    ColumnVector best = vector_whole(lanes_all(0));
    for (uint32_t i = 0; i < step->operand_count; i++)
        take_better(run, &best, *column_operand(run, step, i), &seen, least);
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
