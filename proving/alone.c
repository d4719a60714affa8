#include "proving/alone.h"

static StepValue number_value(int64_t number) {
    return (StepValue){number_from_int(number), STATE_VALUE};
}

static StepValue state_value(ValueState state) {
    return (StepValue){NUMBER_ZERO, state};
}

/* Only units with a value count [L4.8]. */
static StepValue statistic(StepOp op, const StepValue *value, const StepValue *weight) {
    bool has_value = value->state == STATE_VALUE;
    switch (op) {
    case OP_COHORT_MAX:
    case OP_COHORT_MIN:
    case OP_COHORT_MEAN:
    case OP_COHORT_MEDIAN:
    case OP_COHORT_PERCENTILE: return has_value ? *value : state_value(STATE_NOT_APPLICABLE);
    case OP_COHORT_SUM: return has_value ? *value : number_value(0);
    case OP_COHORT_COUNT: return number_value(has_value);
    case OP_COHORT_SD: return has_value ? number_value(0) : state_value(STATE_NOT_APPLICABLE);
    case OP_COHORT_BELOW: return has_value ? number_value(0) : *value;
    case OP_COHORT_AT_MOST:
    case OP_COHORT_PLACE: return has_value ? number_value(1) : *value;
    case OP_COHORT_WEIGHTED_MEAN:
        if (!has_value || weight->state != STATE_VALUE || number_sign(weight->number) == 0) break;
        return *value;
    default: break;
    }
    return state_value(STATE_TOO_LARGE);
}

StepValue alone_value(const Prover *prover, StepId id, const InputCell *cells, int row) {
    const Step *step = &prover->plan->steps[id];
    const StepId *operands = plan_operands(prover->plan, step);
    const StepValue *values = prover->values[row];
    uint32_t scope = step->cohort.scope_input;
    bool has_scope = scope != UINT32_MAX && !prover->domain->inputs[scope].is_free;
    if (has_scope && cells[scope].state != STATE_VALUE) return state_value(cells[scope].state);
    if (values[operands[0]].state >= STATE_UNDEFINED) return state_value(STATE_TOO_LARGE);
    return statistic(step->op, &values[operands[0]], step->operand_count > 1 ? &values[operands[1]] : NULL);
}
