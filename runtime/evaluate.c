#include "runtime/evaluate.h"

#include "runtime/cohort.h"
#include "runtime/column_program.h"
#include "runtime/reference.h"

/* One run. */
typedef struct Evaluator {
    const Plan *plan;
    const Table *table;
    Evaluation *evaluation;
    Arena *arena;
    EvaluateReport report;
    Stage stage;
    Reference reference;
    ColumnProgram *program; /* NULL: every row by the reference evaluator */
} Evaluator;

static PlanParts *all_outputs(const Plan *plan, Arena *arena) {
    PlanParts *chosen = ARENA_ARRAY(arena, PlanParts, plan->output_count + 1);
    for (uint32_t i = 0; i < plan->output_count; i++)
        chosen[i] = PLAN_PART_ALL;
    return chosen;
}

static void run_left_rows(Evaluator *evaluator, size_t first, size_t count, const bool *left) {
    for (size_t i = 0; i < count; i++)
        if (left[i]) reference_run_row(&evaluator->reference, first + i);
}

static size_t run_block(Evaluator *evaluator, size_t first, size_t count) {
    bool left[COLUMN_BLOCK];
    size_t left_count = column_program_run(evaluator->program, first, count, left);
    if (left_count > 0) run_left_rows(evaluator, first, count, left);
    evaluator->evaluation->counts.column_rows += count - left_count;
    evaluator->evaluation->counts.left_rows += left_count;
    return left_count;
}

/* Ends early where most rows are left: then the columns are only a burden. Returns the first row not done. */
static size_t run_blocks(Evaluator *evaluator) {
    size_t row_count = evaluator->table->row_count, row = 0, left = 0;
    column_program_start(evaluator->program);
    while (row < row_count && left <= row / 2 + COLUMN_BLOCK) {
        size_t count = row_count - row < COLUMN_BLOCK ? row_count - row : COLUMN_BLOCK;
        left += run_block(evaluator, row, count);
        row += count;
    }
    return row;
}

static void run_rows(Evaluator *evaluator, uint32_t number) {
    stage_start(&evaluator->stage, number);
    reference_start(&evaluator->reference);
    if (!stage_has_work(&evaluator->stage)) return;
    size_t row = evaluator->program ? run_blocks(evaluator) : 0;
    evaluator->evaluation->counts.reference_rows += evaluator->table->row_count - row;
    for (; row < evaluator->table->row_count; row++)
        reference_run_row(&evaluator->reference, row);
}

/* A cohort without a result is no error, unless it is shown as it is. */
static void check_cohort_output(Evaluator *evaluator, StepId id) {
    const Column *column = &evaluator->evaluation->columns[id];
    for (size_t row = 0; row < column->count && evaluator->stage.is_output[id]; row++) {
        if (cell_state(column->cells[row]) != STATE_UNDEFINED) continue;
        arena_reset(evaluator->report.scratch);
        evaluator->reference.row.values[id] = (StepValue){NUMBER_ZERO, STATE_UNDEFINED};
        report_bad_value(&evaluator->report, row, id, evaluator->reference.row.values);
    }
}

static void run_cohorts(Evaluator *evaluator, Cohort *cohort, uint32_t number) {
    const Stage *stage = &evaluator->stage;
    for (size_t i = stage->starts[number]; i < stage->starts[number + 1]; i++) {
        StepId id = stage->by_stage[i];
        if (!step_op_is_cohort(evaluator->plan->steps[id].op)) continue;
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
                               evaluator->report.numbers, evaluator->arena, evaluator->report.scratch);
    for (uint32_t number = 0; number < evaluator->plan->stage_count; number++) {
        run_cohorts(evaluator, &cohort, number);
        if (diagnostics_error_count(diagnostics) > earlier) return false;
        run_rows(evaluator, number);
        if (diagnostics_error_count(diagnostics) > earlier) return false;
    }
    return true;
}

static void prepare(Evaluator *evaluator, const PlanParts *chosen, bool by_column) {
    Arena *arena = evaluator->arena;
    if (!chosen) chosen = all_outputs(evaluator->plan, arena);
    Evaluation *evaluation = evaluator->evaluation;
    *evaluation = (Evaluation){
        .plan = evaluator->plan,
        .table = evaluator->table,
        .columns = ARENA_ARRAY(arena, Column, evaluator->plan->step_count),
        .row_count = evaluator->table->row_count,
    };
    evaluator->stage = stage_new(evaluator->plan, evaluator->table, chosen, evaluation->columns, arena);
    evaluation->kept = evaluator->stage.selection.kept;
    evaluator->reference = reference_new(&evaluator->stage, &evaluator->report, arena);
    if (by_column)
        evaluator->program = column_program_new(&evaluator->stage, evaluator->report.numbers, arena);
}

static bool run(Evaluator *evaluator, const PlanParts *chosen, bool by_column) {
    NumberContext *numbers = evaluator->report.numbers;
    Arena *scratch = arena_new(arena_memory(evaluator->arena));
    evaluator->report.scratch = scratch;
    number_context_take_overflow(numbers);
    prepare(evaluator, chosen, by_column);
    bool done = run_stages(evaluator);
    number_context_use(numbers, evaluator->arena);
    arena_free(scratch);
    return done;
}

bool evaluate(const Plan *plan, const Table *table, const PlanParts *chosen, Arena *arena,
              NumberContext *numbers, Diagnostics *diagnostics, Evaluation *evaluation) {
    EvaluateReport report = {plan, table, numbers, diagnostics, NULL};
    Evaluator evaluator = {plan, table, evaluation, arena, .report = report};
    return run(&evaluator, chosen, true);
}

bool evaluate_by_reference(const Plan *plan, const Table *table, const PlanParts *chosen, Arena *arena,
                           NumberContext *numbers, Diagnostics *diagnostics, Evaluation *evaluation) {
    EvaluateReport report = {plan, table, numbers, diagnostics, NULL};
    Evaluator evaluator = {plan, table, evaluation, arena, .report = report};
    return run(&evaluator, chosen, false);
}
