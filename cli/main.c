/* ictscore: the command line. Everything that computes is in the library. */
#include "cli/commands.h"
#include "cli/complaint.h"
#include "cli/memory.h"
#include "cli/signals.h"

#include <stdlib.h>
#include <string.h>

enum { LANGUAGE_VERSION = 1 };

static int print(const char *text, const Streams *streams, Arena *arena) {
    OutputFile output;
    if (!output_prepare(&output, NULL, streams, arena)) return EXIT_FILE;
    output_write(&output, text, strlen(text));
    return output_commit(&output) ? 0 : EXIT_FILE;
}

static int print_version(const Streams *streams, Arena *arena) {
    Text text = text_format(arena, "ictscore %s, ISL %d\n", ictscore_version(), (int)LANGUAGE_VERSION);
    return print(text.bytes, streams, arena);
}

typedef struct CommandCode {
    int (*run)(Session *session);
    const char *help;
} CommandCode;

static const CommandCode commands[] = {
    [COMMAND_SCORE] = {command_score, command_score_help},
    [COMMAND_CHECK] = {command_check, command_check_help},
    [COMMAND_TEST] = {command_test, command_test_help},
    [COMMAND_EXPORT] = {command_export, command_export_help},
    [COMMAND_EXPLAIN] = {command_explain, command_explain_help},
    [COMMAND_WHY] = {command_why, command_why_help},
    [COMMAND_REGISTER] = {command_register, command_register_help},
    [COMMAND_COMPARE] = {command_compare, command_compare_help},
    [COMMAND_VERIFY] = {command_verify, command_verify_help},
    [COMMAND_FORMAT] = {command_format, command_format_help},
    [COMMAND_DIFF] = {command_diff, command_diff_help},
    [COMMAND_DOC] = {command_doc, command_doc_help},
    [COMMAND_TEMPLATE] = {command_template, command_template_help},
};
_Static_assert(sizeof commands / sizeof *commands == COMMAND_COUNT, "every command has its code");

static int run_command(Session *session) {
    return session->options->dump ? command_dump(session) : commands[session->options->command].run(session);
}

static int run(int count, char **words, Streams streams, Arena *arena) {
    Options options;
    if (!options_parse(count, words, arena, &options)) return EXIT_USAGE;
    if (options.wants_help) return print(commands[options.command].help, &streams, arena);
    if (options.wants_version) return print_version(&streams, arena);
    Session session;
    int code = session_open(&session, &options, streams, arena);
    if (code == 0) code = run_command(&session);
    session_close(&session);
    exit(code); /* not a return: the memory of the session is in use until the end */
}

int main(int count, char **words) {
    Streams streams = streams_open();
    signals_install();
    Arena *arena = memory_arena();
    int code = run(count, words, streams, arena);
    arena_free(arena);
    return code;
}
