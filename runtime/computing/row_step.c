#include "runtime/computing/row_step.h"

static StepValue *operand(const Row *row, const RowStep *step, uint32_t i) {
    return &row->values[step->operands[i]];
}

static void set_number(const Row *row, const RowStep *step, Number number) {
    row->values[step->result] = (StepValue){number, STATE_VALUE};
}

static void set_state(const Row *row, const RowStep *step, ValueState state) {
    row->values[step->result] = (StepValue){NUMBER_ZERO, state};
}

static void apply(const Row *row, const RowStep *step, size_t count) {
    StepValue *result = &row->values[step->result];
    bool exists = step->apply(row->numbers, step->operation, row->gathered, count, &result->number);
    result->state = exists ? STATE_VALUE : STATE_UNDEFINED;
}

/* [L4.5] the largest state wins */
static void run_strict(const Row *row, const RowStep *step) {
    ValueState state = STATE_VALUE;
    for (uint32_t i = 0; i < step->operand_count; i++) {
        const StepValue *value = operand(row, step, i);
        if (value->state > state) state = value->state;
        row->gathered[i] = value->number;
    }
    if (state == STATE_VALUE)
        apply(row, step, step->operand_count);
    else
        set_state(row, step, state);
}

/* [L4.7] Members that are not applicable are left out, with their weights where they come in pairs. */
static void run_members(const Row *row, const RowStep *step) {
    uint32_t width = operation_is_weighted(step->operation.op) ? 2 : 1;
    ValueState worst = STATE_VALUE;
    size_t gathered = 0;
    for (uint32_t i = 0; i + width <= step->operand_count; i += width) {
        const StepValue *value = operand(row, step, i), *weight = operand(row, step, i + width - 1);
        if (value->state == STATE_NOT_APPLICABLE || weight->state == STATE_NOT_APPLICABLE) continue;
        if (value->state > worst) worst = value->state;
        if (weight->state > worst) worst = weight->state;
        for (uint32_t k = 0; k < width; k++)
            row->gathered[gathered++] = operand(row, step, i + k)->number;
    }
    if (gathered == 0 && step->operation.op != OP_MEMBERS_COUNT) worst = STATE_NOT_APPLICABLE;
    if (worst == STATE_VALUE)
        apply(row, step, gathered);
    else
        set_state(row, step, worst);
}

static bool is_yes(const StepValue *value) {
    return value->state == STATE_VALUE && number_sign(value->number) != 0;
}

static bool is_no(const StepValue *value) {
    return value->state == STATE_VALUE && number_sign(value->number) == 0;
}

static void run_and(const Row *row, const RowStep *step) {
    uint32_t i = 0;
    while (i + 1 < step->operand_count && is_yes(operand(row, step, i)))
        i++;
    row->values[step->result] = *operand(row, step, i);
}

static void run_or(const Row *row, const RowStep *step) {
    uint32_t i = 0;
    while (i + 1 < step->operand_count && is_no(operand(row, step, i)))
        i++;
    row->values[step->result] = *operand(row, step, i);
}

static void run_choose(const Row *row, const RowStep *step) {
    uint32_t i = 0;
    while (i + 2 < step->operand_count && is_no(operand(row, step, i)))
        i += 2;
    const StepValue *decider = operand(row, step, i);
    bool is_test = i + 1 < step->operand_count;
    if (is_test && is_yes(decider)) decider = operand(row, step, i + 1);
    row->values[step->result] = *decider;
}

static void run_otherwise(const Row *row, const RowStep *step) {
    const StepValue *first = operand(row, step, 0);
    row->values[step->result] = first->state == STATE_UNDEFINED ? *operand(row, step, 1) : *first;
}

static void run_if_missing(const Row *row, const RowStep *step) {
    const StepValue *first = operand(row, step, 0);
    row->values[step->result] = first->state == STATE_MISSING ? *operand(row, step, 1) : *first;
}

/* [L4.4] */
static void run_present(const Row *row, const RowStep *step) {
    ValueState state = operand(row, step, 0)->state;
    if (state >= STATE_UNDEFINED)
        set_state(row, step, state);
    else
        set_number(row, step, state == STATE_VALUE ? NUMBER_ONE : NUMBER_ZERO);
}

static void run_where_applicable(const Row *row, const RowStep *step) {
    const StepValue *condition = operand(row, step, 1);
    if (condition->state == STATE_VALUE)
        row->values[step->result] = *operand(row, step, 0);
    else
        set_state(row, step, condition->state);
}

/* Only called for steps of a row; the fallback for leaves and cohort operations is never run. */
static RowFunction function_for(StepOp op) {
    if (op == OP_AND) return run_and;
    if (op == OP_OR) return run_or;
    if (op == OP_CHOOSE) return run_choose;
    if (op == OP_OTHERWISE) return run_otherwise;
    if (op == OP_IF_MISSING) return run_if_missing;
    if (op == OP_PRESENT) return run_present;
    if (op == OP_WHERE_APPLICABLE) return run_where_applicable;
    return operation_kind(op) == OPERATION_MEMBERS ? run_members : run_strict;
}

RowStep row_step_new(const Plan *plan, StepId id) {
    const Step *step = &plan->steps[id];
    return (RowStep){
        .run = function_for(step->op),
        .apply = operation_function(step->op),
        .operation = operation_of(step),
        .operands = plan_operands(plan, step),
        .operand_count = step->operand_count,
        .result = id,
    };
}

bool row_steps_run(const Row *row, const RowStep *steps, size_t count) {
    for (size_t i = 0; i < count; i++)
        steps[i].run(row, &steps[i]);
    return !number_context_take_overflow(row->numbers);
}

void row_steps_run_carefully(const Row *row, const RowStep *steps, size_t count) {
    for (size_t i = 0; i < count; i++) {
        steps[i].run(row, &steps[i]);
        if (number_context_take_overflow(row->numbers)) set_state(row, &steps[i], STATE_TOO_LARGE);
    }
}
