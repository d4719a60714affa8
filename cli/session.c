#include "cli/session.h"

#include "cli/complaint.h"
#include "cli/memory.h"
#include "cli/rule_start.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { RULE_BYTES = 4 << 20 };

static bool is_output(const OutputFile *output, const InputFile *input) {
    if (!output_is_same(output, input)) return false;
    complain("the output `%.*s` is also an input; choose another name", TEXT_ARG(output->shown));
    return true;
}

static bool is_input(const Session *session, const InputFile *input) {
    if (is_output(&session->output, input)) return true;
    return session->options->junit && is_output(&session->junit, input);
}

static bool is_same_place(const OutputFile *a, const OutputFile *b) {
    struct stat one, other;
    if (a->is_stream || b->is_stream) return a->is_stream && b->is_stream;
    return fstat(a->directory, &one) == 0 && fstat(b->directory, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino && strcmp(a->name, b->name) == 0;
}

/* One of two reports in one place would be lost. */
static int open_junit(Session *session) {
    const char *path = session->options->junit;
    if (!path) return 0;
    if (!output_prepare(&session->junit, path, &session->streams, session->arena)) return EXIT_FILE;
    if (!is_same_place(&session->output, &session->junit)) return 0;
    complain("the report and --junit go to one place; name two files");
    return EXIT_USAGE;
}

static int open_files(Session *session) {
    const Options *options = session->options;
    if (!output_prepare(&session->output, options->output, &session->streams, session->arena))
        return EXIT_FILE;
    int code = open_junit(session);
    if (code != 0) return code;
    if (!input_open(&session->rules, options->rules, NULL, session->arena)) return EXIT_FILE;
    if (is_input(session, &session->rules)) return EXIT_USAGE;
    if (!options->data) return 0;
    if (!input_open(&session->data, options->data, &session->streams, session->arena)) return EXIT_FILE;
    return is_input(session, &session->data) ? EXIT_USAGE : 0;
}

int session_open(Session *session, const Options *options, Streams streams, Arena *arena) {
    *session = (Session){.options = options, .streams = streams, .arena = arena};
    session->rules.descriptor = session->data.descriptor = -1;
    session->output.descriptor = session->output.directory = -1;
    session->junit.descriptor = session->junit.directory = -1;
    IctscoreHooks hooks = memory_hooks();
    session->context = ictscore_new(&hooks);
    if (!session->context) memory_exhausted();
    for (size_t i = 0; i < options->limit_count; i++)
        ictscore_set_limit(session->context, options->limits[i].name, options->limits[i].value);
    return open_files(session);
}

void session_close(Session *session) {
    input_close(&session->rules);
    input_close(&session->data);
    output_close(&session->output);
    output_close(&session->junit);
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

void session_messages(Session *session) {
    bool colour = terminal_wants_colour(STDERR_FILENO, session->options->colour);
    if (ictscore_messages(session->context, colour, write_error, NULL) == ICTSCORE_MEMORY) memory_exhausted();
}

static void tell_errors(const Session *session) {
    uint64_t count = ictscore_error_count(session->context);
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

int session_fail(Session *session, IctscoreStatus status) {
    if (ictscore_error_count(session->context) == 0) return fail_without_messages(session, status);
    session_messages(session);
    tell_errors(session);
    return (int)status;
}

/* ---- the two ends of every command */

/* The data begins like rules, and the rules do not. */
static bool are_swapped(const Session *session, Text rules) {
    if (rule_start_is(rules) || !rule_start_is(input_peek(&session->data, session->arena))) return false;
    complain("`%.*s` is a rule file, `%.*s` is not: the rules come first, then the data",
             TEXT_ARG(session->data.shown), TEXT_ARG(session->rules.shown));
    return true;
}

int session_load_rules(Session *session) {
    Text text;
    uint64_t limit = options_limit(session->options, "rule_bytes", RULE_BYTES);
    if (!input_read_all(&session->rules, limit, session->arena, &text)) return EXIT_FILE;
    if (are_swapped(session, text)) return EXIT_USAGE;
    const char *name = text_format(session->arena, "%.*s", TEXT_ARG(session->rules.shown)).bytes;
    IctscoreStatus status =
        ictscore_load_rules(session->context, name, text.bytes ? text.bytes : "", text.len);
    return status == ICTSCORE_OK ? 0 : session_fail(session, status);
}

int session_write_to(Session *session, OutputFile *output, IctscoreStatus (*produce)(Session *session)) {
    if (!output_begin(output)) return EXIT_FILE;
    IctscoreStatus status = produce(session);
    if (status == ICTSCORE_OK) return output_commit(output) ? 0 : EXIT_FILE;
    if (status == ICTSCORE_FILE) {
        output_fail(output);
        return EXIT_FILE;
    }
    output_abandon(output);
    return session_fail(session, status);
}

int session_write(Session *session, IctscoreStatus (*produce)(Session *session)) {
    return session_write_to(session, &session->output, produce);
}
