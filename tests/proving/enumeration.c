#include "tests/proving/enumeration.h"

#include <string.h>

typedef struct Odometer {
    const RandomMethodology *made;
    uint32_t at[MOST_INPUTS];
} Odometer;

static bool turn(Odometer *odometer) {
    for (uint32_t i = 0; i < odometer->made->input_count; i++) {
        if (++odometer->at[i] < odometer->made->inputs[i].cell_count) return true;
        odometer->at[i] = 0;
    }
    return false;
}

static size_t count_rows(const RandomMethodology *made) {
    size_t count = 1;
    for (uint32_t i = 0; i < made->input_count; i++)
        count *= made->inputs[i].cell_count;
    return count;
}

static void set_leaves(const Plan *plan, const LegalCell *cells, StepValue *values) {
    for (StepId id = 0; id < plan->step_count; id++) {
        const Step *step = &plan->steps[id];
        if (step->op == OP_CONSTANT) values[id] = (StepValue){plan->constants[step->constant], STATE_VALUE};
        if (step->op == OP_NO_VALUE) values[id] = (StepValue){NUMBER_ZERO, (ValueState)step->state};
        if (step->op == OP_INPUT)
            values[id] = (StepValue){cells[step->input].number, cells[step->input].state};
    }
}

/* [L3.9] as the gates that repeat the requirements have it */
static bool is_legal(const RandomMethodology *made, const Plan *plan, const StepValue *values) {
    for (uint32_t i = 0; i < made->require_count; i++) {
        const StepValue *must = &values[plan->outputs[i].value];
        if (must->state == STATE_UNDEFINED || (must->state == STATE_VALUE && number_sign(must->number) == 0))
            return false;
    }
    return true;
}

static uint32_t most_operands(const Plan *plan) {
    uint32_t most = 1;
    for (StepId id = 0; id < plan->step_count; id++)
        if (plan->steps[id].operand_count > most) most = plan->steps[id].operand_count;
    return most;
}

static RowStep *ready_steps(const Plan *plan, Arena *arena, size_t *count) {
    RowStep *steps = ARENA_ARRAY(arena, RowStep, plan->step_count + 1);
    for (StepId id = 0; id < plan->step_count; id++)
        if (operation_kind(plan->steps[id].op) != OPERATION_LEAF) steps[(*count)++] = row_step_new(plan, id);
    return steps;
}

Enumeration enumerate(const RandomMethodology *made, const Plan *plan, Arena *arena, NumberContext *numbers) {
    size_t most = count_rows(made), step_count = 0, inputs = plan->input_count;
    Enumeration all = {.plan = plan,
                       .cells = ARENA_ARRAY(arena, LegalCell, most * inputs + 1),
                       .values = arena_alloc(arena, (most * plan->step_count + 1) * sizeof *all.values)};
    RowStep *steps = ready_steps(plan, arena, &step_count);
    Row row = {numbers, NULL, ARENA_ARRAY(arena, Number, most_operands(plan))};
    Odometer odometer = {.made = made};
    number_context_use(numbers, arena);
    do {
        LegalCell *cells = &all.cells[all.row_count * inputs];
        for (uint32_t i = 0; i < made->input_count; i++)
            cells[i + 1] = made->inputs[i].cells[odometer.at[i]];
        row.values = &all.values[all.row_count * plan->step_count];
        set_leaves(plan, cells, row.values);
        if (!row_steps_run(&row, steps, step_count)) all.has_large = true;
        if (is_legal(made, plan, row.values)) all.row_count++;
    } while (turn(&odometer));
    return all;
}
