#include "runtime/computing/evaluate_rows.h"

static void run_by_reference(EvaluateRows *rows, size_t count) {
    for (size_t row = 0; row < count; row++)
        reference_run_row(&rows->reference, row);
    rows->counts.reference_rows += count;
}

static void run_by_column(EvaluateRows *rows, size_t count) {
    bool left[COLUMN_BLOCK];
    size_t left_count = column_program_run(rows->program, count, left);
    for (size_t row = 0; row < count && left_count > 0; row++)
        if (left[row]) reference_run_row(&rows->reference, row);
    rows->counts.column_rows += count - left_count;
    rows->counts.left_rows += left_count;
    rows->stage_left += left_count;
}

/* Where most rows are left the columns are only a burden. */
static bool are_columns_worth_it(const EvaluateRows *rows) {
    return rows->program && rows->stage_left <= rows->stage_rows / 2 + 2 * COLUMN_BLOCK;
}

void evaluate_rows_run(EvaluateRows *rows, size_t first, size_t count) {
    if (!stage_has_work(&rows->stage)) return;
    rows->report.first = first;
    stage_load(&rows->stage, first, count);
    if (are_columns_worth_it(rows))
        run_by_column(rows, count);
    else
        run_by_reference(rows, count);
    stage_keep(&rows->stage, count);
    rows->stage_rows += count;
}

void evaluate_rows_start(EvaluateRows *rows, uint32_t stage, Block *block) {
    rows->report.block = block;
    rows->stage.block = block ? block : &rows->block;
    stage_start(&rows->stage, stage, block != NULL);
    reference_start(&rows->reference);
    if (rows->program) column_program_start(rows->program);
    rows->stage_rows = rows->stage_left = 0;
}

/* ---- parts */

static void forget(EvaluateRows *rows) {
    stage_forget(&rows->stage);
    rows->counts = (EvaluationCounts){0, 0, 0};
}

static bool has_messages(const Diagnostics *messages) {
    return diagnostics_error_count(messages) + diagnostics_warning_count(messages) > 0;
}

void evaluate_rows_join(EvaluateRows *rows, EvaluateRows *part) {
    stage_join(&rows->stage, &part->stage);
    rows->counts.column_rows += part->counts.column_rows;
    rows->counts.left_rows += part->counts.left_rows;
    rows->counts.reference_rows += part->counts.reference_rows;
    if (has_messages(part->report.diagnostics)) {
        diagnostics_take(rows->report.diagnostics, part->report.diagnostics);
        part->report.diagnostics = diagnostics_new(part->stage.arena);
    }
    forget(part);
}

/* ---- a life */

static const PlanParts *all_outputs(const Plan *plan, Arena *arena) {
    PlanParts *chosen = ARENA_ARRAY(arena, PlanParts, plan->output_count + 1);
    for (uint32_t i = 0; i < plan->output_count; i++)
        chosen[i] = PLAN_PART_ALL;
    return chosen;
}

static void prepare(EvaluateRows *rows, const EvaluateOptions *options, Arena *arena) {
    const Plan *plan = rows->plan;
    const PlanParts *chosen = options->chosen ? options->chosen : all_outputs(plan, arena);
    rows->columns = ARENA_ARRAY(arena, Column, plan->step_count + 1);
    rows->block = block_new(plan, arena);
    rows->stage = stage_new(plan, rows->table, chosen, rows->columns, arena);
    for (StepId id = 0; options->watched && id < plan->step_count; id++)
        rows->stage.selection.kept[id] |= options->watched[id];
    if (options->is_part) rows->stage.keeping = arena_new(arena_memory(arena));
    rows->reference = reference_new(&rows->stage, &rows->report, arena);
    if (!options->by_reference) rows->program = column_program_new(&rows->stage, rows->report.numbers, arena);
}

EvaluateRows *evaluate_rows_new(const Plan *plan, const Table *table, const EvaluateOptions *options,
                                Arena *arena, NumberContext *numbers, Diagnostics *diagnostics) {
    EvaluateRows *rows = ARENA_NEW(arena, EvaluateRows);
    rows->plan = plan;
    rows->table = table;
    rows->report = (EvaluateReport){.plan = plan,
                                    .table = table,
                                    .numbers = numbers,
                                    .diagnostics = diagnostics,
                                    .scratch = arena_new(arena_memory(arena))};
    number_context_take_overflow(numbers);
    prepare(rows, options, arena);
    return rows;
}

void evaluate_rows_free(EvaluateRows *rows) {
    stage_free(&rows->stage);
    block_free(&rows->block);
    arena_free(rows->report.scratch);
}
