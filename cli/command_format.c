#include "cli/commands.h"

#include "cli/complaint.h"

#include <stdio.h>

const char command_format_help[] =
    "usage: ictscore fmt RULES [options]\n"
    "\n"
    "Prints the rule file in the one layout of rule files: tables aligned, clauses and blocks\n"
    "indented, at most one blank line between two things. Words, signs and comments stay as\n"
    "they are, so nothing that the rules say can change. A file with a syntax error is refused.\n"
    "\n"
    "  --check                   print nothing but the first line that would change; status 1\n"
    "                            when there is one\n"
    "  --write                   write into RULES itself, as a whole or not at all; a file that\n"
    "                            has the layout already is left alone\n"
    "  -o FILE                   write to FILE, as a whole or not at all\n"
    "  --limit NAME=N            change a limit; `ictscore --help` lists them\n"
    "  --colour auto|always|never\n"
    "  --quiet                   with --check: the status alone\n"
    "\n"
    "exit status: 0 done; 1 --check found another layout; 2 usage; 3 the rules have a syntax\n"
    "error; 5 a limit; 6 a file could not be read or written; 7 memory is exhausted\n"
    "\n"
    "example: ictscore fmt --write rules2018.isl\n";

static bool collect(void *builder, const char *bytes, size_t len) {
    text_builder_add(builder, (Text){bytes, len});
    return true;
}

/* The number of the first line that differs, from 1; 0: none does. */
static size_t first_difference(Text a, Text b) {
    size_t line = 1, at = 0;
    while (at < a.len && at < b.len && a.bytes[at] == b.bytes[at])
        line += a.bytes[at++] == '\n';
    return at == a.len && at == b.len ? 0 : line;
}

typedef struct Formatted {
    Text rules, layout;
} Formatted;

static int format(Session *session, Formatted *formatted) {
    Side *side = &session->sides[0];
    int code = session_read_text(session, side, &formatted->rules);
    if (code != 0) return code;
    TextBuilder layout = text_builder(session->arena);
    const char *name = text_format(session->arena, "%.*s", TEXT_ARG(side->rules.shown)).bytes;
    const char *bytes = formatted->rules.bytes ? formatted->rules.bytes : "";
    IctscoreStatus status =
        ictscore_format(side->context, name, bytes, formatted->rules.len, collect, &layout);
    formatted->layout = text_builder_text(&layout);
    return status == ICTSCORE_OK ? 0 : session_fail(session, side, status);
}

static IctscoreStatus produce_layout(Session *session) {
    const Formatted *formatted = session->user;
    bool is_taken = output_write(&session->output, formatted->layout.bytes, formatted->layout.len);
    return is_taken ? ICTSCORE_OK : ICTSCORE_FILE;
}

static IctscoreStatus produce_difference(Session *session) {
    const Formatted *formatted = session->user;
    size_t line = first_difference(formatted->rules, formatted->layout);
    if (line == 0 || session->options->is_quiet) return ICTSCORE_OK;
    Text shown = session->sides[0].rules.shown;
    Text said = text_format(
        session->arena, "%.*s:%zu: the layout differs from here on; `ictscore fmt --write` sets it right\n",
        TEXT_ARG(shown), line);
    return output_write(&session->output, said.bytes, said.len) ? ICTSCORE_OK : ICTSCORE_FILE;
}

static bool are_options_at_odds(const Options *options) {
    const FormatOptions *layout = &options->layout;
    if (layout->wants_check && layout->wants_write)
        complain("--check writes nothing and --write writes the rules; give one of them");
    else if (layout->wants_write && options->output)
        complain("--write writes into the rules and -o elsewhere; give one of them");
    else
        return false;
    return true;
}

/* [DR1.6] */
int command_format(Session *session) {
    Formatted *formatted = ARENA_NEW(session->arena, Formatted);
    const FormatOptions *layout = &session->options->layout;
    if (are_options_at_odds(session->options)) return EXIT_USAGE;
    int code = format(session, formatted);
    if (code != 0) return code;
    bool differs = first_difference(formatted->rules, formatted->layout) > 0;
    session->user = formatted;
    if (layout->wants_write && !differs) return 0;
    code = session_write(session, layout->wants_check ? produce_difference : produce_layout);
    return code == 0 && layout->wants_check && differs ? (int)ICTSCORE_NO : code;
}
