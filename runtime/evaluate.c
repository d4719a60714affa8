#include "runtime/evaluate.h"

#include "runtime/cohort.h"
#include "runtime/column_program.h"
#include "runtime/reference.h"

/* One run. */
struct Evaluator {
    const Plan *plan;
    const Table *table;
    Arena *arena;
    EvaluateReport report;
    Column *columns;
    Block block; /* rows of the table; what is read has a block of its own */
    Stage stage;
    Reference reference;
    ColumnProgram *program; /* NULL: every row by the reference evaluator */
    EvaluationCounts counts;
    size_t stage_rows, stage_left; /* of the stage at hand */
    size_t errors_before;
};

/* ---- rows */

static void run_by_reference(Evaluator *evaluator, size_t count) {
    for (size_t row = 0; row < count; row++)
        reference_run_row(&evaluator->reference, row);
    evaluator->counts.reference_rows += count;
}

static void run_by_column(Evaluator *evaluator, size_t count) {
    bool left[COLUMN_BLOCK];
    size_t left_count = column_program_run(evaluator->program, count, left);
    for (size_t row = 0; row < count && left_count > 0; row++)
        if (left[row]) reference_run_row(&evaluator->reference, row);
    evaluator->counts.column_rows += count - left_count;
    evaluator->counts.left_rows += left_count;
    evaluator->stage_left += left_count;
}

/* Where most rows are left the columns are only a burden. */
static bool are_columns_worth_it(const Evaluator *evaluator) {
    return evaluator->program && evaluator->stage_left <= evaluator->stage_rows / 2 + 2 * COLUMN_BLOCK;
}

/* The rows from `first` on. */
static void run_block(Evaluator *evaluator, size_t first, size_t count) {
    evaluator->report.first = first;
    stage_load(&evaluator->stage, first, count);
    if (are_columns_worth_it(evaluator))
        run_by_column(evaluator, count);
    else
        run_by_reference(evaluator, count);
    stage_keep(&evaluator->stage, count);
    evaluator->stage_rows += count;
}

static void start_stage(Evaluator *evaluator, uint32_t number, bool is_read) {
    stage_start(&evaluator->stage, number, is_read);
    reference_start(&evaluator->reference);
    if (evaluator->program) column_program_start(evaluator->program);
    evaluator->stage_rows = evaluator->stage_left = 0;
}

/* Rows of the table. */
static void run_rows(Evaluator *evaluator, uint32_t number) {
    size_t row_count = evaluator->table->row_count;
    start_stage(evaluator, number, false);
    if (!stage_has_work(&evaluator->stage)) return;
    for (size_t first = 0; first < row_count; first += BLOCK_ROWS) {
        run_block(evaluator, first, row_count - first < BLOCK_ROWS ? row_count - first : BLOCK_ROWS);
    }
}

/* ---- cohorts */

/* A cohort without a result is no error, unless it is shown as it is. */
static void check_cohort_output(Evaluator *evaluator, StepId id) {
    const Column *column = &evaluator->columns[id];
    for (size_t row = 0; row < column->count && evaluator->stage.is_output[id]; row++) {
        if (column_state(column, row) != STATE_UNDEFINED) continue;
        arena_reset(evaluator->report.scratch);
        evaluator->report.first = row;
        evaluator->reference.row.values[id] = (StepValue){NUMBER_ZERO, STATE_UNDEFINED};
        report_bad_value(&evaluator->report, 0, id, evaluator->reference.row.values);
    }
}

static void run_cohorts(Evaluator *evaluator, Cohort *cohort, uint32_t number) {
    const Stage *stage = &evaluator->stage;
    for (size_t i = stage->starts[number]; i < stage->starts[number + 1]; i++) {
        StepId id = stage->by_stage[i];
        if (!step_op_is_cohort(evaluator->plan->steps[id].op)) continue;
        if (cohort_column(cohort, id, &evaluator->columns[id]))
            check_cohort_output(evaluator, id);
        else
            report_large_cohort(&evaluator->report, id, cohort->failed_group);
    }
}

/* ---- stages */

static bool has_failed(const Evaluator *evaluator) {
    return diagnostics_error_count(evaluator->report.diagnostics) > evaluator->errors_before;
}

/* Inputs that are kept for cohorts and results are columns of the table; what is the same for all units
 * counts as many as there are. */
static void share_columns(Evaluator *evaluator) {
    const Plan *plan = evaluator->plan;
    for (StepId id = 0; id < plan->step_count; id++) {
        if (!evaluator->stage.selection.kept[id]) continue;
        if (plan->steps[id].op == OP_INPUT)
            evaluator->columns[id] = evaluator->table->columns[plan->steps[id].input].values;
        if (evaluator->columns[id].is_same) evaluator->columns[id].count = evaluator->table->row_count;
    }
}

/* Stops behind the first stage with an error: later ones would only repeat it. */
static bool run_later_stages(Evaluator *evaluator) {
    Cohort cohort = cohort_new(evaluator->plan, evaluator->table, evaluator->columns,
                               evaluator->report.numbers, evaluator->arena, evaluator->report.scratch);
    share_columns(evaluator);
    for (uint32_t number = 1; number < evaluator->plan->stage_count; number++) {
        if (has_failed(evaluator)) return false;
        run_cohorts(evaluator, &cohort, number);
        if (has_failed(evaluator)) return false;
        run_rows(evaluator, number);
        share_columns(evaluator);
    }
    return !has_failed(evaluator);
}

static const PlanParts *all_outputs(const Plan *plan, Arena *arena) {
    PlanParts *chosen = ARENA_ARRAY(arena, PlanParts, plan->output_count + 1);
    for (uint32_t i = 0; i < plan->output_count; i++)
        chosen[i] = PLAN_PART_ALL;
    return chosen;
}

bool *evaluator_inputs(const Plan *plan, const PlanParts *chosen, Arena *arena) {
    return stage_kept_inputs(plan, chosen, arena);
}

static void prepare(Evaluator *evaluator, const EvaluateOptions *options) {
    const Plan *plan = evaluator->plan;
    Arena *arena = evaluator->arena;
    const PlanParts *chosen = options->chosen ? options->chosen : all_outputs(plan, arena);
    evaluator->columns = ARENA_ARRAY(arena, Column, plan->step_count + 1);
    evaluator->block = block_new(plan, arena);
    evaluator->stage = stage_new(plan, evaluator->table, chosen, evaluator->columns, arena);
    evaluator->stage.block = &evaluator->block;
    if (options->is_part) evaluator->stage.keeping = arena_new(arena_memory(arena));
    evaluator->reference = reference_new(&evaluator->stage, &evaluator->report, arena);
    if (!options->by_reference)
        evaluator->program = column_program_new(&evaluator->stage, evaluator->report.numbers, arena);
}

Evaluator *evaluator_new(const Plan *plan, const Table *table, const EvaluateOptions *options, Arena *arena,
                         NumberContext *numbers, Diagnostics *diagnostics) {
    Evaluator *evaluator = ARENA_NEW(arena, Evaluator);
    evaluator->plan = plan;
    evaluator->table = table;
    evaluator->arena = arena;
    evaluator->report = (EvaluateReport){.plan = plan,
                                         .table = table,
                                         .numbers = numbers,
                                         .diagnostics = diagnostics,
                                         .scratch = arena_new(arena_memory(arena))};
    evaluator->errors_before = diagnostics_error_count(diagnostics);
    number_context_take_overflow(numbers);
    prepare(evaluator, options);
    return evaluator;
}

static void use_block(Evaluator *evaluator, Block *block) {
    if (evaluator->report.block == block) return;
    evaluator->report.block = evaluator->stage.block = block;
    start_stage(evaluator, 0, true);
}

void evaluator_forget(Evaluator *evaluator) {
    stage_forget(&evaluator->stage);
    evaluator->counts = (EvaluationCounts){0, 0, 0};
}

void evaluator_join(Evaluator *evaluator, Evaluator *part, Block *block) {
    use_block(evaluator, block);
    stage_join(&evaluator->stage, &part->stage);
    evaluator->counts.column_rows += part->counts.column_rows;
    evaluator->counts.left_rows += part->counts.left_rows;
    evaluator->counts.reference_rows += part->counts.reference_rows;
    evaluator_forget(part);
}

bool evaluator_has_messages(const Evaluator *evaluator) {
    const Diagnostics *messages = evaluator->report.diagnostics;
    return diagnostics_error_count(messages) + diagnostics_warning_count(messages) > 0;
}

void evaluator_take(Evaluator *evaluator, Block *block) {
    use_block(evaluator, block);
    number_context_use(evaluator->report.numbers, evaluator->report.scratch);
    if (stage_has_work(&evaluator->stage)) run_block(evaluator, 0, block->row_count);
    number_context_use(evaluator->report.numbers, evaluator->arena);
}

bool evaluator_finish(Evaluator *evaluator, Evaluation *evaluation) {
    if (!evaluator->report.block && evaluator->stage_rows == 0) start_stage(evaluator, 0, true);
    evaluator->report.block = NULL;
    evaluator->stage.block = &evaluator->block;
    number_context_use(evaluator->report.numbers, evaluator->report.scratch);
    bool done = run_later_stages(evaluator);
    *evaluation = (Evaluation){.plan = evaluator->plan,
                               .table = evaluator->table,
                               .columns = evaluator->columns,
                               .row_count = evaluator->table->row_count,
                               .kept = evaluator->stage.selection.kept,
                               .counts = evaluator->counts};
    number_context_use(evaluator->report.numbers, evaluator->arena);
    return done;
}

void evaluator_free(Evaluator *evaluator) {
    stage_free(&evaluator->stage);
    block_free(&evaluator->block);
    arena_free(evaluator->report.scratch);
}

bool evaluate(const Plan *plan, const Table *table, const EvaluateOptions *options, Arena *arena,
              NumberContext *numbers, Diagnostics *diagnostics, Evaluation *evaluation) {
    Evaluator *evaluator = evaluator_new(plan, table, options, arena, numbers, diagnostics);
    number_context_use(numbers, evaluator->report.scratch);
    run_rows(evaluator, 0);
    bool done = evaluator_finish(evaluator, evaluation);
    evaluator_free(evaluator);
    return done;
}
