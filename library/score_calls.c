#include "library/context.h"

#include "library/manifest_make.h"
#include "library/score_options.h"
#include "runtime/results/result_csv.h"
#include "runtime/results/result_json.h"
#include "runtime/results/result_shown.h"
#include "runtime/results/result_table.h"
#include "runtime/computing/scoring.h"

typedef struct Scoring {
    Ictscore *context;
    const char *name;
    IctscoreRead read;
    void *user;
    const IctscoreOptions *given;
} Scoring;

static bool tell_progress(void *user, size_t rows) {
    const IctscoreOptions *given = ((const Scoring *)user)->given;
    return given->progress(given->progress_user, rows);
}

static bool keeps_all(const Scoring *scoring) {
    return scoring->given && scoring->given->keep_all;
}

static long read_data(void *user, char *buffer, size_t size) {
    const Scoring *scoring = user;
    long count = scoring->read(scoring->user, buffer, size);
    if (count > 0 && scoring->context->hashes.are_wanted)
        sha256_add(&scoring->context->hashes.data, buffer, (size_t)count);
    if (count > 0 && keeps_all(scoring))
        text_builder_add(&scoring->context->bytes, (Text){buffer, (size_t)count});
    return count;
}

/* What is asked for, and what of it must be kept. */
typedef struct Run {
    ScoreOptions options;
    PlanParts *chosen; /* per output */
    bool *kept;        /* per input */
} Run;

static void keep_all(const Plan *plan, Run *run) {
    for (uint32_t i = 0; i < plan->output_count; i++)
        run->chosen[i] = PLAN_PART_ALL;
    for (uint32_t i = 0; i < plan->input_count; i++)
        run->kept[i] = true;
}

static bool prepare_run(Ictscore *context, const Scoring *scoring, Run *run) {
    const Plan *plan = context->compilation.plan;
    Arena *arena = context->data_arena;
    run->chosen = ARENA_ARRAY(arena, PlanParts, (size_t)plan->output_count + 1);
    if (!score_options_make(scoring->given, &context->limits, arena, context->data_messages, &run->options) ||
        !result_choose(plan, &run->options.result, run->chosen, arena, context->data_messages))
        return false;
    run->kept = evaluator_inputs(plan, run->chosen, arena);
    result_keep_inputs(plan, &run->options.result, run->kept, arena);
    if (keeps_all(scoring)) keep_all(plan, run);
    for (uint32_t i = 0; context->hashes.are_wanted && i < plan->input_count; i++)
        run->kept[i] = true;
    return true;
}

static uint64_t now(const Ictscore *context) {
    return context->clock ? context->clock(context->clock_user) : 0;
}

static void note_counts(Ictscore *context, const ScoringCounts *counts) {
    const EvaluationCounts *rows = &context->evaluation.counts;
    context->statistics = (IctscoreStatistics){.data_bytes = context->table.bytes_read,
                                               .units = context->table.row_count,
                                               .threads = counts->threads,
                                               .column_rows = rows->column_rows,
                                               .left_rows = rows->left_rows,
                                               .reference_rows = rows->reference_rows,
                                               .read_time = counts->read_time,
                                               .later_time = counts->finish_time};
}

static ReadStatus read_and_evaluate(Ictscore *context, Scoring *scoring, const Run *run) {
    const IctscoreOptions *given = scoring->given;
    DataInput input = {.name = text_from(scoring->name),
                       .size = given ? given->data_bytes : 0,
                       .read = read_data,
                       .user = scoring,
                       .progress = given && given->progress ? tell_progress : NULL};
    ScoringOptions options = {.read = &run->options.read,
                              .evaluate = {.chosen = run->chosen},
                              .kept = run->kept,
                              .threads = given ? (size_t)given->threads : 0,
                              .clock = context->clock,
                              .clock_user = context->clock_user};
    ScoringCounts counts = {0};
    ReadStatus status =
        scoring_run(context->compilation.plan, &input, &options, context->data_arena, context->numbers,
                    context->data_messages, &context->table, &context->evaluation, &counts);
    if (status == READ_DONE) note_counts(context, &counts);
    return status;
}

static void note_scored(Ictscore *context, const ReadOptions *read) {
    context->scored = (Scored){.plan = context->compilation.plan,
                               .rules = &context->source,
                               .table = &context->table,
                               .evaluation = &context->evaluation,
                               .bytes = text_builder_text(&context->bytes),
                               .header_row = read->header_row};
    if (context->hashes.are_wanted) context->scored.fingerprint = manifest_make_fingerprint(context);
}

static void build_result(Ictscore *context, const ResultOptions *options) {
    uint64_t start = now(context);
    number_context_use(context->numbers, context->scratch);
    result_build(&context->evaluation, options, context->data_arena, context->scratch, context->numbers,
                 &context->result);
    result_check_shown(&context->result, context->data_messages);
    context->has_result = true;
    context->statistics.order_time = now(context) - start;
}

static const char *kept_text(const Ictscore *context, const char *text) {
    return text ? text_format(context->data_arena, "%s", text).bytes : NULL;
}

static void start_hashes(Ictscore *context, const IctscoreOptions *given) {
    context->hashes.are_wanted = given && given->manifest;
    if (!context->hashes.are_wanted) return;
    sha256_init(&context->hashes.data);
    context->hashes.options = *given;
    context->hashes.canonical = TEXT("");
    context->hashes.options.format = kept_text(context, given->format);
    context->hashes.options.locale = kept_text(context, given->locale);
    context->hashes.options.order = kept_text(context, given->order);
    context->hashes.options.columns = kept_text(context, given->columns);
    context->hashes.options.block = kept_text(context, given->block);
}

/* Options, data, values, order: one after the other; the first that fails ends it. */
static IctscoreStatus score(Ictscore *context, const void *arguments) {
    Scoring scoring = *(const Scoring *)arguments;
    Run run = {0};
    if (!context->compilation.plan) return ICTSCORE_USAGE;
    context_forget_data(context);
    context->clock = scoring.given ? scoring.given->clock : NULL;
    context->clock_user = scoring.given ? scoring.given->clock_user : NULL;
    start_hashes(context, scoring.given);
    if (!prepare_run(context, &scoring, &run)) return ICTSCORE_USAGE;
    ReadStatus read = read_and_evaluate(context, &scoring, &run);
    if (read == READ_FAILED) return ICTSCORE_FILE;
    if (read == READ_STOPPED) return ICTSCORE_NO;
    IctscoreStatus status = context_status(context->data_messages);
    if (status != ICTSCORE_OK) return status;
    if (keeps_all(&scoring)) note_scored(context, &run.options.read);
    build_result(context, &run.options.result);
    return ICTSCORE_OK;
}

IctscoreStatus ictscore_score(Ictscore *context, const char *name, IctscoreRead read, void *user,
                              const IctscoreOptions *options) {
    Scoring scoring = {context, name, read, user, options};
    return context_enter(context, score, &scoring);
}

static bool write_in_format(Result *result, const Output *output) {
    switch (result->options.format) {
    case RESULT_TABLE: return result_write_table(result, output);
    case RESULT_CSV: return result_write_csv(result, output);
    case RESULT_JSON: return result_write_json(result, output);
    }
    return false;
}

/* Counts what it hands on. */
typedef struct Counting {
    const Writing *writing;
    uint64_t bytes;
    Sha256 *sha; /* NULL: not hashed */
} Counting;

static bool write_counted(void *user, const char *bytes, size_t len) {
    Counting *counting = user;
    counting->bytes += len;
    if (counting->sha) sha256_add(counting->sha, bytes, len);
    return counting->writing->write(counting->writing->user, bytes, len);
}

/* [E8.6] Tables are for people, who compare 16 digits. */
static void show_fingerprint(Ictscore *context) {
    Result *result = &context->result;
    bool is_shown = context->hashes.are_wanted && result->options.format == RESULT_TABLE;
    if (is_shown) result->options.fingerprint = manifest_make_fingerprint(context);
}

static IctscoreStatus write_result(Ictscore *context, const void *arguments) {
    if (!context->has_result) return ICTSCORE_USAGE;
    show_fingerprint(context);
    Counting counting = {arguments, 0, context->hashes.are_wanted ? &context->hashes.result : NULL};
    sha256_init(&context->hashes.result);
    Output output = {write_counted, &counting};
    uint64_t start = now(context);
    number_context_use(context->numbers, context->scratch);
    bool is_written = write_in_format(&context->result, &output);
    context->statistics.write_time = now(context) - start;
    context->statistics.written_bytes = context->hashes.written_bytes = counting.bytes;
    return is_written ? ICTSCORE_OK : ICTSCORE_FILE;
}

IctscoreStatus ictscore_write_result(Ictscore *context, IctscoreWrite write, void *user) {
    Writing writing = {write, user, NULL, false};
    return context_enter(context, write_result, &writing);
}

IctscoreStatistics ictscore_statistics(const Ictscore *context) {
    return context->statistics;
}

uint64_t ictscore_unit_count(const Ictscore *context) {
    return context->has_result ? context->evaluation.row_count : 0;
}

uint64_t ictscore_scored_count(const Ictscore *context) {
    return context->has_result ? context->result.scored : 0;
}

uint64_t ictscore_shown_count(const Ictscore *context) {
    return context->has_result ? context->result.row_count : 0;
}
