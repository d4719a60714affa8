#include "evidence/card/step_names.h"

static bool is_leaf(const Step *step) {
    return step->op == OP_INPUT || step->op == OP_CONSTANT || step->op == OP_NO_VALUE;
}

static void claim(const Plan *plan, StepName *names, uint32_t output, unsigned part) {
    StepId id = plan_part(&plan->outputs[output], PLAN_PART_ALL, part);
    if (id == STEP_NONE) return;
    bool is_value = part == 0 && plan->outputs[output].kind == OUTPUT_CRITERION;
    if (is_value && names[id].criterion == UINT32_MAX) names[id].criterion = output;
    if (is_leaf(&plan->steps[id]) || names[id].output != UINT32_MAX) return;
    names[id].output = output;
    names[id].part = part;
}

/* Values before what they were made of. */
static void claim_kind(const Plan *plan, StepName *names, PlanOutputKind kind) {
    for (unsigned part = 0; part < PLAN_PART_COUNT; part++)
        for (uint32_t i = 0; i < plan->output_count; i++)
            if (plan->outputs[i].kind == kind) claim(plan, names, i, part);
}

static void claim_all(const Plan *plan, StepName *names) {
    static const PlanOutputKind kinds[] = {OUTPUT_CRITERION, OUTPUT_GROUP, OUTPUT_INDEX, OUTPUT_LET,
                                           OUTPUT_REPORT,    OUTPUT_GATE,  OUTPUT_RANK,  OUTPUT_GRADE};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        claim_kind(plan, names, kinds[i]);
}

/* Whether the value is one of its operands or lies between them, or is shown as they are. */
static bool hands_on(StepOp op) {
    return op == OP_ADD || op == OP_NEGATE || op == OP_ABS || op == OP_CHOOSE || op == OP_OTHERWISE ||
           op == OP_IF_MISSING || op == OP_WHERE_APPLICABLE || op == OP_MIN || op == OP_MAX ||
           op == OP_COHORT_MAX || op == OP_COHORT_MIN || op == OP_COHORT_MEAN || op == OP_COHORT_MEDIAN;
}

/* The values among the operands of a choice stand at the odd places, and at the last. */
static bool is_value_operand(const Step *step, uint32_t i) {
    if (step->op == OP_CHOOSE) return i % 2 == 1 || i + 1 == step->operand_count;
    return step->op != OP_WHERE_APPLICABLE || i == 0;
}

static void inherit(const Plan *plan, StepName *names, StepId id) {
    const Step *step = &plan->steps[id];
    for (uint32_t i = 0; i < step->operand_count; i++) {
        const StepName *operand = &names[plan_operands(plan, step)[i]];
        if (!is_value_operand(step, i)) continue;
        names[id].as_percent |= operand->as_percent;
        if (step->type != PLAN_OPTION || names[id].category_input != UINT32_MAX) continue;
        names[id].category_input = operand->category_input;
        if (names[id].category_output == UINT32_MAX) names[id].category_output = operand->category_output;
    }
}

static void start(const Plan *plan, StepName *names, StepId id) {
    const Step *step = &plan->steps[id];
    names[id] = (StepName){.output = UINT32_MAX,
                           .criterion = UINT32_MAX,
                           .category_input = UINT32_MAX,
                           .category_output = UINT32_MAX};
    if (step->op != OP_INPUT) return;
    PlanInputType type = plan->inputs[step->input].type;
    names[id].as_percent = type == INPUT_PERCENT;
    if (type == INPUT_OPTION || type == INPUT_TEXT) names[id].category_input = step->input;
}

static void mark_output(const Plan *plan, StepName *names, uint32_t number) {
    const PlanOutput *output = &plan->outputs[number];
    for (unsigned part = 0; part < 2; part++) {
        StepId id = plan_part(output, PLAN_PART_ALL, part);
        if (id == STEP_NONE) continue;
        names[id].as_percent |= output->as_percent;
        if (plan->steps[id].type == PLAN_OPTION && output->grade_count > 0)
            names[id].category_output = number;
    }
}

StepName *step_names_new(const Plan *plan, Arena *arena) {
    StepName *names = ARENA_ARRAY(arena, StepName, (size_t)plan->step_count + 1);
    for (StepId id = 0; id < plan->step_count; id++)
        start(plan, names, id);
    for (uint32_t i = 0; i < plan->output_count; i++)
        mark_output(plan, names, i);
    for (StepId id = 0; id < plan->step_count; id++)
        if (hands_on(plan->steps[id].op)) inherit(plan, names, id);
    claim_all(plan, names);
    return names;
}
