#include "runtime/computing/column_lazy.h"

/* Puts `next` in the place of `vector`. */
static void replace(ColumnRun *run, ColumnVector *vector, ColumnVector next) {
    vector_release(&run->lanes, *vector);
    *vector = next;
}

static void replace_states(ColumnRun *run, ColumnVector *vector, States next) {
    states_release(run->lanes.pool, vector->states);
    vector->states = next;
}

/* From the last operand to the first: one that decides hides all behind it. */
static ColumnVector decide(ColumnRun *run, const ColumnStep *step, bool by_yes) {
    ColumnVector result = vector_share(*column_operand(run, step, step->operand_count - 1));
    for (uint32_t i = step->operand_count - 1; i-- > 0;) {
        const ColumnVector *operand = column_operand(run, step, i);
        RowBits decided = vector_yes(&run->lanes, operand);
        ColumnVector next = by_yes ? vector_pick(&run->lanes, &decided, *operand, result)
                                   : vector_pick(&run->lanes, &decided, result, *operand);
        replace(run, &result, next);
        replace_states(run, &result, states_behind(run->lanes.pool, operand->states, result.states));
    }
    return result;
}

/* A yes hands on to the operands behind it, anything else decides. */
static ColumnVector run_and(ColumnRun *run, const ColumnStep *step) {
    return decide(run, step, false);
}

static ColumnVector run_or(ColumnRun *run, const ColumnStep *step) {
    return decide(run, step, true);
}

static bool is_same_value(const ColumnVector *vector) {
    return lanes_are_same(vector->over) && lanes_are_same(vector->under) && !vector->states.planes &&
           vector->states.same == STATE_VALUE;
}

/* A number or 0, as an answer in bits says: the bits themselves, with a factor. */
static bool choose_by_bits(ColumnRun *run, const ColumnStep *step, ColumnVector *result) {
    const ColumnVector *test = column_operand(run, step, 0), *yes = column_operand(run, step, 1);
    const ColumnVector *no = column_operand(run, step, 2);
    if (step->operand_count != 3 || test->over.form != LANES_BITS || test->over.factor == 0) return false;
    if (!is_same_value(yes) || !is_same_value(no) || no->over.factor != 0) return false;
    *result = (ColumnVector){lanes_share(test->over), yes->under, states_share(test->states)};
    result->over.factor = yes->over.factor;
    return true;
}

static ColumnVector run_choose(ColumnRun *run, const ColumnStep *step) {
    uint32_t at = step->operand_count - 1;
    ColumnVector result;
    if (choose_by_bits(run, step, &result)) return result;
    result = vector_share(*column_operand(run, step, at));
    while (at >= 2) {
        at -= 2;
        const ColumnVector *test = column_operand(run, step, at);
        RowBits is_yes = vector_yes(&run->lanes, test);
        replace(run, &result, vector_pick(&run->lanes, &is_yes, *column_operand(run, step, at + 1), result));
        replace_states(run, &result, states_behind(run->lanes.pool, test->states, result.states));
    }
    return result;
}

/* The second operand where the first is in a state. */
static ColumnVector unless(ColumnRun *run, const ColumnStep *step, ValueState state) {
    const ColumnVector *first = column_operand(run, step, 0), *second = column_operand(run, step, 1);
    if (states_lack(first->states, (uint8_t)state)) return vector_share(*first);
    if (!second->states.planes && second->states.same != STATE_VALUE) {
        uint8_t to[STATE_LEFT + 1] = {0, 1, 2, 3, STATE_LEFT};
        to[state] = second->states.same;
        return (ColumnVector){lanes_share(first->over), lanes_share(first->under),
                              states_map(run->lanes.pool, first->states, to)};
    }
    RowBits mask = states_find(first->states, (uint8_t)state);
    return vector_pick(&run->lanes, &mask, *second, *first);
}

static ColumnVector run_otherwise(ColumnRun *run, const ColumnStep *step) {
    return unless(run, step, STATE_UNDEFINED);
}

static ColumnVector run_if_missing(ColumnRun *run, const ColumnStep *step) {
    return unless(run, step, STATE_MISSING);
}

/* [L4.4] */
static ColumnVector run_present(ColumnRun *run, const ColumnStep *step) {
    static const uint8_t to[STATE_LEFT + 1] = {0, 0, 0, STATE_UNDEFINED, STATE_LEFT};
    States states = column_operand(run, step, 0)->states;
    RowBits values = states_find(states, STATE_VALUE);
    ColumnVector result = vector_whole(lanes_of_bits(&run->lanes, &values));
    result.states = states_map(run->lanes.pool, states, to);
    return result;
}

static ColumnVector run_where_applicable(ColumnRun *run, const ColumnStep *step) {
    const ColumnVector *first = column_operand(run, step, 0);
    States condition = column_operand(run, step, 1)->states;
    return (ColumnVector){lanes_share(first->over), lanes_share(first->under),
                          states_behind(run->lanes.pool, condition, first->states)};
}

ColumnFunction column_lazy_function(StepOp op) {
    if (op == OP_AND) return run_and;
    if (op == OP_OR) return run_or;
    if (op == OP_CHOOSE) return run_choose;
    if (op == OP_OTHERWISE) return run_otherwise;
    if (op == OP_IF_MISSING) return run_if_missing;
    if (op == OP_PRESENT) return run_present;
    if (op == OP_WHERE_APPLICABLE) return run_where_applicable;
    return NULL;
}
