#include "runtime/computing/column_strict.h"

#include "runtime/computing/column_round.h"

static ColumnVector with_states(ColumnRun *run, const ColumnStep *step, ColumnVector result) {
    result.states = column_step_strongest(run, step);
    return result;
}

typedef ColumnVector (*VectorOfTwo)(LaneContext *context, ColumnVector a, ColumnVector b);

static ColumnVector fold(ColumnRun *run, const ColumnStep *step, VectorOfTwo function) {
    ColumnVector result = vector_share(*column_operand(run, step, 0));
    for (uint32_t i = 1; i < step->operand_count; i++) {
        ColumnVector next = function(&run->lanes, result, *column_operand(run, step, i));
        vector_release(&run->lanes, result);
        result = next;
    }
    if (step->operand_count == 1) states_release(run->lanes.pool, result.states);
    return with_states(run, step, result);
}

static ColumnVector run_add(ColumnRun *run, const ColumnStep *step) {
    return fold(run, step, vector_sum);
}

static ColumnVector run_multiply(ColumnRun *run, const ColumnStep *step) {
    return fold(run, step, vector_product);
}

static ColumnVector run_min(ColumnRun *run, const ColumnStep *step) {
    return fold(run, step, vector_least);
}

static ColumnVector run_max(ColumnRun *run, const ColumnStep *step) {
    return fold(run, step, vector_greatest);
}

static ColumnVector run_negate(ColumnRun *run, const ColumnStep *step) {
    ColumnVector result = vector_share(*column_operand(run, step, 0));
    result.over.factor = -result.over.factor;
    return result;
}

static ColumnVector run_absolute(ColumnRun *run, const ColumnStep *step) {
    const ColumnVector *operand = column_operand(run, step, 0);
    return (ColumnVector){lanes_absolute(&run->lanes, operand->over), lanes_share(operand->under),
                          states_share(operand->states)};
}

static ColumnVector rounded(ColumnRun *run, const ColumnStep *step, int decimals, RoundingMode mode) {
    const ColumnVector *operand = column_operand(run, step, 0);
    return with_states(run, step, vector_rounded(&run->lanes, *operand, decimals, mode));
}

static ColumnVector run_round(ColumnRun *run, const ColumnStep *step) {
    return rounded(run, step, step->operation.decimals, step->operation.mode);
}

static ColumnVector run_floor(ColumnRun *run, const ColumnStep *step) {
    return rounded(run, step, 0, ROUND_FLOOR);
}

static ColumnVector run_ceiling(ColumnRun *run, const ColumnStep *step) {
    return rounded(run, step, 0, ROUND_CEILING);
}

/* [L4.3] A quotient by 0 has no result. */
static ColumnVector run_divide(ColumnRun *run, const ColumnStep *step) {
    RowBits zeros;
    ColumnVector result;
    ColumnPool *pool = run->lanes.pool;
    bool has_zero = vector_quotient(&run->lanes, *column_operand(run, step, 0), *column_operand(run, step, 1),
                                    &zeros, &result);
    result.states = column_step_strongest(run, step);
    if (!has_zero) return result;
    States undefined = states_where(pool, &zeros, STATE_UNDEFINED);
    States decided = states_behind(pool, result.states, undefined);
    states_release(pool, result.states);
    states_release(pool, undefined);
    result.states = decided;
    return result;
}

typedef Lanes (*LanesOfTwo)(LaneContext *context, ColumnVector a, ColumnVector b);

static ColumnVector compare(ColumnRun *run, const ColumnStep *step, LanesOfTwo function, bool swapped,
                            bool negated) {
    const ColumnVector *a = column_operand(run, step, swapped), *b = column_operand(run, step, !swapped);
    Lanes answer = function(&run->lanes, *a, *b);
    if (negated) {
        Lanes positive = answer;
        answer = lanes_is_zero(&run->lanes, positive);
        lanes_release(&run->lanes, positive);
    }
    return with_states(run, step, vector_whole(answer));
}

static ColumnVector run_equal(ColumnRun *run, const ColumnStep *step) {
    return compare(run, step, vector_equal, false, false);
}

static ColumnVector run_not_equal(ColumnRun *run, const ColumnStep *step) {
    return compare(run, step, vector_equal, false, true);
}

static ColumnVector run_less(ColumnRun *run, const ColumnStep *step) {
    return compare(run, step, vector_less, false, false);
}

static ColumnVector run_less_equal(ColumnRun *run, const ColumnStep *step) {
    return compare(run, step, vector_less, true, true);
}

static ColumnVector run_not(ColumnRun *run, const ColumnStep *step) {
    Lanes answer = lanes_is_zero(&run->lanes, column_operand(run, step, 0)->over);
    return with_states(run, step, vector_whole(answer));
}

static const ColumnFunction functions[] = {
    [OP_ADD] = run_add,           [OP_NEGATE] = run_negate,
    [OP_MULTIPLY] = run_multiply, [OP_DIVIDE] = run_divide,
    [OP_MIN] = run_min,           [OP_MAX] = run_max,
    [OP_ABS] = run_absolute,      [OP_FLOOR] = run_floor,
    [OP_CEILING] = run_ceiling,   [OP_ROUND] = run_round,
    [OP_EQUAL] = run_equal,       [OP_NOT_EQUAL] = run_not_equal,
    [OP_LESS] = run_less,         [OP_LESS_EQUAL] = run_less_equal,
    [OP_NOT] = run_not,           [STEP_OP_COUNT - 1] = NULL,
};

ColumnFunction column_strict_function(StepOp op) {
    return functions[op];
}
