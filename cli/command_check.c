#include "cli/commands.h"

#include "cli/complaint.h"

#include <string.h>
#include <unistd.h>

const char command_check_help[] =
    "usage: ictscore check RULES [options]\n"
    "\n"
    "Proves a methodology before any data is there: every name exists, maxima and weights add\n"
    "up, bands and grades have no gap and no overlap, points stay between 0 and the maximum,\n"
    "every expression has a result. Prints what the methodology is made of. A finding that is\n"
    "meant all the same is accepted where it stands: allow W506 \"reason\".\n"
    "\n"
    "  --format text|json|sarif  json and sarif are for programs: all findings, with codes,\n"
    "                            places, examples, and reasons where the rules accept them\n"
    "  -o FILE                   write to FILE, as a whole or not at all\n"
    "  --strict                  exit with 1 when there is a warning, or a question that\n"
    "                            could not be decided\n"
    "  --dump ast|methodology|plan|meaning|wording   print what the rules become instead\n"
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

static IctscoreStatus produce_findings(Session *session) {
    return ictscore_write_findings(session->sides[0].context, session->options->findings, output_write,
                                   &session->output);
}

enum { MOST_FINDINGS = 1000 }; /* [F8.1] */

/* [C1.2] The findings are the result, so they are written also where they are errors. */
static int write_findings(Session *session) {
    Side *side = &session->sides[0];
    IctscoreStatus status;
    ictscore_keep_messages(side->context, MOST_FINDINGS);
    int code = session_read_rules(session, side, &status);
    if (code != 0) return code;
    if (status == ICTSCORE_OK) status = ictscore_check(side->context);
    bool is_told = status == ICTSCORE_OK || ictscore_error_count(side->context) > 0;
    if (!is_told) return session_fail(session, side, status);
    code = session_write(session, produce_findings);
    if (code == 0 && status != ICTSCORE_OK) return (int)status;
    return code == 0 && is_doubtful(session) ? ICTSCORE_NO : code;
}

static bool is_for_programs(const Session *session) {
    const char *format = session->options->findings;
    return format && strcmp(format, "text") != 0;
}

int command_check(Session *session) {
    if (is_for_programs(session)) return write_findings(session);
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
