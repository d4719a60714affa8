#include "evidence/checker/checker_names.h"

#include "evidence/checker/python_text.h"

static bool is_leaf(const Step *step) {
    return step->op == OP_INPUT || step->op == OP_CONSTANT || step->op == OP_NO_VALUE;
}

static void name_step(const Plan *plan, CheckerNames *names, StepId id, Text name) {
    if (id == STEP_NONE || names->names[id].bytes) return;
    names->names[id] = name;
    names->is_named[id] = plan->steps[id].op != OP_INPUT;
}

static void name_inputs(const Plan *plan, CheckerNames *names, Arena *arena) {
    for (StepId id = 0; id < plan->step_count; id++)
        if (plan->steps[id].op == OP_INPUT)
            name_step(plan, names, id, python_name(arena, plan->inputs[plan->steps[id].input].name));
}

static void name_outputs(const Plan *plan, CheckerNames *names, Arena *arena) {
    static const char *const parts[PLAN_PART_COUNT] = {NULL, "exact", "points", "max", "ratio", "full_max"};
    for (unsigned part = 0; part < PLAN_PART_COUNT; part++)
        for (uint32_t i = 0; i < plan->output_count; i++) {
            Text name = plan->outputs[i].name;
            name = part == 0
                       ? python_name(arena, name)
                       : text_format(arena, "%.*s__%s", TEXT_ARG(python_name(arena, name)), parts[part]);
            name_step(plan, names, plan_part(&plan->outputs[i], PLAN_PART_ALL, part), name);
        }
}

static void name_by_number(const Plan *plan, CheckerNames *names, Arena *arena, StepId id) {
    name_step(plan, names, id, text_format(arena, "step__%u", id));
}

static void name_conditions(const Plan *plan, CheckerNames *names, Arena *arena) {
    for (uint32_t i = 0; i < plan->require_count; i++)
        name_step(plan, names, plan->requires[i].condition, text_format(arena, "require__%u", i + 1));
}

/* What looks at other units has a name, so that a card can give its value. */
static void name_cohorts(const Plan *plan, CheckerNames *names, Arena *arena) {
    for (StepId id = 0; id < plan->step_count; id++)
        if (step_op_is_cohort(plan->steps[id].op)) name_by_number(plan, names, arena, id);
}

/* What a cohort looks at is asked of every unit, so it has a name of its own. */
static void use_operand(const Plan *plan, CheckerNames *names, Arena *arena, StepId id, uint32_t i) {
    const Step *step = &plan->steps[id];
    StepId operand = plan_operands(plan, step)[i], owner = names->is_named[id] ? id : names->owner[id];
    bool is_column = step_op_is_cohort(step->op) && !step_op_is_parameter(step->op, i);
    bool is_shared = names->owner[operand] != STEP_NONE && names->owner[operand] != owner;
    names->uses[operand]++;
    if (is_column || (is_shared && !is_leaf(&plan->steps[operand])))
        name_by_number(plan, names, arena, operand);
    names->owner[operand] = owner;
}

/* Operands stand before the steps that need them, so one walk from the end finds all. */
static void find_owners(const Plan *plan, CheckerNames *names, Arena *arena) {
    for (StepId id = plan->step_count; id-- > 0;) {
        if (names->is_named[id]) names->owner[id] = id;
        for (uint32_t i = 0; names->owner[id] != STEP_NONE && i < plan->steps[id].operand_count; i++)
            use_operand(plan, names, arena, id, i);
    }
}

CheckerNames checker_names(const Plan *plan, Arena *arena) {
    size_t count = (size_t)plan->step_count + 1;
    CheckerNames names = {ARENA_ARRAY(arena, Text, count), ARENA_ARRAY(arena, bool, count),
                          ARENA_ARRAY(arena, StepId, count), ARENA_ARRAY(arena, uint32_t, count),
                          ARENA_ARRAY(arena, uint32_t, count)};
    for (StepId id = 0; id < plan->step_count; id++) {
        names.owner[id] = STEP_NONE;
        names.output[id] = UINT32_MAX;
    }
    for (uint32_t i = plan->output_count; i-- > 0;)
        names.output[plan->outputs[i].value] = i;
    name_inputs(plan, &names, arena);
    name_outputs(plan, &names, arena);
    name_conditions(plan, &names, arena);
    name_cohorts(plan, &names, arena);
    find_owners(plan, &names, arena);
    return names;
}
