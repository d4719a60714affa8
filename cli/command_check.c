#include "cli/commands.h"

#include "cli/complaint.h"

#include <unistd.h>

const char command_check_help[] =
    "usage: ictscore check RULES [options]\n"
    "\n"
    "Proves a methodology before any data is there: every name exists, maxima and weights add\n"
    "up, bands and grades have no gap and no overlap, points stay between 0 and the maximum,\n"
    "every expression has a result. Prints what the methodology is made of.\n"
    "\n"
    "  -o FILE                   write to FILE, as a whole or not at all\n"
    "  --strict                  exit with 1 when there is a warning\n"
    "  --dump ast|methodology|plan   print what the rules become instead\n"
    "  --limit NAME=N            change a limit; `ictscore --help` lists them\n"
    "  --colour auto|always|never\n"
    "  --quiet\n"
    "\n"
    "exit status: 0 the rules are sound; 1 warnings with --strict; 2 usage; 3 the rules have an\n"
    "error; 5 a limit; 6 a file could not be read or written; 7 memory is exhausted\n"
    "\n"
    "example: ictscore check rules2018.isl\n";

static IctscoreStatus produce_summary(Session *session) {
    bool colour = session->output.is_stream && terminal_wants_colour(STDOUT_FILENO, session->options->colour);
    return ictscore_summary(session->sides[0].context, colour, output_write, &session->output);
}

static IctscoreStatus produce_dump(Session *session) {
    return ictscore_dump(session->sides[0].context, session->options->dump, output_write, &session->output);
}

/* [C1.2] With --strict a warning makes the answer "no", and so does what could not be decided. */
static bool is_doubtful(const Session *session) {
    const Ictscore *context = session->sides[0].context;
    uint64_t doubts = ictscore_warning_count(context) + ictscore_undecided_count(context);
    return session->options->score.strict && doubts > 0;
}

int command_check(Session *session) {
    Side *side = &session->sides[0];
    int code = session_load_rules(session, side);
    if (code != 0) return code;
    IctscoreStatus status = ictscore_check(side->context);
    if (status != ICTSCORE_OK) return session_fail(session, side, status);
    session_messages(session, side);
    code = session_write(session, produce_summary);
    return code == 0 && is_doubtful(session) ? ICTSCORE_NO : code;
}

int command_dump(Session *session) {
    Side *side = &session->sides[0];
    int code = session_load_rules(session, side);
    if (code != 0) return code;
    session_messages(session, side);
    return session_write(session, produce_dump);
}
