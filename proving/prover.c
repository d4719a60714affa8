#include "proving/prover.h"

enum { EFFORT_BASE = 2000000, EFFORT_PER_STEP = 400 };

static uint32_t most_operands(const Plan *plan) {
    uint32_t most = 1;
    for (StepId id = 0; id < plan->step_count; id++)
        if (plan->steps[id].operand_count > most) most = plan->steps[id].operand_count;
    return most;
}

Prover *prover_new(const Plan *plan, Arena *arena, NumberContext *numbers) {
    Prover *prover = ARENA_NEW(arena, Prover);
    number_context_use(numbers, arena);
    prover->plan = plan;
    prover->numbers = numbers;
    prover->arena = arena;
    prover->domain = domain_new(plan, arena, numbers);
    prover->boxes = arena_new(arena_memory(arena));
    prover->work = arena_new(arena_memory(arena));
    prover->kept = arena_new(arena_memory(arena));
    prover->marks = ARENA_ARRAY(arena, uint32_t, plan->step_count + 1);
    prover->stack = ARENA_ARRAY(arena, StepId, plan->step_count + 1);
    for (int row = 0; row < PROVER_ROWS; row++) {
        prover->facts[row] = ARENA_ARRAY(arena, Facts, plan->step_count + 1);
        prover->values[row] = ARENA_ARRAY(arena, StepValue, plan->step_count + 1);
    }
    prover->gathered = ARENA_ARRAY(arena, Number, most_operands(plan));
    prover->legal = ARENA_ARRAY(arena, InputCell, plan->input_count + 1);
    prover->groups = ARENA_ARRAY(arena, GroupState, prover->domain->group_count + 1);
    prover->found = ARENA_ARRAY(arena, InputCell, plan->input_count + 1);
    for (uint32_t i = 0; i < plan->input_count; i++)
        prover->legal[i] = prover->domain->inputs[i].plain;
    prover->effort = EFFORT_BASE + (uint64_t)EFFORT_PER_STEP * plan->step_count;
    return prover;
}

void prover_free(Prover *prover) {
    if (!prover) return;
    arena_free(prover->boxes);
    arena_free(prover->work);
    arena_free(prover->kept);
}

uint32_t prover_new_mark(Prover *prover) {
    return ++prover->mark;
}
