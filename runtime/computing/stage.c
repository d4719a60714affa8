#include "runtime/computing/stage.h"

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

static BlockColumn *block_values(Stage *stage, StepId id) {
    const Step *step = &stage->plan->steps[id];
    if (step->op == OP_INPUT) return &stage->block->inputs[step->input].values;
    BlockColumn *values = &stage->values[id];
    if (!values->numbers) *values = block_column_new(stage->arena, stage->scratch);
    return values;
}

static void import(Stage *stage, StepId id) {
    const Step *step = &stage->plan->steps[id];
    if (stage->imported_in[id] == stage->number + 1) return;
    stage->imported_in[id] = stage->number + 1;
    const Column *from =
        step->op == OP_INPUT ? &stage->table->columns[step->input].values : &stage->sources[id];
    if (step->op == OP_INPUT && stage->is_read) from = NULL;
    stage->imports[stage->import_count++] = (Import){id, block_values(stage, id), from};
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
    if (is_fixed(stage, step)) {
        add_fixed(stage, id);
    } else if (step->op == OP_INPUT) { /* its column is that of the table */
        import(stage, id);
    } else {
        import_operands(stage, step);
        stage->steps[stage->step_count++] = id;
        if (!stage->selection.kept[id]) return;
        stage->keeps[stage->keep_count++] = id;
        block_values(stage, id);
        stage->columns[id] = column_new(stage->keeping);
    }
}

static void start_require(Stage *stage, const PlanRequire *require) {
    const Step *condition = &stage->plan->steps[require->condition];
    if (condition->stage != stage->number) return;
    if (step_op_is_cohort(condition->op)) import(stage, require->condition);
    stage->requires[stage->require_count++] = require;
}

void stage_start(Stage *stage, uint32_t number, bool is_read) {
    const Plan *plan = stage->plan;
    stage->number = number;
    stage->is_read = is_read;
    stage->fixed_count = stage->step_count = stage->import_count = 0;
    stage->keep_count = stage->require_count = 0;
    for (size_t i = stage->starts[number]; i < stage->starts[number + 1]; i++) {
        StepId id = stage->by_stage[i];
        if (!step_op_is_cohort(plan->steps[id].op)) start_step(stage, id);
    }
    for (uint32_t i = 0; i < plan->require_count; i++)
        start_require(stage, &plan->requires[i]);
}

void stage_load(Stage *stage, size_t first, size_t count) {
    arena_reset(stage->scratch);
    for (size_t i = 0; i < stage->import_count; i++) {
        const Import *import = &stage->imports[i];
        if (import->from) column_load(import->from, first, count, import->column);
    }
    for (size_t i = 0; i < stage->keep_count; i++)
        block_column_clear(&stage->values[stage->keeps[i]]);
}

void stage_keep(Stage *stage, size_t count) {
    for (size_t i = 0; i < stage->keep_count; i++)
        column_append(&stage->columns[stage->keeps[i]], &stage->values[stage->keeps[i]], count);
}

/* ---- inputs behind the first stage */

static void keep_input(const Plan *plan, StepId id, bool *kept) {
    const Step *step = &plan->steps[id];
    if (step->op == OP_INPUT) kept[step->input] = true;
}

static void keep_operands(const Plan *plan, const Step *step, bool *kept) {
    for (uint32_t i = 0; i < step->operand_count; i++)
        keep_input(plan, plan_operands(plan, step)[i], kept);
    if (step_op_is_cohort(step->op) && step->cohort.scope_input != UINT32_MAX)
        kept[step->cohort.scope_input] = true;
}

/* Messages about a broken requirement name the inputs behind it. */
static void keep_of_require(const Plan *plan, StepId condition, bool *kept, Arena *arena) {
    bool *marked = ARENA_ARRAY(arena, bool, plan->step_count);
    marked[condition] = true;
    for (StepId id = plan->step_count; id-- > 0;) {
        if (!marked[id]) continue;
        keep_input(plan, id, kept);
        for (uint32_t i = 0; i < plan->steps[id].operand_count; i++)
            marked[plan_operands(plan, &plan->steps[id])[i]] = true;
    }
}

bool *stage_kept_inputs(const Plan *plan, const PlanParts *chosen, Arena *arena) {
    bool *kept = ARENA_ARRAY(arena, bool, plan->input_count + 1);
    PlanSelection selection = plan_select(plan, arena, chosen);
    for (StepId id = 0; id < plan->step_count; id++) {
        if (!selection.needed[id]) continue;
        if (selection.kept[id]) keep_input(plan, id, kept);
        if (plan->steps[id].stage > 0 || step_op_is_cohort(plan->steps[id].op))
            keep_operands(plan, &plan->steps[id], kept);
    }
    for (uint32_t i = 0; i < plan->require_count; i++)
        if (plan->steps[plan->requires[i].condition].stage > 0)
            keep_of_require(plan, plan->requires[i].condition, kept, arena);
    return kept;
}

void stage_join(Stage *stage, const Stage *other) {
    for (size_t i = 0; i < stage->keep_count; i++) {
        StepId id = stage->keeps[i];
        column_join(&stage->columns[id], &other->columns[id], &stage->values[id]);
    }
}

void stage_forget(Stage *stage) {
    arena_reset(stage->keeping);
    for (size_t i = 0; i < stage->keep_count; i++)
        stage->columns[stage->keeps[i]] = column_new(stage->keeping);
}

void stage_free(Stage *stage) {
    arena_free(stage->scratch);
    if (stage->keeping != stage->arena) arena_free(stage->keeping);
}

Stage stage_new(const Plan *plan, const Table *table, const PlanParts *chosen, Column *columns,
                Arena *arena) {
    Stage stage = {
        .plan = plan,
        .table = table,
        .values = ARENA_ARRAY(arena, BlockColumn, plan->step_count),
        .columns = columns,
        .sources = columns,
        .arena = arena,
        .scratch = arena_new(arena_memory(arena)),
        .keeping = arena,
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
