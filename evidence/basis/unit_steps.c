#include "evidence/basis/unit_steps.h"

#include "runtime/computing/value_told.h"

/* The steps that an input reaches without passing a cohort, in order. */
typedef struct Cone {
    bool is_known;
    StepId *ids;     /* first those of the input itself */
    StepValue *kept; /* their values before a trial */
    RowStep *steps;  /* the others, made ready */
    size_t count, own_count;
} Cone;

struct UnitSteps {
    const Scored *scored;
    Arena *arena;
    Row row;
    RowStep *steps;         /* per step of the plan; made ready where it is one of a row */
    Cone *cones;            /* per input */
    uint32_t *reached_from; /* per step: the input whose cone was sought last, plus 1 */
    Cone *trial;            /* NULL: none */
};

static bool is_computed(const Step *step) {
    return step->op != OP_INPUT && step->op != OP_CONSTANT && step->op != OP_NO_VALUE &&
           !step_op_is_cohort(step->op);
}

static uint32_t most_operands(const Plan *plan) {
    uint32_t most = 1;
    for (StepId id = 0; id < plan->step_count; id++)
        if (plan->steps[id].operand_count > most) most = plan->steps[id].operand_count;
    return most;
}

UnitSteps *unit_steps_new(const Scored *scored, Arena *arena, NumberContext *numbers) {
    const Plan *plan = scored->plan;
    UnitSteps *steps = ARENA_NEW(arena, UnitSteps);
    *steps = (UnitSteps){.scored = scored, .arena = arena};
    steps->row.numbers = numbers;
    steps->row.values = ARENA_ARRAY(arena, StepValue, (size_t)plan->step_count + 1);
    steps->row.gathered = ARENA_ARRAY(arena, Number, most_operands(plan));
    steps->steps = ARENA_ARRAY(arena, RowStep, (size_t)plan->step_count + 1);
    steps->reached_from = ARENA_ARRAY(arena, uint32_t, (size_t)plan->step_count + 1);
    steps->cones = ARENA_ARRAY(arena, Cone, (size_t)plan->input_count + 1);
    for (StepId id = 0; id < plan->step_count; id++)
        if (is_computed(&plan->steps[id])) steps->steps[id] = row_step_new(plan, id);
    return steps;
}

static StepValue value_of_input(const Scored *scored, uint32_t input, size_t row) {
    PlanInputType type = scored->plan->inputs[input].type;
    if (type == INPUT_KEY || type == INPUT_NAME) return (StepValue){NUMBER_ZERO, STATE_VALUE};
    return scored_input(scored, input, row);
}

static StepValue given_value(const Scored *scored, StepId id, size_t row) {
    const Step *step = &scored->plan->steps[id];
    if (step->op == OP_CONSTANT) return (StepValue){scored->plan->constants[step->constant], STATE_VALUE};
    if (step->op == OP_NO_VALUE) return (StepValue){NUMBER_ZERO, (ValueState)step->state};
    if (step->op == OP_INPUT) return value_of_input(scored, step->input, row);
    return told_cell(&scored->evaluation->columns[id], row);
}

void unit_steps_load(UnitSteps *steps, size_t row) {
    const Plan *plan = steps->scored->plan;
    steps->trial = NULL;
    for (StepId id = 0; id < plan->step_count; id++) {
        if (is_computed(&plan->steps[id]))
            row_steps_run_carefully(&steps->row, &steps->steps[id], 1);
        else
            steps->row.values[id] = given_value(steps->scored, id, row);
    }
}

const StepValue *unit_steps_values(const UnitSteps *steps) {
    return steps->row.values;
}

/* ---- another value in a cell */

static bool is_reached(const UnitSteps *steps, uint32_t input, StepId id) {
    const Plan *plan = steps->scored->plan;
    const Step *step = &plan->steps[id];
    if (!is_computed(step)) return false;
    for (uint32_t i = 0; i < step->operand_count; i++)
        if (steps->reached_from[plan_operands(plan, step)[i]] == input + 1) return true;
    return false;
}

static void find_cone(UnitSteps *steps, uint32_t input, Cone *cone) {
    const Plan *plan = steps->scored->plan;
    size_t capacity = 0, step_capacity = 0, count = 0;
    for (StepId id = 0; id < plan->step_count; id++) {
        if (plan->steps[id].op != OP_INPUT || plan->steps[id].input != input) continue;
        steps->reached_from[id] = input + 1;
        ARENA_PUSH(steps->arena, cone->ids, cone->count, capacity, id);
    }
    cone->own_count = cone->count;
    for (StepId id = 0; id < plan->step_count; id++) {
        if (!is_reached(steps, input, id)) continue;
        steps->reached_from[id] = input + 1;
        ARENA_PUSH(steps->arena, cone->ids, cone->count, capacity, id);
        ARENA_PUSH(steps->arena, cone->steps, count, step_capacity, steps->steps[id]);
    }
    cone->kept = ARENA_ARRAY(steps->arena, StepValue, cone->count + 1);
    cone->is_known = true;
}

StepList unit_steps_try(UnitSteps *steps, uint32_t input, StepValue value) {
    Cone *cone = &steps->cones[input];
    unit_steps_restore(steps);
    if (!cone->is_known) find_cone(steps, input, cone);
    for (size_t i = 0; i < cone->count; i++)
        cone->kept[i] = steps->row.values[cone->ids[i]];
    for (size_t i = 0; i < cone->own_count; i++)
        steps->row.values[cone->ids[i]] = value;
    row_steps_run_carefully(&steps->row, cone->steps, cone->count - cone->own_count);
    steps->trial = cone;
    return (StepList){cone->ids, cone->count};
}

void unit_steps_restore(UnitSteps *steps) {
    const Cone *cone = steps->trial;
    for (size_t i = 0; cone && i < cone->count; i++)
        steps->row.values[cone->ids[i]] = cone->kept[i];
    steps->trial = NULL;
}
