#include "evidence/published/replay.h"

static bool is_leaf(const Plan *plan, StepId id, StepId given) {
    const Step *step = &plan->steps[id];
    return id == given || step->op == OP_INPUT || step_op_is_cohort(step->op);
}

static bool is_fixed(const Step *step) {
    return step->op == OP_CONSTANT || step->op == OP_NO_VALUE;
}

/* Steps stand behind their operands, so one pass from the end finds all that are needed. */
static bool *needed_steps(const Plan *plan, StepId target, StepId given, Arena *arena) {
    bool *needed = ARENA_ARRAY(arena, bool, plan->step_count);
    needed[target] = true;
    for (StepId id = target + 1; id-- > 0;) {
        if (!needed[id] || is_leaf(plan, id, given)) continue;
        for (uint32_t i = 0; i < plan->steps[id].operand_count; i++)
            needed[plan_operands(plan, &plan->steps[id])[i]] = true;
    }
    return needed;
}

static uint32_t most_operands(const Plan *plan) {
    uint32_t most = 1;
    for (StepId id = 0; id < plan->step_count; id++)
        if (plan->steps[id].operand_count > most) most = plan->steps[id].operand_count;
    return most;
}

static StepValue fixed_value(const Plan *plan, const Step *step) {
    if (step->op == OP_CONSTANT) return (StepValue){plan->constants[step->constant], STATE_VALUE};
    return (StepValue){NUMBER_ZERO, (ValueState)step->state};
}

Replay replay_new(const Plan *plan, StepId target, StepId given, Arena *arena, NumberContext *numbers) {
    const bool *needed = needed_steps(plan, target, given, arena);
    Replay replay = {.plan = plan,
                     .target = target,
                     .leaves = ARENA_ARRAY(arena, StepId, (size_t)target + 1),
                     .row = {numbers, ARENA_ARRAY(arena, StepValue, plan->step_count),
                             ARENA_ARRAY(arena, Number, most_operands(plan))},
                     .steps = ARENA_ARRAY(arena, RowStep, (size_t)target + 1)};
    for (StepId id = 0; id <= target; id++) {
        if (!needed[id]) continue;
        if (is_leaf(plan, id, given))
            replay.leaves[replay.leaf_count++] = id;
        else if (is_fixed(&plan->steps[id]))
            replay.row.values[id] = fixed_value(plan, &plan->steps[id]);
        else
            replay.steps[replay.step_count++] = row_step_new(plan, id);
    }
    return replay;
}

StepValue replay_run(Replay *replay) {
    row_steps_run_carefully(&replay->row, replay->steps, replay->step_count);
    return replay->row.values[replay->target];
}
