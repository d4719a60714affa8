#include "runtime/evaluate.h"

#include "runtime/cohort.h"
#include "runtime/evaluate_report.h"

/* A value that a row takes from a column before its steps run. */
typedef struct Import {
    StepId step;
    const Column *column;
} Import;

/* One run. The lists hold what the stage at hand does in each row; they are made once per stage. */
typedef struct Evaluator {
    const Plan *plan;
    const Table *table;
    Evaluation *evaluation;
    Arena *arena;
    EvaluateReport report;
    PlanSelection selection;
    bool *is_output;  /* per step */
    StepId *by_stage; /* needed steps, stage after stage */
    size_t *stage_starts;
    uint32_t *imported_in; /* per step: stage + 1 that imports it */
    Row row;
    RowStep *steps;
    size_t step_count;
    Import *imports;
    size_t import_count;
    StepId *keeps;
    size_t keep_count;
    const PlanRequire **requires;
    size_t require_count;
} Evaluator;

static const Step *step_of(const Evaluator *evaluator, StepId id) {
    return &evaluator->plan->steps[id];
}

static bool *all_outputs(const Plan *plan, Arena *arena) {
    bool *chosen = ARENA_ARRAY(arena, bool, plan->output_count);
    for (uint32_t i = 0; i < plan->output_count; i++)
        chosen[i] = true;
    return chosen;
}

static void mark_output(bool *is_output, StepId step) {
    if (step != STEP_NONE) is_output[step] = true;
}

static bool *output_steps(const Plan *plan, const bool *chosen, Arena *arena) {
    bool *is_output = ARENA_ARRAY(arena, bool, plan->step_count);
    for (uint32_t i = 0; i < plan->output_count; i++) {
        if (!chosen[i]) continue;
        mark_output(is_output, plan->outputs[i].value);
        mark_output(is_output, plan->outputs[i].exact);
        mark_output(is_output, plan->outputs[i].points);
        mark_output(is_output, plan->outputs[i].max);
    }
    return is_output;
}

/* Counting sort by stage; within a stage steps keep their order. */
static void sort_by_stage(Evaluator *evaluator) {
    const Plan *plan = evaluator->plan;
    size_t *starts = ARENA_ARRAY(evaluator->arena, size_t, (size_t)plan->stage_count + 2);
    evaluator->by_stage = ARENA_ARRAY(evaluator->arena, StepId, plan->step_count);
    for (StepId id = 0; id < plan->step_count; id++)
        if (evaluator->selection.needed[id]) starts[plan->steps[id].stage + 2]++;
    for (uint32_t stage = 1; stage <= plan->stage_count; stage++)
        starts[stage + 1] += starts[stage];
    for (StepId id = 0; id < plan->step_count; id++)
        if (evaluator->selection.needed[id]) evaluator->by_stage[starts[plan->steps[id].stage + 1]++] = id;
    evaluator->stage_starts = starts;
}

static uint32_t most_operands(const Plan *plan) {
    uint32_t most = 1;
    for (StepId id = 0; id < plan->step_count; id++)
        if (plan->steps[id].operand_count > most) most = plan->steps[id].operand_count;
    return most;
}

/* Texts are not computed with: a key or a name is a value that says no more than that it is there. */
static bool is_text_input(const Evaluator *evaluator, const Step *step) {
    if (step->op != OP_INPUT) return false;
    PlanInputType type = evaluator->plan->inputs[step->input].type;
    return type == INPUT_KEY || type == INPUT_NAME;
}

/* The same in every row. */
static bool is_fixed(const Evaluator *evaluator, const Step *step) {
    return step->op == OP_CONSTANT || step->op == OP_NO_VALUE || is_text_input(evaluator, step);
}

static StepValue fixed_value(const Plan *plan, const Step *step) {
    if (step->op == OP_CONSTANT) return (StepValue){plan->constants[step->constant], STATE_VALUE};
    return (StepValue){NUMBER_ZERO, step->op == OP_NO_VALUE ? (ValueState)step->state : STATE_VALUE};
}

static void keep_value(Column *column, NumberContext *numbers, const StepValue *value) {
    if (value->state == STATE_VALUE)
        column_add_number(column, numbers, value->number);
    else
        column_add(column, cell_without_value(value->state));
}

/* The first cell is made, the others are copies: a large number is stored once. */
static void fill_column(Evaluator *evaluator, StepId id) {
    size_t row_count = evaluator->table->row_count;
    Column column = column_new(evaluator->arena, row_count);
    if (row_count > 0) keep_value(&column, evaluator->row.numbers, &evaluator->row.values[id]);
    for (size_t row = 1; row < row_count; row++)
        column_add(&column, column.cells[0]);
    evaluator->evaluation->columns[id] = column;
}

static const Column *source_column(const Evaluator *evaluator, StepId id) {
    const Step *step = step_of(evaluator, id);
    if (step->op == OP_INPUT) return &evaluator->table->columns[step->input].values;
    return &evaluator->evaluation->columns[id];
}

static void import(Evaluator *evaluator, uint32_t stage, StepId id) {
    if (evaluator->imported_in[id] == stage + 1) return;
    evaluator->imported_in[id] = stage + 1;
    evaluator->imports[evaluator->import_count++] = (Import){id, source_column(evaluator, id)};
}

/* Operands of earlier stages and of cohort steps come from columns. */
static void import_operands(Evaluator *evaluator, uint32_t stage, const Step *step) {
    for (uint32_t i = 0; i < step->operand_count; i++) {
        StepId id = plan_operands(evaluator->plan, step)[i];
        const Step *operand = step_of(evaluator, id);
        if (is_fixed(evaluator, operand)) continue;
        if (operand->op == OP_INPUT || operand->stage < stage || step_op_is_cohort(operand->op))
            import(evaluator, stage, id);
    }
}

static void prepare_fixed(Evaluator *evaluator, StepId id) {
    evaluator->row.values[id] = fixed_value(evaluator->plan, step_of(evaluator, id));
    if (evaluator->selection.kept[id]) fill_column(evaluator, id);
}

static void prepare_step(Evaluator *evaluator, uint32_t stage, StepId id) {
    const Step *step = step_of(evaluator, id);
    bool is_kept = evaluator->selection.kept[id];
    if (is_fixed(evaluator, step)) {
        prepare_fixed(evaluator, id);
    } else if (step->op == OP_INPUT) { /* its column is that of the table */
        import(evaluator, stage, id);
        if (is_kept) evaluator->evaluation->columns[id] = *source_column(evaluator, id);
    } else {
        import_operands(evaluator, stage, step);
        evaluator->steps[evaluator->step_count++] = row_step_new(evaluator->plan, id);
        if (!is_kept) return;
        evaluator->keeps[evaluator->keep_count++] = id;
        evaluator->evaluation->columns[id] = column_new(evaluator->arena, evaluator->table->row_count);
    }
}

static void prepare_stage(Evaluator *evaluator, uint32_t stage) {
    const Plan *plan = evaluator->plan;
    evaluator->step_count = evaluator->import_count = evaluator->keep_count = evaluator->require_count = 0;
    for (size_t i = evaluator->stage_starts[stage]; i < evaluator->stage_starts[stage + 1]; i++) {
        StepId id = evaluator->by_stage[i];
        if (!step_op_is_cohort(plan->steps[id].op)) prepare_step(evaluator, stage, id);
    }
    for (uint32_t i = 0; i < plan->require_count; i++)
        if (plan->steps[plan->requires[i].condition].stage == stage)
    evaluator->requires[evaluator->require_count++] = &plan->requires[i];
}

static void keep_values(Evaluator *evaluator, size_t row) {
    const StepValue *values = evaluator->row.values;
    bool is_reported = false; /* once per row: what follows comes from it */
    for (size_t i = 0; i < evaluator->keep_count; i++) {
        StepId id = evaluator->keeps[i];
        ValueState limit = evaluator->is_output[id] ? STATE_MISSING : STATE_UNDEFINED;
        if (values[id].state <= limit) {
            keep_value(&evaluator->evaluation->columns[id], evaluator->row.numbers, &values[id]);
            continue;
        }
        column_add(&evaluator->evaluation->columns[id], cell_without_value(STATE_UNDEFINED));
        if (!is_reported) report_bad_value(&evaluator->report, row, id, values);
        is_reported = true;
    }
}

/* [L3.9] Where the inputs have no values there is nothing to require. */
static void check_requires(const Evaluator *evaluator, size_t row) {
    for (size_t i = 0; i < evaluator->require_count; i++) {
        const PlanRequire *require = evaluator->requires[i];
        const StepValue *answer = &evaluator->row.values[require->condition];
        if (answer->state >= STATE_UNDEFINED)
            report_bad_value(&evaluator->report, row, require->condition, evaluator->row.values);
        else if (answer->state == STATE_VALUE && number_sign(answer->number) == 0)
            report_broken_require(&evaluator->report, row, require);
    }
}

static void import_values(const Evaluator *evaluator, size_t row) {
    for (size_t i = 0; i < evaluator->import_count; i++) {
        const Import *wanted = &evaluator->imports[i];
        evaluator->row.values[wanted->step] = step_value_of_cell(wanted->column, row);
    }
}

static void run_row(Evaluator *evaluator, size_t row) {
    arena_reset(evaluator->report.scratch);
    import_values(evaluator, row);
    if (!row_steps_run(&evaluator->row, evaluator->steps, evaluator->step_count))
        row_steps_run_carefully(&evaluator->row, evaluator->steps, evaluator->step_count);
    keep_values(evaluator, row);
    if (evaluator->require_count > 0) check_requires(evaluator, row);
}

static void run_rows(Evaluator *evaluator, uint32_t stage) {
    prepare_stage(evaluator, stage);
    number_context_use(evaluator->row.numbers, evaluator->report.scratch);
    if (evaluator->step_count == 0 && evaluator->require_count == 0) return;
    for (size_t row = 0; row < evaluator->table->row_count; row++)
        run_row(evaluator, row);
}

/* A cohort without a result is no error, unless it is shown as it is. */
static void check_cohort_output(Evaluator *evaluator, StepId id) {
    const Column *column = &evaluator->evaluation->columns[id];
    for (size_t row = 0; row < column->count && evaluator->is_output[id]; row++) {
        if (cell_state(column->cells[row]) != STATE_UNDEFINED) continue;
        arena_reset(evaluator->report.scratch);
        evaluator->row.values[id] = (StepValue){NUMBER_ZERO, STATE_UNDEFINED};
        report_bad_value(&evaluator->report, row, id, evaluator->row.values);
    }
}

static void run_cohorts(Evaluator *evaluator, Cohort *cohort, uint32_t stage) {
    for (size_t i = evaluator->stage_starts[stage]; i < evaluator->stage_starts[stage + 1]; i++) {
        StepId id = evaluator->by_stage[i];
        if (!step_op_is_cohort(step_of(evaluator, id)->op)) continue;
        if (cohort_column(cohort, id, &evaluator->evaluation->columns[id]))
            check_cohort_output(evaluator, id);
        else
            report_large_cohort(&evaluator->report, id, cohort->failed_group);
    }
}

/* Stops behind the first stage with an error: later ones would only repeat it. */
static bool run_stages(Evaluator *evaluator) {
    const Diagnostics *diagnostics = evaluator->report.diagnostics;
    size_t earlier = diagnostics_error_count(diagnostics);
    Cohort cohort = cohort_new(evaluator->plan, evaluator->table, evaluator->evaluation->columns,
                               evaluator->row.numbers, evaluator->arena, evaluator->report.scratch);
    for (uint32_t stage = 0; stage < evaluator->plan->stage_count; stage++) {
        run_cohorts(evaluator, &cohort, stage);
        if (diagnostics_error_count(diagnostics) > earlier) return false;
        run_rows(evaluator, stage);
        if (diagnostics_error_count(diagnostics) > earlier) return false;
    }
    return true;
}

static Evaluator evaluator_new(const Plan *plan, const Table *table, const bool *chosen, Arena *arena) {
    if (!chosen) chosen = all_outputs(plan, arena);
    Evaluator evaluator = {
        .plan = plan,
        .table = table,
        .arena = arena,
        .selection = plan_select(plan, arena, chosen),
        .is_output = output_steps(plan, chosen, arena),
        .imported_in = ARENA_ARRAY(arena, uint32_t, plan->step_count),
        .steps = ARENA_ARRAY(arena, RowStep, plan->step_count),
        .imports = ARENA_ARRAY(arena, Import, plan->step_count),
        .keeps = ARENA_ARRAY(arena, StepId, plan->step_count),
        .requires = ARENA_ARRAY(arena, const PlanRequire *, plan->require_count),
    };
    evaluator.row.values = ARENA_ARRAY(arena, StepValue, plan->step_count);
    evaluator.row.gathered = ARENA_ARRAY(arena, Number, most_operands(plan));
    sort_by_stage(&evaluator);
    return evaluator;
}

bool evaluate(const Plan *plan, const Table *table, const bool *chosen, Arena *arena, NumberContext *numbers,
              Diagnostics *diagnostics, Evaluation *evaluation) {
    Evaluator evaluator = evaluator_new(plan, table, chosen, arena);
    Arena *scratch = arena_new(arena_memory(arena));
    *evaluation = (Evaluation){
        .plan = plan,
        .table = table,
        .columns = ARENA_ARRAY(arena, Column, plan->step_count),
        .row_count = table->row_count,
        .kept = evaluator.selection.kept,
    };
    evaluator.evaluation = evaluation;
    evaluator.row.numbers = numbers;
    evaluator.report = (EvaluateReport){plan, table, numbers, diagnostics, scratch};
    number_context_take_overflow(numbers);
    bool done = run_stages(&evaluator);
    number_context_use(numbers, arena);
    arena_free(scratch);
    return done;
}
