#include "library/context.h"

#include "drafting/meaning.h"
#include "lang/methodology.h"
#include "lang/rule_files.h"
#include "lang/summary.h"
#include "proving/proved.h"

#include <string.h>

#define ICTSCORE_VERSION "1.0.0"

/* ---- entering the library */

IctscoreStatus context_enter(Ictscore *context, Body body, const void *arguments) {
    if (context->is_dead) return ICTSCORE_MEMORY;
    if (setjmp(context->host.exhausted)) {
        context->is_dead = true;
        context->has_result = context->has_tests = context->has_difference = false;
        context->has_coverage = context->has_mutation = false;
        context->has_coverage = context->has_mutation = false;
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

IctscoreStatus context_status(const Diagnostics *messages) {
    return diagnostics_error_count(messages) > 0 ? status_of_area(diagnostics_area(messages)) : ICTSCORE_OK;
}

IctscoreStatus context_hand_on(const Writing *writing, const TextBuilder *builder) {
    Text text = text_builder_text(builder);
    if (text.len == 0) return ICTSCORE_OK;
    return writing->write(writing->user, text.bytes, text.len) ? ICTSCORE_OK : ICTSCORE_FILE;
}

void context_forget_data(Ictscore *context) {
    context->comparison = NULL;
    context->moves = NULL;
    context->verification = NULL;
    context->has_result = context->has_tests = context->has_difference = false;
    context->has_coverage = context->has_mutation = false;
    context->scored = (Scored){0};
    arena_reset(context->data_arena);
    arena_reset(context->bytes_arena);
    context->bytes = text_builder(context->bytes_arena);
    arena_reset(context->scratch);
    context->data_messages = diagnostics_new(context->data_arena);
    number_context_use(context->numbers, context->data_arena);
}

/* ---- a context's life */

static IctscoreStatus make_arenas(Ictscore *context, const void *unused) {
    (void)unused;
    const Memory *memory = &context->host.memory;
    context->rules_arena = arena_new(memory);
    context->data_arena = arena_new(memory);
    context->scratch = arena_new(memory);
    context->bytes_arena = arena_new(memory);
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
    if (context_enter(context, make_arenas, NULL) == ICTSCORE_OK) return context;
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

void ictscore_set_importer(Ictscore *context, IctscoreImport import, void *user) {
    context->import = import;
    context->import_user = user;
}

bool context_import(void *user, Text name, Text asker, Text *bytes, Text *problem) {
    Ictscore *context = user;
    Arena *arena = context->rules_arena;
    IctscoreFile file = {.problem = "it could not be read"};
    if (!context->import) return false;
    bool given = context->import(context->import_user, text_format(arena, "%.*s", TEXT_ARG(name)).bytes,
                                 text_format(arena, "%.*s", TEXT_ARG(asker)).bytes, &file);
    if (given) *bytes = (Text){file.bytes, file.len};
    if (!given) *problem = text_copy(arena, text_from(file.problem));
    return given;
}

static IctscoreStatus load_rules(Ictscore *context, const void *arguments) {
    const Source *given = arguments;
    if (context->source.name.bytes) return ICTSCORE_USAGE;
    number_context_use(context->numbers, context->rules_arena);
    context->source.name = text_copy(context->rules_arena, given->name);
    context->source.text = text_copy(context->rules_arena, given->text);
    RuleImporter importer = {context_import, context};
    const Source *joined = rule_files_join(&context->source, &importer, &context->limits.rules,
                                           context->rules_arena, context->rules_messages);
    if (!joined) return context_status(context->rules_messages);
    context->source = *joined;
    context->compilation = compile_proved(&context->source, &context->limits.rules, context->rules_arena,
                                          context->numbers, context->rules_messages);
    return context_status(context->rules_messages);
}

IctscoreStatus ictscore_load_rules(Ictscore *context, const char *name, const char *text, size_t len) {
    Source source = {.name = text_from(name), .text = {text, len}};
    return context_enter(context, load_rules, &source);
}

/* [DR2.4] */
static Text identity_text(Ictscore *context) {
    const AstFile *ast = context->compilation.ast;
    Arena *scratch = context->scratch;
    Sha256Digest meaning = meaning_hash(ast, MEANING_RESULTS, context->numbers, scratch);
    Sha256Digest wording = meaning_hash(ast, MEANING_WORDING, context->numbers, scratch);
    return text_format(scratch, "meaning %.*s, wording %.*s", TEXT_ARG(sha256_fingerprint(scratch, &meaning)),
                       TEXT_ARG(sha256_fingerprint(scratch, &wording)));
}

static IctscoreStatus write_summary(Ictscore *context, const void *arguments) {
    if (!context->compilation.plan) return ICTSCORE_USAGE;
    TextBuilder builder = text_builder(context->scratch);
    number_context_use(context->numbers, context->scratch);
    summary_write(&context->compilation, identity_text(context), &builder);
    effective_weights_write(&context->weights, context->compilation.plan, context->numbers, &builder);
    if (context->cliffs) cliff_table_write(context->cliffs, &builder);
    diagnostics_render_accepted(context->rules_messages, context->source.name, &builder);
    IctscoreStatus status = context_hand_on(arguments, &builder);
    arena_reset(context->scratch);
    return status;
}

IctscoreStatus ictscore_summary(Ictscore *context, bool colour, IctscoreWrite write, void *user) {
    Writing writing = {write, user, NULL, colour};
    return context_enter(context, write_summary, &writing);
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
    else if (strcmp(what, "meaning") == 0 && compilation->plan)
        meaning_write(compilation->ast, MEANING_RESULTS, context->numbers, context->scratch, builder);
    else if (strcmp(what, "wording") == 0 && compilation->plan)
        meaning_write(compilation->ast, MEANING_WORDING, context->numbers, context->scratch, builder);
    else
        return false;
    return true;
}

static IctscoreStatus write_dump(Ictscore *context, const void *arguments) {
    const Writing *writing = arguments;
    TextBuilder builder = text_builder(context->scratch);
    number_context_use(context->numbers, context->scratch);
    if (!dump(context, writing->what, &builder)) return ICTSCORE_USAGE;
    IctscoreStatus status = context_hand_on(writing, &builder);
    arena_reset(context->scratch);
    return status;
}

IctscoreStatus ictscore_dump(Ictscore *context, const char *what, IctscoreWrite write, void *user) {
    Writing writing = {write, user, what, false};
    return context_enter(context, write_dump, &writing);
}

/* ---- messages */

/* [F6.1] Rules are read first, so what is said about them comes first. */
static IctscoreStatus write_messages(Ictscore *context, const void *arguments) {
    const Writing *writing = arguments;
    TextBuilder builder = text_builder(context->scratch);
    diagnostics_render(context->rules_messages, writing->colour, &builder);
    diagnostics_render(context->data_messages, writing->colour, &builder);
    IctscoreStatus status = context_hand_on(writing, &builder);
    arena_reset(context->scratch);
    return status;
}

IctscoreStatus ictscore_messages(Ictscore *context, bool colour, IctscoreWrite write, void *user) {
    Writing writing = {write, user, NULL, colour};
    return context_enter(context, write_messages, &writing);
}

static uint64_t count_of(const Ictscore *context, Severity severity) {
    if (context->is_dead) return 0;
    return diagnostics_severity_count(context->rules_messages, severity) +
           diagnostics_severity_count(context->data_messages, severity);
}

uint64_t ictscore_error_count(const Ictscore *context) {
    return count_of(context, SEVERITY_ERROR);
}

uint64_t ictscore_warning_count(const Ictscore *context) {
    return count_of(context, SEVERITY_WARNING);
}

uint64_t ictscore_undecided_count(const Ictscore *context) {
    return count_of(context, SEVERITY_UNDECIDED);
}

uint64_t ictscore_note_count(const Ictscore *context) {
    return count_of(context, SEVERITY_NOTE);
}

uint64_t ictscore_accepted_count(const Ictscore *context) {
    return context->is_dead ? 0 : diagnostics_accepted_count(context->rules_messages);
}

const char *ictscore_version(void) {
    return ICTSCORE_VERSION;
}
