#include "lang/plan.h"

static const char *const names[] = {
#define STEP_OP(id, name, kind) name,
#include "lang/step_ops.def"
#undef STEP_OP
};
_Static_assert(sizeof names / sizeof *names == STEP_OP_COUNT, "one name per operation");

typedef enum Kind { KIND_LEAF, KIND_STRICT, KIND_LAZY, KIND_MEMBERS, KIND_COHORT } Kind;

static const Kind kinds[] = {
#define STEP_OP(id, name, kind) KIND_##kind,
#include "lang/step_ops.def"
#undef STEP_OP
};
_Static_assert(sizeof kinds / sizeof *kinds == STEP_OP_COUNT, "one kind per operation");

const char *step_op_name(StepOp op) {
    return names[op];
}

bool step_op_is_cohort(StepOp op) {
    return kinds[op] == KIND_COHORT;
}

bool step_op_is_parameter(StepOp op, uint32_t operand) {
    return (op == OP_COHORT_PERCENTILE || op == OP_GRADE_TOP) && operand > 0;
}

static void mark(bool *flags, StepId step) {
    if (step != STEP_NONE) flags[step] = true;
}

StepId plan_part(const PlanOutput *output, PlanParts parts, unsigned part) {
    const StepId steps[PLAN_PART_COUNT] = {output->value, output->exact, output->points,
                                           output->max,   output->ratio, output->declared_max};
    return parts >> part & 1 ? steps[part] : STEP_NONE;
}

static void mark_outputs(const Plan *plan, const PlanParts *chosen, bool *flags) {
    for (uint32_t i = 0; i < plan->output_count; i++) {
        for (unsigned part = 0; part < PLAN_PART_COUNT; part++) {
            StepId step = plan_part(&plan->outputs[i], chosen ? chosen[i] : PLAN_PART_ALL, part);
            if (step != STEP_NONE) flags[step] = true;
        }
    }
}

/* Steps need only earlier ones, so one walk from the last to the first reaches everything. */
static void mark_needed(const Plan *plan, bool *needed) {
    for (uint32_t id = plan->step_count; id-- > 0;) {
        if (!needed[id]) continue;
        const Step *step = &plan->steps[id];
        for (uint32_t i = 0; i < step->operand_count; i++)
            mark(needed, plan_operands(plan, step)[i]);
    }
}

/* A constant is the same in every stage: it has no need of a column to be read later. */
static bool is_constant(const Step *step) {
    return step->op == OP_CONSTANT || step->op == OP_NO_VALUE;
}

static void mark_kept_operands(const Plan *plan, const Step *step, bool *kept) {
    for (uint32_t i = 0; i < step->operand_count; i++) {
        StepId id = plan_operands(plan, step)[i];
        const Step *operand = &plan->steps[id];
        bool is_column = step_op_is_cohort(step->op) ? !step_op_is_parameter(step->op, i)
                                                     : operand->stage < step->stage && !is_constant(operand);
        if (is_column) kept[id] = true;
    }
}

PlanSelection plan_select(const Plan *plan, Arena *arena, const PlanParts *chosen) {
    PlanSelection selection = {ARENA_ARRAY(arena, bool, plan->step_count),
                               ARENA_ARRAY(arena, bool, plan->step_count)};
    mark_outputs(plan, chosen, selection.needed);
    mark_outputs(plan, chosen, selection.kept);
    for (uint32_t i = 0; i < plan->require_count; i++)
        mark(selection.needed, plan->requires[i].condition);
    mark_needed(plan, selection.needed);
    for (StepId id = 0; id < plan->step_count; id++) {
        if (!selection.needed[id]) continue;
        mark_kept_operands(plan, &plan->steps[id], selection.kept);
        if (step_op_is_cohort(plan->steps[id].op)) selection.kept[id] = true;
    }
    return selection;
}
