#include "runtime/results/result.h"

#include "base/nearest.h"
#include "runtime/results/result_columns.h"
#include "runtime/results/result_items.h"
#include "runtime/results/result_order.h"
#include "runtime/results/result_rank.h"
#include "runtime/results/result_value.h"

static Text nearest_block(const PlanInput *input, Arena *arena, Text wanted) {
    Nearest nearest = nearest_start(arena, wanted);
    for (size_t i = 0; i < input->option_count; i++) {
        nearest_offer(&nearest, input->options[i].text, (long)i);
        nearest_offer(&nearest, input->options[i].label, (long)i);
    }
    return nearest.best < 0 ? (Text){"", 0} : input->options[nearest.best].text;
}

static Text block_hint(const Plan *plan, Arena *arena, Text wanted) {
    if (plan->block_input == RESULT_NONE) return TEXT("the rules declare no `block`; leave --block out");
    const PlanInput *input = &plan->inputs[plan->block_input];
    Text near = nearest_block(input, arena, wanted);
    if (near.len > 0) return text_format(arena, "did you mean `%.*s`?", TEXT_ARG(near));
    TextBuilder hint = text_builder(arena);
    text_builder_add(&hint, TEXT("the blocks are "));
    for (size_t i = 0; i < input->option_count; i++)
        text_builder_add_format(&hint, "%s`%.*s`", i ? ", " : "", TEXT_ARG(input->options[i].text));
    return text_builder_text(&hint);
}

static void report_block(const Plan *plan, Text wanted, Arena *arena, Diagnostics *diagnostics) {
    diagnostics_add(diagnostics,
                    &(Diagnostic){
                        .code = DIAGNOSTIC_UNKNOWN_BLOCK,
                        .file = TEXT("ictscore"),
                        .message = text_format(arena, "no block is called `%.*s`", TEXT_ARG(wanted)),
                        .hint = block_hint(plan, arena, wanted),
                    });
}

/* A rank or grade is shown beside what it is taken from; [F3.7] looks at the exact values as well. */
static void choose(const Plan *plan, PlanParts *chosen, uint32_t output, PlanParts parts) {
    if (output == RESULT_NONE) return;
    chosen[output] |= parts;
    const PlanOutput *of = &plan->outputs[output];
    bool is_taken_from = of->kind == OUTPUT_RANK || of->kind == OUTPUT_GRADE;
    if (!is_taken_from || of->source == RESULT_NONE) return;
    chosen[of->source] |= of->is_exact ? PLAN_PART_VALUE | PLAN_PART_EXACT : PLAN_PART_VALUE;
}

static PlanParts parts_shown(ResultShow what) {
    switch (what) {
    case SHOW_INPUT:
    case SHOW_VALUE:
    case SHOW_STATE: break;
    case SHOW_POINTS: return PLAN_PART_POINTS;
    case SHOW_MAX: return PLAN_PART_MAX;
    case SHOW_RATIO:
    case SHOW_POINTS_OF_MAX: return PLAN_PART_POINTS | PLAN_PART_MAX;
    case SHOW_EXACT: return PLAN_PART_EXACT;
    }
    return PLAN_PART_VALUE;
}

/* What the order, the counts and the summary need beyond the columns. */
static void choose_always(const Plan *plan, const ResultOptions *options, PlanParts *chosen) {
    choose(plan, chosen, result_order_rank(plan), PLAN_PART_VALUE);
    choose(plan, chosen, result_first_output(plan, OUTPUT_INDEX), PLAN_PART_VALUE);
    for (uint32_t i = 0; options->format == RESULT_TABLE && i < plan->output_count; i++)
        if (plan->outputs[i].kind == OUTPUT_GRADE) choose(plan, chosen, i, PLAN_PART_VALUE);
}

bool result_choose(const Plan *plan, const ResultOptions *options, PlanParts *chosen, Arena *arena,
                   Diagnostics *diagnostics) {
    size_t errors = diagnostics_error_count(diagnostics);
    ResultColumns columns = result_columns(plan, options, arena, diagnostics);
    for (uint32_t i = 0; i < plan->output_count; i++)
        chosen[i] = 0;
    bool whole = options->format == RESULT_JSON;
    for (size_t i = 0; i < columns.count; i++)
        choose(plan, chosen, columns.items[i].output,
               whole ? PLAN_PART_ALL : parts_shown(columns.items[i].what));
    choose_always(plan, options, chosen);
    if (options->block.bytes && result_find_block(plan, options->block, arena) < 0)
        report_block(plan, options->block, arena, diagnostics);
    return diagnostics_error_count(diagnostics) == errors;
}

static void keep(const Plan *plan, uint32_t input, bool *kept) {
    if (input < plan->input_count) kept[input] = true;
}

void result_keep_inputs(const Plan *plan, const ResultOptions *options, bool *kept, Arena *arena) {
    ResultColumns columns = result_columns(plan, options, arena, NULL);
    for (size_t i = 0; i < columns.count; i++)
        if (columns.items[i].what == SHOW_INPUT) keep(plan, columns.items[i].input, kept);
    for (uint32_t i = 0; i < plan->output_count; i++)
        keep(plan, plan->outputs[i].scope_input, kept);
    keep(plan, plan->block_input, kept);
}

static void add_rank(Result *result, uint32_t output) {
    if (output == RESULT_NONE || result_rank_find(result, output)) return;
    if (result->plan->outputs[output].kind == OUTPUT_RANK)
        result->ranks[result->rank_count++] = result_rank_new(result, output);
    arena_reset(result->scratch);
}

/* In CSV a plain rank is a number like any other; [F3.7] equal values with different places need a look. */
static bool needs_places(const Result *result, uint32_t output) {
    if (output == RESULT_NONE || result->options.format != RESULT_CSV) return true;
    const PlanOutput *rank = &result->plan->outputs[output];
    bool rounded = rank->source != RESULT_NONE && result->plan->outputs[rank->source].decimals >= 0;
    return rank->show_shared || rank->show_of || rank->is_exact || !rounded;
}

static void prepare_ranks(Result *result) {
    result->ranks = ARENA_ARRAY(result->arena, ResultRank, result->plan->output_count + 1);
    if (!result_keeps_order(result)) add_rank(result, result->order_rank);
    for (size_t i = 0; i < result->column_count; i++)
        if (result->columns[i].what == SHOW_VALUE && needs_places(result, result->columns[i].output))
            add_rank(result, result->columns[i].output);
}

static size_t count_one_by_one(const Result *result, StepId step, const ItemSpan *span) {
    size_t count = 0;
    for (size_t i = span->begin; i < span->end; i++)
        count += result_value(result, step, item_span_row(span, i)).state == STATE_VALUE;
    return count;
}

static size_t count_values(const Result *result, StepId step, const ItemSource *source,
                           const ItemSpan *span) {
    ResultItems items;
    if (!result_items_load(&items, source, span)) return count_one_by_one(result, step, span);
    size_t count = 0;
    for (size_t i = span->begin; i < span->end; i++)
        count += !item_is_state(items.numbers[i]);
    return count;
}

/* [C4.2] */
static size_t count_scored(const Result *result) {
    size_t rows = result->evaluation->row_count, scored = 0;
    if (result->first_index == RESULT_NONE) return rows;
    StepId step = result->plan->outputs[result->first_index].value;
    ItemSource source = item_source(&result->evaluation->columns[step]);
    for (size_t row = 0; row < rows; row += ITEM_ROWS) {
        ItemSpan span = item_span(row, rows);
        scored += count_values(result, step, &source, &span);
    }
    return scored;
}

void result_build(const Evaluation *evaluation, const ResultOptions *options, Arena *arena, Arena *scratch,
                  NumberContext *numbers, Result *result) {
    const Plan *plan = evaluation->plan;
    *result = (Result){
        .evaluation = evaluation,
        .plan = plan,
        .table = evaluation->table,
        .options = *options,
        .order_rank = result_order_rank(plan),
        .first_index = result_first_output(plan, OUTPUT_INDEX),
        .arena = arena,
        .scratch = scratch,
        .numbers = numbers,
    };
    if (options->format == RESULT_JSON) result->options.vietnamese = false;
    ResultColumns columns = result_columns(plan, options, arena, NULL);
    result->columns = columns.items;
    result->column_count = columns.count;
    prepare_ranks(result);
    result->scored = count_scored(result);
    result_order(result, options->block.bytes ? result_find_block(plan, options->block, arena) : -1);
    arena_reset(scratch);
}
