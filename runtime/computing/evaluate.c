#include "runtime/computing/evaluate.h"

#include "runtime/computing/evaluate_cohorts.h"
#include "runtime/computing/evaluate_share.h"

/* One run. */
struct Evaluator {
    const Plan *plan;
    const Table *table;
    Arena *arena;
    EvaluateOptions options;
    EvaluateRows *rows;
    Column *columns; /* of `rows` */
    size_t errors_before;
};

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* ---- rows */

/* Rows of the table. */
static void run_rows(Evaluator *evaluator, uint32_t number) {
    EvaluateRows *rows = evaluator->rows;
    size_t row_count = evaluator->table->row_count;
    evaluate_rows_start(rows, number, NULL);
    if (!stage_has_work(&rows->stage)) return;
    if (evaluate_share_pays(&evaluator->options, row_count)) {
        evaluate_share(rows, number, &evaluator->options, evaluator->arena);
        return;
    }
    for (size_t first = 0; first < row_count; first += BLOCK_ROWS)
        evaluate_rows_run(rows, first, smaller(row_count - first, BLOCK_ROWS));
}

/* ---- cohorts */

/* A cohort without a result is no error, unless it is shown as it is. */
static void check_cohort_output(Evaluator *evaluator, StepId id) {
    const Column *column = &evaluator->columns[id];
    if (!evaluator->rows->stage.is_output[id] || column_worst_state(column) != STATE_UNDEFINED) return;
    for (size_t row = 0; row < column->count; row++) {
        if (column_state(column, row) != STATE_UNDEFINED) continue;
        arena_reset(evaluator->rows->report.scratch);
        evaluator->rows->report.first = row;
        evaluator->rows->reference.row.values[id] = (StepValue){NUMBER_ZERO, STATE_UNDEFINED};
        report_bad_value(&evaluator->rows->report, 0, id, evaluator->rows->reference.row.values);
    }
}

static size_t find_cohorts(const Evaluator *evaluator, uint32_t number, CohortJob *jobs) {
    const Stage *stage = &evaluator->rows->stage;
    size_t count = 0;
    for (size_t i = stage->starts[number]; i < stage->starts[number + 1]; i++)
        if (step_op_is_cohort(evaluator->plan->steps[stage->by_stage[i]].op))
            jobs[count++] = (CohortJob){.id = stage->by_stage[i]};
    return count;
}

static void run_cohorts(Evaluator *evaluator, Cohort *cohort, uint32_t number) {
    const EvaluateOptions *options = &evaluator->options;
    CohortJob *jobs = ARENA_ARRAY(evaluator->arena, CohortJob, evaluator->plan->step_count + 1);
    size_t count = find_cohorts(evaluator, number, jobs);
    size_t threads = evaluate_share_pays(options, evaluator->table->row_count) ? options->threads : 1;
    evaluate_cohorts(cohort, jobs, count, evaluator->columns, threads, evaluator->arena);
    for (size_t i = 0; i < count; i++) {
        if (jobs[i].is_done)
            check_cohort_output(evaluator, jobs[i].id);
        else
            report_large_cohort(&evaluator->rows->report, jobs[i].id, jobs[i].failed_group);
    }
}

/* ---- stages */

static bool has_failed(const Evaluator *evaluator) {
    return diagnostics_error_count(evaluator->rows->report.diagnostics) > evaluator->errors_before;
}

/* Inputs that are kept for cohorts and results are columns of the table; what is the same for all units
 * counts as many as there are. */
static void share_columns(Evaluator *evaluator) {
    const Plan *plan = evaluator->plan;
    for (StepId id = 0; id < plan->step_count; id++) {
        if (!evaluator->rows->stage.selection.kept[id]) continue;
        if (plan->steps[id].op == OP_INPUT)
            evaluator->columns[id] = evaluator->table->columns[plan->steps[id].input].values;
        if (evaluator->columns[id].is_same) evaluator->columns[id].count = evaluator->table->row_count;
    }
}

/* Stops behind the first stage with an error: later ones would only repeat it. */
static bool run_later_stages(Evaluator *evaluator) {
    Cohort cohort = cohort_new(evaluator->plan, evaluator->table, evaluator->columns, evaluator->arena);
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

bool *evaluator_inputs(const Plan *plan, const PlanParts *chosen, Arena *arena) {
    return stage_kept_inputs(plan, chosen, arena);
}

Evaluator *evaluator_new(const Plan *plan, const Table *table, const EvaluateOptions *options, Arena *arena,
                         NumberContext *numbers, Diagnostics *diagnostics) {
    Evaluator *evaluator = ARENA_NEW(arena, Evaluator);
    evaluator->plan = plan;
    evaluator->table = table;
    evaluator->arena = arena;
    evaluator->options = *options;
    evaluator->rows = evaluate_rows_new(plan, table, options, arena, numbers, diagnostics);
    evaluator->columns = evaluator->rows->columns;
    evaluator->errors_before = diagnostics_error_count(diagnostics);
    return evaluator;
}

static void use_block(Evaluator *evaluator, Block *block) {
    if (evaluator->rows->report.block != block) evaluate_rows_start(evaluator->rows, 0, block);
}

void evaluator_join(Evaluator *evaluator, Evaluator *part, Block *block) {
    use_block(evaluator, block);
    evaluate_rows_join(evaluator->rows, part->rows);
}

void evaluator_take(Evaluator *evaluator, Block *block) {
    NumberContext *numbers = evaluator->rows->report.numbers;
    use_block(evaluator, block);
    number_context_use(numbers, evaluator->rows->report.scratch);
    evaluate_rows_run(evaluator->rows, 0, block->row_count);
    number_context_use(numbers, evaluator->arena);
}

static bool has_started(const Evaluator *evaluator) {
    return evaluator->rows->report.block || evaluator->rows->stage_rows > 0;
}

bool evaluator_finish(Evaluator *evaluator, Evaluation *evaluation) {
    EvaluateRows *rows = evaluator->rows;
    if (!has_started(evaluator)) evaluate_rows_start(rows, 0, NULL);
    rows->report.block = NULL;
    number_context_use(rows->report.numbers, rows->report.scratch);
    bool done = run_later_stages(evaluator);
    *evaluation = (Evaluation){.plan = evaluator->plan,
                               .table = evaluator->table,
                               .columns = evaluator->columns,
                               .row_count = evaluator->table->row_count,
                               .kept = rows->stage.selection.kept,
                               .counts = rows->counts};
    number_context_use(rows->report.numbers, evaluator->arena);
    return done;
}

void evaluator_free(Evaluator *evaluator) {
    evaluate_rows_free(evaluator->rows);
}

bool evaluate(const Plan *plan, const Table *table, const EvaluateOptions *options, Arena *arena,
              NumberContext *numbers, Diagnostics *diagnostics, Evaluation *evaluation) {
    Evaluator *evaluator = evaluator_new(plan, table, options, arena, numbers, diagnostics);
    number_context_use(numbers, evaluator->rows->report.scratch);
    run_rows(evaluator, 0);
    bool done = evaluator_finish(evaluator, evaluation);
    evaluator_free(evaluator);
    return done;
}
