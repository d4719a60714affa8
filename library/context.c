#include "library/ictscore.h"

#include "lang/compile.h"
#include "lang/methodology.h"
#include "lang/summary.h"
#include "library/host_memory.h"
#include "library/score_options.h"
#include "runtime/result.h"
#include "runtime/result_csv.h"
#include "runtime/result_json.h"
#include "runtime/result_shown.h"
#include "runtime/result_table.h"
#include "runtime/table_read.h"

#include <string.h>

#define ICTSCORE_VERSION "1.0.0"

/* Rules live as long as the context; data and result until the next score. */
struct Ictscore {
    HostMemory host;
    NamedLimits limits;
    bool is_dead; /* a call ran out of memory: what it left is in no known state */
    bool has_result;
    Arena *rules_arena, *data_arena, *scratch;
    NumberContext *numbers;
    Diagnostics *rules_messages, *data_messages;
    Source source;
    Compilation compilation;
    Table table;
    Evaluation evaluation;
    Result result;
};

/* ---- entering the library */

typedef IctscoreStatus (*Body)(Ictscore *context, const void *arguments);

/* Runs `body`; where memory runs out, everything it did is abandoned and control comes back here. */
static IctscoreStatus guarded(Ictscore *context, Body body, const void *arguments) {
    if (context->is_dead) return ICTSCORE_MEMORY;
    if (setjmp(context->host.exhausted)) {
        context->is_dead = true;
        context->has_result = false;
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
    const char *what; /* of a dump */
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
    context->has_result = false;
    arena_reset(context->data_arena);
    arena_reset(context->scratch);
    context->data_messages = diagnostics_new(context->data_arena);
    number_context_use(context->numbers, context->data_arena);
}

/* What is made before the data is read. */
typedef struct Run {
    ScoreOptions options;
    PlanParts *chosen;           /* per output */
    Diagnostics *value_messages; /* about values: of no interest where the data cannot be read */
    Evaluator *evaluator;
} Run;

static bool prepare_run(Ictscore *context, const Scoring *scoring, Run *run) {
    const Plan *plan = context->compilation.plan;
    Arena *arena = context->data_arena;
    run->chosen = ARENA_ARRAY(arena, PlanParts, (size_t)plan->output_count + 1);
    if (!score_options_make(scoring->given, &context->limits, arena, context->data_messages, &run->options) ||
        !result_choose(plan, &run->options.result, run->chosen, arena, context->data_messages))
        return false;
    bool *kept = evaluator_inputs(plan, run->chosen, arena);
    result_keep_inputs(plan, &run->options.result, kept, arena);
    context->table = table_new(plan, text_from(scoring->name), kept, arena);
    run->value_messages = diagnostics_new(arena);
    if (run->options.read.strict) diagnostics_be_strict(run->value_messages);
    run->evaluator = evaluator_new(plan, &context->table, &(EvaluateOptions){.chosen = run->chosen}, arena,
                                   context->numbers, run->value_messages);
    return true;
}

static void take_block(void *user, Block *block) {
    evaluator_take(user, block);
}

static IctscoreStatus read_table(Ictscore *context, Scoring *scoring, const Run *run) {
    bool tells = scoring->given && scoring->given->progress;
    DataInput input = {.name = context->table.file,
                       .size = scoring->given ? scoring->given->data_bytes : 0,
                       .read = read_data,
                       .user = scoring,
                       .progress = tells ? tell_progress : NULL};
    ReadStatus status = table_read(context->compilation.plan, &input, &run->options.read,
                                   (BlockTaker){take_block, run->evaluator}, context->numbers,
                                   context->data_messages, &context->table);
    switch (status) {
    case READ_DONE:
    case READ_REJECTED: return status_of(context->data_messages);
    case READ_FAILED: return ICTSCORE_FILE;
    case READ_STOPPED: return ICTSCORE_NO;
    }
    return ICTSCORE_FILE;
}

static IctscoreStatus finish_evaluation(Ictscore *context, const Run *run) {
    bool is_done = evaluator_finish(run->evaluator, &context->evaluation);
    diagnostics_take(context->data_messages, run->value_messages);
    if (!is_done) return status_of(context->data_messages);
    number_context_use(context->numbers, context->scratch);
    result_build(&context->evaluation, &run->options.result, context->data_arena, context->scratch,
                 context->numbers, &context->result);
    result_check_shown(&context->result, context->data_messages);
    context->has_result = true;
    return ICTSCORE_OK;
}

/* Options, data, values, order: one after the other; the first that fails ends it. */
static IctscoreStatus score(Ictscore *context, const void *arguments) {
    Scoring scoring = *(const Scoring *)arguments;
    Run run = {0};
    if (!context->compilation.plan) return ICTSCORE_USAGE;
    forget_data(context);
    if (!prepare_run(context, &scoring, &run)) return ICTSCORE_USAGE;
    IctscoreStatus status = read_table(context, &scoring, &run);
    if (status == ICTSCORE_OK) status = finish_evaluation(context, &run);
    evaluator_free(run.evaluator);
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

static IctscoreStatus write_result(Ictscore *context, const void *arguments) {
    const Writing *writing = arguments;
    if (!context->has_result) return ICTSCORE_USAGE;
    Output output = {writing->write, writing->user};
    number_context_use(context->numbers, context->scratch);
    return write_in_format(&context->result, &output) ? ICTSCORE_OK : ICTSCORE_FILE;
}

IctscoreStatus ictscore_write_result(Ictscore *context, IctscoreWrite write, void *user) {
    Writing writing = {write, user, NULL, false};
    return guarded(context, write_result, &writing);
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
