#include "cli/session.h"

#include "cli/base_file.h"
#include "cli/complaint.h"
#include "cli/memory.h"
#include "cli/processors.h"
#include "cli/rule_start.h"
#include "cli/statistics.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { RULE_BYTES = 4 << 20, MANIFEST_BYTES = 16 << 20 };

/* ---- files */

static bool is_output(const OutputFile *output, const InputFile *input) {
    if (!output_is_same(output, input)) return false;
    complain("the output `%.*s` is also an input; choose another name", TEXT_ARG(output->shown));
    return true;
}

/* Where the second output goes; NULL: there is none. */
static const char *report_path(const Options *options) {
    if (options->command == COMMAND_SCORE && options->manifest) return options->manifest;
    return options->junit;
}

/* [DR1.6] `fmt --write` replaces what it has read. */
static bool is_written(const Session *session, const InputFile *input) {
    return (!session->options->layout.wants_write && is_output(&session->output, input)) ||
           (report_path(session->options) && is_output(&session->report, input));
}

static bool is_same_place(const OutputFile *a, const OutputFile *b) {
    struct stat one, other;
    if (a->is_stream || b->is_stream) return a->is_stream && b->is_stream;
    return fstat(a->directory, &one) == 0 && fstat(b->directory, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino && strcmp(a->name, b->name) == 0;
}

/* One of two reports in one place would be lost. */
static int open_report(Session *session) {
    const char *path = report_path(session->options);
    if (!path) return 0;
    if (!output_prepare(&session->report, path, &session->streams, session->arena)) return EXIT_FILE;
    if (!is_same_place(&session->output, &session->report)) return 0;
    bool is_junit = session->options->junit != NULL;
    complain("the %s and %s go to one place; name two files", is_junit ? "report" : "result",
             is_junit ? "--junit" : "--manifest");
    return EXIT_USAGE;
}

/* A folder may be written with slashes behind it. NULL: what is there stays as it is, and a complaint was
 * made. */
static const char *new_folder(const Session *session, const char *path) {
    size_t len = strlen(path);
    struct stat found;
    while (len > 1 && path[len - 1] == '/')
        len--;
    const char *bare = text_format(session->arena, "%.*s", (int)len, path).bytes;
    if (lstat(bare, &found) != 0) return bare;
    Text shown = complaint_name(session->arena, path);
    complain("`%.*s` exists already; --all makes a new folder", TEXT_ARG(shown));
    return NULL;
}

static int open_outputs(Session *session) {
    const Options *options = session->options;
    const char *path = options->layout.wants_write ? options->operands[0] : options->output;
    bool is_folder = options->all_units && path && strcmp(path, "-") != 0;
    if (is_folder && !(path = new_folder(session, path))) return EXIT_FILE;
    if (!output_prepare(&session->output, path, &session->streams, session->arena)) return EXIT_FILE;
    return open_report(session);
}

/* `streams`: it may be standard input. */
static int open_input(Session *session, InputFile *input, const char *path, const Streams *streams) {
    if (!input_open(input, path, streams, session->arena)) return EXIT_FILE;
    return is_written(session, input) ? EXIT_USAGE : 0;
}

static Ictscore *new_context(const Options *options) {
    IctscoreHooks hooks = memory_hooks();
    Ictscore *context = ictscore_new(&hooks);
    if (!context) memory_exhausted();
    for (size_t i = 0; i < options->limit_count; i++)
        ictscore_set_limit(context, options->limits[i].name, options->limits[i].value);
    return context;
}

static int open_rules(Session *session, const char *path) {
    Side *side = &session->sides[session->side_count++];
    side->context = new_context(session->options);
    return open_input(session, &side->rules, path, NULL);
}

static int open_data(Session *session, const char *path) {
    Side *side = &session->sides[session->side_count - 1];
    side->has_data = true;
    return open_input(session, &side->data, path, &session->streams);
}

Side *session_side_without_rules(Session *session) {
    Side *side = &session->sides[session->side_count++];
    side->context = new_context(session->options);
    return side;
}

int session_open_table(Session *session, const char *path) {
    return open_input(session, &session->tables[session->table_count++], path, NULL);
}

static int open_operand(Session *session, Role role, const char *word) {
    switch (role) {
    case ROLE_RULES: return open_rules(session, word);
    case ROLE_DATA: return open_data(session, word);
    case ROLE_TABLE:
        return open_input(session, &session->tables[session->table_count++], word, &session->streams);
    case ROLE_WORD: session->words[session->word_count++] = word; return 0;
    }
    return EXIT_INTERNAL;
}

static bool reads_stream_twice(const Options *options, const char *roles) {
    size_t count = 0;
    for (size_t i = 0; i < options->operand_count; i++)
        count += roles[i] != ROLE_WORD && strcmp(options->operands[i], "-") == 0;
    if (count > 1) complain("standard input (`-`) can be read once; give a file for the others");
    return count > 1;
}

static int open_manifest(Session *session) {
    const Options *options = session->options;
    const char *path = options->command == COMMAND_VERIFY ? options->manifest : options->previous;
    return path ? open_input(session, &session->manifest, path, NULL) : 0;
}

static int open_operands(Session *session) {
    const Options *options = session->options;
    const char *roles = options_roles(options);
    if (reads_stream_twice(options, roles)) return EXIT_USAGE;
    int code = 0;
    for (size_t i = 0; code == 0 && i < options->operand_count; i++)
        code = open_operand(session, (Role)roles[i], options->operands[i]);
    return code == 0 ? open_manifest(session) : code;
}

/* So that closing is safe whatever was opened. */
static void mark_closed(Session *session) {
    for (size_t i = 0; i < SIDES_MAX; i++)
        session->sides[i].rules.descriptor = session->sides[i].data.descriptor = -1;
    for (size_t i = 0; i < TABLES_MAX; i++)
        session->tables[i].descriptor = -1;
    session->manifest.descriptor = -1;
    session->output.descriptor = session->output.directory = -1;
    session->report.descriptor = session->report.directory = -1;
}

int session_open(Session *session, const Options *options, Streams streams, Arena *arena) {
    *session = (Session){.options = options, .streams = streams, .arena = arena};
    mark_closed(session);
    int code = open_outputs(session);
    return code == 0 ? open_operands(session) : code;
}

/* The system takes all memory back at once; who looks for leaks wants to see it given back. */
static void free_contexts(Session *session) {
#ifdef __SANITIZE_ADDRESS__
    for (size_t i = 0; i < session->side_count; i++)
        ictscore_free(session->sides[i].context);
#else
    (void)session;
#endif
}

void session_close(Session *session) {
    for (size_t i = 0; i < SIDES_MAX; i++) {
        input_close(&session->sides[i].rules);
        input_close(&session->sides[i].data);
    }
    for (size_t i = 0; i < TABLES_MAX; i++)
        input_close(&session->tables[i]);
    input_close(&session->manifest);
    output_close(&session->output);
    output_close(&session->report);
    free_contexts(session);
}

/* ---- messages */

static bool write_error(void *user, const char *bytes, size_t len) {
    (void)user;
    while (len > 0) {
        ssize_t count = write(STDERR_FILENO, bytes, len);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return true; /* nobody is left who could be told */
        bytes += count;
        len -= (size_t)count;
    }
    return true;
}

void session_messages(const Session *session, const Side *side) {
    bool colour = terminal_wants_colour(STDERR_FILENO, session->options->colour);
    if (ictscore_messages(side->context, colour, write_error, NULL) == ICTSCORE_MEMORY) memory_exhausted();
}

static void tell_errors(const Side *side) {
    uint64_t count = ictscore_error_count(side->context);
    fprintf(stderr, "%llu %s; no result was written\n", (unsigned long long)count,
            count == 1 ? "error" : "errors");
}

static int fail_without_messages(const Session *session, IctscoreStatus status) {
    switch (status) {
    case ICTSCORE_LIMIT:
        complain("the memory limit of %llu bytes was passed; --limit memory=N raises it",
                 (unsigned long long)options_limit(session->options, "memory", 0));
        return ICTSCORE_LIMIT;
    case ICTSCORE_MEMORY: memory_exhausted();
    case ICTSCORE_FILE: return EXIT_FILE; /* the file has complained */
    case ICTSCORE_OK:
    case ICTSCORE_NO:
    case ICTSCORE_USAGE:
    case ICTSCORE_RULES:
    case ICTSCORE_DATA: break;
    }
    complain("this should not have happened (status %d); please report it with the two files", (int)status);
    return EXIT_INTERNAL;
}

int session_fail(Session *session, const Side *side, IctscoreStatus status) {
    if (ictscore_error_count(side->context) == 0) return fail_without_messages(session, status);
    session_messages(session, side);
    tell_errors(side);
    return (int)status;
}

/* ---- inputs as the library reads them */

IctscoreSource session_source(const Session *session, InputFile *file) {
    return (IctscoreSource){text_format(session->arena, "%.*s", TEXT_ARG(file->shown)).bytes, input_read,
                            file};
}

bool session_input_failed(const InputFile *file) {
    bool has_failed = file->error != 0 || file->has_changed;
    if (has_failed) input_complain(file);
    return has_failed;
}

/* ---- the ends of every command */

/* The data begins like rules, and the rules do not. */
static bool are_swapped(const Session *session, const Side *side, Text rules) {
    if (!side->has_data || rule_start_is(rules) || !rule_start_is(input_peek(&side->data, session->arena)))
        return false;
    complain("`%.*s` is a rule file, `%.*s` is not: the rules come first, then the data",
             TEXT_ARG(side->data.shown), TEXT_ARG(side->rules.shown));
    return true;
}

/* What rules build on is an input, too [C5.3]. */
static bool is_base_written(void *user, int descriptor, const char *name) {
    const Session *session = user;
    InputFile input = {.path = name, .descriptor = descriptor};
    if (fstat(descriptor, &input.before) != 0) return false;
    return output_is_same(&session->output, &input) ||
           (session->options->junit && output_is_same(&session->report, &input));
}

int session_read_text(Session *session, Side *side, Text *text) {
    uint64_t limit = options_limit(session->options, "rule_bytes", RULE_BYTES);
    return input_read_all(&side->rules, limit, session->arena, text) ? 0 : EXIT_FILE;
}

int session_read_rules(Session *session, Side *side, IctscoreStatus *status) {
    Text text;
    uint64_t limit = options_limit(session->options, "rule_bytes", RULE_BYTES);
    side->base = (BaseFolder){side->rules.path, limit, session->arena, is_base_written, session};
    ictscore_set_importer(side->context, base_file_read, &side->base);
    int code = session_read_text(session, side, &text);
    if (code != 0) return code;
    if (are_swapped(session, side, text)) return EXIT_USAGE;
    const char *name = text_format(session->arena, "%.*s", TEXT_ARG(side->rules.shown)).bytes;
    *status = ictscore_load_rules(side->context, name, text.bytes ? text.bytes : "", text.len);
    return 0;
}

int session_load_rules(Session *session, Side *side) {
    IctscoreStatus status;
    int code = session_read_rules(session, side, &status);
    if (code != 0) return code;
    return status == ICTSCORE_OK ? 0 : session_fail(session, side, status);
}

IctscoreOptions session_score_options(const Session *session, const Side *side) {
    IctscoreOptions options = session->options->score;
    const OutputFile *output = &session->output;
    options.colour = output->is_stream && terminal_wants_colour(STDOUT_FILENO, session->options->colour);
    options.width = output->is_stream ? terminal_width() : 0;
    if (S_ISREG(side->data.before.st_mode)) options.data_bytes = (uint64_t)side->data.before.st_size;
    if (options.threads == 0) options.threads = processors_count();
    options.manifest = session->options->manifest || session->options->wants_fingerprint;
    if (session->options->wants_stats) options.clock = statistics_clock;
    return options;
}

int session_read_previous(Session *session) {
    if (!session->options->previous) return 0;
    bool is_read = input_read_all(&session->manifest, MANIFEST_BYTES, session->arena, &session->previous);
    return is_read ? 0 : EXIT_FILE;
}

bool session_wants_hashes(const Session *session) {
    return session->options->only_hashes;
}

static IctscoreStatus score(Session *session, Side *side, IctscoreOptions options) {
    Progress progress = progress_start(!session->options->is_quiet);
    options.progress = progress_tell;
    options.progress_user = &progress;
    const char *name = text_format(session->arena, "%.*s", TEXT_ARG(side->data.shown)).bytes;
    IctscoreStatus status = ictscore_score(side->context, name, input_read, &side->data, &options);
    progress_end(&progress);
    return status;
}

int session_score(Session *session, Side *side, const IctscoreOptions *options) {
    IctscoreStatus status = score(session, side, *options);
    bool has_failed = side->data.error != 0 || side->data.has_changed;
    if (has_failed) input_complain(&side->data);
    if (has_failed) return EXIT_FILE;
    return status == ICTSCORE_OK ? 0 : session_fail(session, side, status);
}

static const Side *side_with_errors(const Session *session) {
    for (size_t i = 0; i < session->side_count; i++)
        if (ictscore_error_count(session->sides[i].context) > 0) return &session->sides[i];
    return &session->sides[0];
}

int session_write_to(Session *session, OutputFile *output, Produce produce) {
    if (!output_begin(output)) return EXIT_FILE;
    IctscoreStatus status = produce(session);
    if (status == ICTSCORE_OK) return output_commit(output) ? 0 : EXIT_FILE;
    if (status == ICTSCORE_FILE) {
        output_fail(output);
        return EXIT_FILE;
    }
    output_abandon(output);
    return session_fail(session, side_with_errors(session), status);
}

int session_write(Session *session, Produce produce) {
    return session_write_to(session, &session->output, produce);
}
