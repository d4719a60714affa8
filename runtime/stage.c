#include "runtime/stage.h"

static bool *output_steps(const Plan *plan, const PlanParts *chosen, Arena *arena) {
    bool *flags = ARENA_ARRAY(arena, bool, plan->step_count + 1);
    for (uint32_t i = 0; i < plan->output_count; i++) {
        for (unsigned part = 0; part < PLAN_PART_COUNT; part++) {
            StepId step = plan_part(&plan->outputs[i], chosen[i], part);
            if (step != STEP_NONE) flags[step] = true;
        }
    }
    return flags;
}

/* Counting sort by stage; within a stage steps keep their order. */
static void sort_by_stage(Stage *stage) {
    const Plan *plan = stage->plan;
    size_t *starts = ARENA_ARRAY(stage->arena, size_t, (size_t)plan->stage_count + 2);
    stage->by_stage = ARENA_ARRAY(stage->arena, StepId, plan->step_count);
    for (StepId id = 0; id < plan->step_count; id++)
        if (stage->selection.needed[id]) starts[plan->steps[id].stage + 2]++;
    for (uint32_t i = 1; i <= plan->stage_count; i++)
        starts[i + 1] += starts[i];
    for (StepId id = 0; id < plan->step_count; id++)
        if (stage->selection.needed[id]) stage->by_stage[starts[plan->steps[id].stage + 1]++] = id;
    stage->starts = starts;
}

/* Texts are not computed with: a key or a name is a value that says no more than that it is there. */
static bool is_text_input(const Stage *stage, const Step *step) {
    if (step->op != OP_INPUT) return false;
    PlanInputType type = stage->plan->inputs[step->input].type;
    return type == INPUT_KEY || type == INPUT_NAME;
}

static bool is_fixed(const Stage *stage, const Step *step) {
    return step->op == OP_CONSTANT || step->op == OP_NO_VALUE || is_text_input(stage, step);
}

static const Column *source_column(const Stage *stage, StepId id) {
    const Step *step = &stage->plan->steps[id];
    return step->op == OP_INPUT ? &stage->table->columns[step->input].values : &stage->columns[id];
}

static void import(Stage *stage, StepId id) {
    if (stage->imported_in[id] == stage->number + 1) return;
    stage->imported_in[id] = stage->number + 1;
    stage->imports[stage->import_count++] = (Import){id, source_column(stage, id)};
}

/* Fixed ones are looked at anew in each stage that needs them. */
static void add_fixed(Stage *stage, StepId id) {
    if (stage->imported_in[id] == stage->number + 1) return;
    stage->imported_in[id] = stage->number + 1;
    stage->fixed[stage->fixed_count++] = id;
}

/* Operands of earlier stages and of cohort steps come from columns. */
static void import_operands(Stage *stage, const Step *step) {
    for (uint32_t i = 0; i < step->operand_count; i++) {
        StepId id = plan_operands(stage->plan, step)[i];
        const Step *operand = &stage->plan->steps[id];
        if (is_fixed(stage, operand))
            add_fixed(stage, id);
        else if (operand->op == OP_INPUT || operand->stage < stage->number || step_op_is_cohort(operand->op))
            import(stage, id);
    }
}

static void start_step(Stage *stage, StepId id) {
    const Step *step = &stage->plan->steps[id];
    bool is_kept = stage->selection.kept[id];
    if (is_fixed(stage, step)) {
        add_fixed(stage, id);
    } else if (step->op == OP_INPUT) { /* its column is that of the table */
        import(stage, id);
        if (is_kept) stage->columns[id] = *source_column(stage, id);
    } else {
        import_operands(stage, step);
        stage->steps[stage->step_count++] = id;
        if (!is_kept) return;
        stage->keeps[stage->keep_count++] = id;
        stage->columns[id] = column_of_rows(stage->arena, stage->table->row_count);
    }
}

static void start_require(Stage *stage, const PlanRequire *require) {
    const Step *condition = &stage->plan->steps[require->condition];
    if (condition->stage != stage->number) return;
    if (step_op_is_cohort(condition->op)) import(stage, require->condition);
    stage->requires[stage->require_count++] = require;
}

void stage_start(Stage *stage, uint32_t number) {
    const Plan *plan = stage->plan;
    stage->number = number;
    stage->fixed_count = stage->step_count = stage->import_count = 0;
    stage->keep_count = stage->require_count = 0;
    for (size_t i = stage->starts[number]; i < stage->starts[number + 1]; i++) {
        StepId id = stage->by_stage[i];
        if (!step_op_is_cohort(plan->steps[id].op)) start_step(stage, id);
    }
    for (uint32_t i = 0; i < plan->require_count; i++)
        start_require(stage, &plan->requires[i]);
}

Stage stage_new(const Plan *plan, const Table *table, const PlanParts *chosen, Column *columns,
                Arena *arena) {
    Stage stage = {
        .plan = plan,
        .table = table,
        .columns = columns,
        .arena = arena,
        .selection = plan_select(plan, arena, chosen),
        .is_output = output_steps(plan, chosen, arena),
        .imported_in = ARENA_ARRAY(arena, uint32_t, plan->step_count),
        .fixed = ARENA_ARRAY(arena, StepId, plan->step_count),
        .steps = ARENA_ARRAY(arena, StepId, plan->step_count),
        .imports = ARENA_ARRAY(arena, Import, plan->step_count),
        .keeps = ARENA_ARRAY(arena, StepId, plan->step_count),
        .requires = ARENA_ARRAY(arena, const PlanRequire *, plan->require_count),
    };
    sort_by_stage(&stage);
    return stage;
}
