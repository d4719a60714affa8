#include "library/ictscore.h"

#include "lang/compile.h"
#include "lang/methodology.h"
#include "lang/summary.h"
#include "library/host_memory.h"
#include "library/score_options.h"
#include "library/test_report.h"
#include "runtime/result.h"
#include "runtime/result_csv.h"
#include "runtime/result_json.h"
#include "runtime/result_shown.h"
#include "runtime/result_table.h"
#include "runtime/scoring.h"

#include <string.h>

#define ICTSCORE_VERSION "1.0.0"

/* Rules live as long as the context; data and result until the next score. */
struct Ictscore {
    HostMemory host;
    NamedLimits limits;
    bool is_dead; /* a call ran out of memory: what it left is in no known state */
    bool has_result, has_tests;
    Arena *rules_arena, *data_arena, *scratch;
    NumberContext *numbers;
    Diagnostics *rules_messages, *data_messages;
    Source source;
    Compilation compilation;
    Table table;
    Evaluation evaluation;
    Result result;
    TestRun tests;
    IctscoreStatistics statistics;
    uint64_t (*clock)(void *user);
    void *clock_user;
};

/* ---- entering the library */

typedef IctscoreStatus (*Body)(Ictscore *context, const void *arguments);

/* Runs `body`; where memory runs out, everything it did is abandoned and control comes back here. */
static IctscoreStatus guarded(Ictscore *context, Body body, const void *arguments) {
    if (context->is_dead) return ICTSCORE_MEMORY;
    if (setjmp(context->host.exhausted)) {
        context->is_dead = true;
        context->has_result = context->has_tests = false;
        return context->host.passed_limit ? ICTSCORE_LIMIT : ICTSCORE_MEMORY;
    }
    return body(context, arguments);
}

static IctscoreStatus status_of_area(int area) {
    switch ((DiagnosticArea)area) {
    case AREA_USAGE: return ICTSCORE_USAGE;
    case AREA_RULES: return ICTSCORE_RULES;
    case AREA_DATA: return ICTSCORE_DATA;
    case AREA_LIMIT: return ICTSCORE_LIMIT;
    case AREA_FILE: return ICTSCORE_FILE;
    case AREA_MEMORY: return ICTSCORE_MEMORY;
    }
    return ICTSCORE_OK;
}

static IctscoreStatus status_of(const Diagnostics *messages) {
    return diagnostics_error_count(messages) > 0 ? status_of_area(diagnostics_area(messages)) : ICTSCORE_OK;
}

/* ---- a context's life */

static IctscoreStatus make_arenas(Ictscore *context, const void *unused) {
    (void)unused;
    const Memory *memory = &context->host.memory;
    context->rules_arena = arena_new(memory);
    context->data_arena = arena_new(memory);
    context->scratch = arena_new(memory);
    context->numbers = number_context_new(context->rules_arena);
    context->rules_messages = diagnostics_new(context->rules_arena);
    context->data_messages = diagnostics_new(context->data_arena);
    return ICTSCORE_OK;
}

Ictscore *ictscore_new(const IctscoreHooks *hooks) {
    HostMemory host;
    host_memory_init(&host, hooks ? hooks->allocate : NULL, hooks ? hooks->release : NULL,
                     hooks ? hooks->user : NULL);
    Ictscore *context = host.allocate(host.user, sizeof *context);
    if (!context) return NULL;
    memset(context, 0, sizeof *context);
    host_memory_init(&context->host, host.allocate, host.release, host.user);
    context->limits = limits_default();
    if (guarded(context, make_arenas, NULL) == ICTSCORE_OK) return context;
    ictscore_free(context);
    return NULL;
}

void ictscore_free(Ictscore *context) {
    if (!context) return;
    number_context_free(context->numbers);
    host_memory_release_all(&context->host);
    context->host.release(context->host.user, context);
}

bool ictscore_set_limit(Ictscore *context, const char *name, uint64_t value) {
    bool known = limits_set(&context->limits, name, value);
    context->host.limit = context->limits.memory;
    return known;
}

const char *ictscore_limit_name(size_t i) {
    return limits_name(i);
}

uint64_t ictscore_limit_hard_bound(const char *name) {
    return limits_hard_bound(name);
}

/* ---- rules */

static IctscoreStatus load_rules(Ictscore *context, const void *arguments) {
    const Source *given = arguments;
    if (context->source.name.bytes) return ICTSCORE_USAGE;
    number_context_use(context->numbers, context->rules_arena);
    context->source.name = text_copy(context->rules_arena, given->name);
    context->source.text = text_copy(context->rules_arena, given->text);
    context->compilation = compile_rules(&context->source, &context->limits.rules, context->rules_arena,
                                         context->numbers, context->rules_messages);
    return status_of(context->rules_messages);
}

IctscoreStatus ictscore_load_rules(Ictscore *context, const char *name, const char *text, size_t len) {
    Source source = {text_from(name), {text, len}};
    return guarded(context, load_rules, &source);
}

/* ---- what a text is written with */

typedef struct Writing {
    IctscoreWrite write;
    void *user;
    const char *what; /* of a dump, of a report on tests */
    bool colour;
} Writing;

static IctscoreStatus hand_on(const Writing *writing, const TextBuilder *builder) {
    Text text = text_builder_text(builder);
    if (text.len == 0) return ICTSCORE_OK;
    return writing->write(writing->user, text.bytes, text.len) ? ICTSCORE_OK : ICTSCORE_FILE;
}

static IctscoreStatus write_summary(Ictscore *context, const void *arguments) {
    if (!context->compilation.plan) return ICTSCORE_USAGE;
    TextBuilder builder = text_builder(context->scratch);
    number_context_use(context->numbers, context->scratch);
    summary_write(&context->compilation, &builder);
    IctscoreStatus status = hand_on(arguments, &builder);
    arena_reset(context->scratch);
    return status;
}

IctscoreStatus ictscore_summary(Ictscore *context, bool colour, IctscoreWrite write, void *user) {
    Writing writing = {write, user, NULL, colour};
    return guarded(context, write_summary, &writing);
}

/* false: the rules did not get so far, or there is no such phase */
static bool dump(Ictscore *context, const char *what, TextBuilder *builder) {
    const Compilation *compilation = &context->compilation;
    if (strcmp(what, "ast") == 0 && compilation->ast)
        ast_dump(compilation->ast, builder);
    else if (strcmp(what, "methodology") == 0 && compilation->methodology)
        methodology_dump(compilation->methodology, builder);
    else if (strcmp(what, "plan") == 0 && compilation->plan)
        plan_dump(compilation->plan, context->numbers, builder);
    else
        return false;
    return true;
}

static IctscoreStatus write_dump(Ictscore *context, const void *arguments) {
    const Writing *writing = arguments;
    TextBuilder builder = text_builder(context->scratch);
    number_context_use(context->numbers, context->scratch);
    if (!dump(context, writing->what, &builder)) return ICTSCORE_USAGE;
    IctscoreStatus status = hand_on(writing, &builder);
    arena_reset(context->scratch);
    return status;
}

IctscoreStatus ictscore_dump(Ictscore *context, const char *what, IctscoreWrite write, void *user) {
    Writing writing = {write, user, what, false};
    return guarded(context, write_dump, &writing);
}

/* ---- data */

typedef struct Scoring {
    const char *name;
    IctscoreRead read;
    void *user;
    const IctscoreOptions *given;
} Scoring;

static bool tell_progress(void *user, size_t rows) {
    const IctscoreOptions *given = ((const Scoring *)user)->given;
    return given->progress(given->progress_user, rows);
}

static long read_data(void *user, char *buffer, size_t size) {
    const Scoring *scoring = user;
    return scoring->read(scoring->user, buffer, size);
}

static void forget_data(Ictscore *context) {
    context->has_result = context->has_tests = false;
    arena_reset(context->data_arena);
    arena_reset(context->scratch);
    context->data_messages = diagnostics_new(context->data_arena);
    number_context_use(context->numbers, context->data_arena);
}

/* What is asked for, and what of it must be kept. */
typedef struct Run {
    ScoreOptions options;
    PlanParts *chosen; /* per output */
    bool *kept;        /* per input */
} Run;

static bool prepare_run(Ictscore *context, const Scoring *scoring, Run *run) {
    const Plan *plan = context->compilation.plan;
    Arena *arena = context->data_arena;
    run->chosen = ARENA_ARRAY(arena, PlanParts, (size_t)plan->output_count + 1);
    if (!score_options_make(scoring->given, &context->limits, arena, context->data_messages, &run->options) ||
        !result_choose(plan, &run->options.result, run->chosen, arena, context->data_messages))
        return false;
    run->kept = evaluator_inputs(plan, run->chosen, arena);
    result_keep_inputs(plan, &run->options.result, run->kept, arena);
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

static void build_result(Ictscore *context, const ResultOptions *options) {
    uint64_t start = now(context);
    number_context_use(context->numbers, context->scratch);
    result_build(&context->evaluation, options, context->data_arena, context->scratch, context->numbers,
                 &context->result);
    result_check_shown(&context->result, context->data_messages);
    context->has_result = true;
    context->statistics.order_time = now(context) - start;
}

/* Options, data, values, order: one after the other; the first that fails ends it. */
static IctscoreStatus score(Ictscore *context, const void *arguments) {
    Scoring scoring = *(const Scoring *)arguments;
    Run run = {0};
    if (!context->compilation.plan) return ICTSCORE_USAGE;
    forget_data(context);
    context->clock = scoring.given ? scoring.given->clock : NULL;
    context->clock_user = scoring.given ? scoring.given->clock_user : NULL;
    if (!prepare_run(context, &scoring, &run)) return ICTSCORE_USAGE;
    ReadStatus read = read_and_evaluate(context, &scoring, &run);
    if (read == READ_FAILED) return ICTSCORE_FILE;
    if (read == READ_STOPPED) return ICTSCORE_NO;
    IctscoreStatus status = status_of(context->data_messages);
    if (status == ICTSCORE_OK) build_result(context, &run.options.result);
    return status;
}

IctscoreStatus ictscore_score(Ictscore *context, const char *name, IctscoreRead read, void *user,
                              const IctscoreOptions *options) {
    Scoring scoring = {name, read, user, options};
    return guarded(context, score, &scoring);
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
} Counting;

static bool write_counted(void *user, const char *bytes, size_t len) {
    Counting *counting = user;
    counting->bytes += len;
    return counting->writing->write(counting->writing->user, bytes, len);
}

static IctscoreStatus write_result(Ictscore *context, const void *arguments) {
    if (!context->has_result) return ICTSCORE_USAGE;
    Counting counting = {arguments, 0};
    Output output = {write_counted, &counting};
    uint64_t start = now(context);
    number_context_use(context->numbers, context->scratch);
    bool is_written = write_in_format(&context->result, &output);
    context->statistics.write_time = now(context) - start;
    context->statistics.written_bytes = counting.bytes;
    return is_written ? ICTSCORE_OK : ICTSCORE_FILE;
}

IctscoreStatus ictscore_write_result(Ictscore *context, IctscoreWrite write, void *user) {
    Writing writing = {write, user, NULL, false};
    return guarded(context, write_result, &writing);
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

/* ---- tests */

static IctscoreStatus run_tests(Ictscore *context, const void *unused) {
    (void)unused;
    if (!context->compilation.plan) return ICTSCORE_USAGE;
    forget_data(context);
    context->tests = test_run(context->compilation.plan, &context->source, context->data_arena,
                              context->scratch, context->numbers);
    context->has_tests = true;
    return context->tests.failed > 0 ? ICTSCORE_NO : ICTSCORE_OK;
}

IctscoreStatus ictscore_run_tests(Ictscore *context) {
    return guarded(context, run_tests, NULL);
}

/* false: there is no such format */
static bool report_tests(const TestRun *tests, const char *format, TextBuilder *builder) {
    if (strcmp(format, "text") == 0)
        test_report_text(tests, builder);
    else if (strcmp(format, "summary") == 0)
        test_report_summary(tests, builder);
    else if (strcmp(format, "junit") == 0)
        test_report_junit(tests, builder);
    else
        return false;
    return true;
}

static IctscoreStatus write_tests(Ictscore *context, const void *arguments) {
    const Writing *writing = arguments;
    TextBuilder builder = text_builder(context->scratch);
    if (!context->has_tests || !report_tests(&context->tests, writing->what, &builder)) return ICTSCORE_USAGE;
    IctscoreStatus status = hand_on(writing, &builder);
    arena_reset(context->scratch);
    return status;
}

IctscoreStatus ictscore_write_tests(Ictscore *context, const char *format, IctscoreWrite write, void *user) {
    Writing writing = {write, user, format, false};
    return guarded(context, write_tests, &writing);
}

uint64_t ictscore_test_count(const Ictscore *context) {
    return context->has_tests ? context->tests.count : 0;
}

uint64_t ictscore_failed_test_count(const Ictscore *context) {
    return context->has_tests ? context->tests.failed : 0;
}

/* ---- messages */

/* [F6.1] Rules are read first, so what is said about them comes first. */
static IctscoreStatus write_messages(Ictscore *context, const void *arguments) {
    const Writing *writing = arguments;
    TextBuilder builder = text_builder(context->scratch);
    diagnostics_render(context->rules_messages, writing->colour, &builder);
    diagnostics_render(context->data_messages, writing->colour, &builder);
    IctscoreStatus status = hand_on(writing, &builder);
    arena_reset(context->scratch);
    return status;
}

IctscoreStatus ictscore_messages(Ictscore *context, bool colour, IctscoreWrite write, void *user) {
    Writing writing = {write, user, NULL, colour};
    return guarded(context, write_messages, &writing);
}

uint64_t ictscore_error_count(const Ictscore *context) {
    if (context->is_dead) return 0;
    return diagnostics_error_count(context->rules_messages) + diagnostics_error_count(context->data_messages);
}

uint64_t ictscore_warning_count(const Ictscore *context) {
    if (context->is_dead) return 0;
    return diagnostics_warning_count(context->rules_messages) +
           diagnostics_warning_count(context->data_messages);
}

const char *ictscore_version(void) {
    return ICTSCORE_VERSION;
}
