#include "lang/facts_cohort.h"

static Range counting_from(Number low) {
    Range range = range_from(low);
    range.step = NUMBER_ONE;
    range.has_step = true;
    return range;
}

static Range spread_range(NumberContext *numbers, const Range *values) {
    Range spread = range_from(NUMBER_ZERO);
    if (!values->has_low || !values->has_high) return spread;
    spread.high = number_subtract(numbers, values->high, values->low);
    spread.has_high = true;
    return spread;
}

static Range cohort_sum_range(NumberContext *numbers, const Facts *operand) {
    Range sum = range_all();
    sum.has_low = range_is_at_least(numbers, &operand->range, NUMBER_ZERO);
    sum.has_high = range_is_at_most(numbers, &operand->range, NUMBER_ZERO);
    sum.step = operand->range.step;
    sum.has_step = operand->range.has_step;
    return sum;
}

static Range place_range(uint16_t ties) {
    Range range = counting_from(NUMBER_ONE);
    if (ties == 3 /* average places are halves */) range.step = number_from_decimal(5, 1);
    return range;
}

static Range between_values(Range range) {
    range.has_step = false;
    return range;
}

static Range cohort_range(NumberContext *numbers, StepOp op, StepParameters parameters, const Facts *operands,
                          size_t count) {
    switch (op) {
    case OP_COHORT_MAX:
    case OP_COHORT_MIN: return operands[0].range;
    case OP_COHORT_SUM: return cohort_sum_range(numbers, &operands[0]);
    case OP_COHORT_SD:
    case OP_COHORT_SD_SAMPLE: return spread_range(numbers, &operands[0].range);
    case OP_COHORT_COUNT: return counting_from(facts_have_value(&operands[0]) ? NUMBER_ONE : NUMBER_ZERO);
    case OP_COHORT_BELOW: return counting_from(NUMBER_ZERO);
    case OP_COHORT_AT_MOST:
    case OP_COHORT_PLACE: return counting_from(NUMBER_ONE);
    case OP_RANK: return place_range(parameters.mode);
    case OP_GRADE_TOP: {
        Range range = range_between(NUMBER_ZERO, number_from_int((int64_t)count - 1));
        range.step = NUMBER_ONE;
        range.has_step = true;
        return range;
    }
    default: return between_values(operands[0].range); /* means, median, percentile */
    }
}

/* A place among others needs a value of one's own; it is missing where that is [L4.8] [L6.4]. */
static bool takes_own_state(StepOp op) {
    return op == OP_RANK || op == OP_GRADE_TOP || op == OP_COHORT_BELOW || op == OP_COHORT_AT_MOST ||
           op == OP_COHORT_PLACE;
}

/* A statistic over other units exists although this unit has no value; over no unit at all it is not
 * applicable. */
Facts facts_cohort_apply(NumberContext *numbers, StepOp op, StepParameters parameters, const Facts *operands,
                         size_t count) {
    Facts facts = facts_certain(cohort_range(numbers, op, parameters, operands, count));
    bool all_have_value = true, one_may_be_missing = false;
    for (size_t i = 0; i < count; i++) {
        all_have_value &= facts_have_value(&operands[i]);
        one_may_be_missing |= operands[i].may_be_missing;
    }
    facts.may_not_apply = !all_have_value && op != OP_COHORT_SUM && op != OP_COHORT_COUNT;
    if (op == OP_RANK) facts.may_not_apply |= !facts_is_yes(numbers, &operands[0]);
    facts.may_be_missing = takes_own_state(op) && one_may_be_missing;
    if (op == OP_COHORT_SD_SAMPLE) facts.may_be_undefined = true;
    if (op != OP_COHORT_WEIGHTED_MEAN) return facts;
    bool natural = range_is_at_least(numbers, &operands[1].range, NUMBER_ZERO);
    if (!natural) facts.range = range_all(); /* weights can cancel out */
    facts.may_be_undefined = !natural || range_can_be_zero(numbers, &operands[1].range);
    return facts;
}
