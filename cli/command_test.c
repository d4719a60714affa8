#include "cli/commands.h"

const char command_test_help[] =
    "usage: ictscore test RULES [options]\n"
    "\n"
    "Runs the tests and the examples of criteria that stand in the rule file. For each that\n"
    "fails it prints what was expected, what was found and what the wrong value was made of;\n"
    "the last line counts them.\n"
    "\n"
    "  --junit FILE              write a report for other programs (JUnit XML) to FILE as well,\n"
    "                            as a whole or not at all\n"
    "  -o FILE                   write to FILE, as a whole or not at all\n"
    "  --quiet                   the last line alone\n"
    "  --limit NAME=N            change a limit; `ictscore --help` lists them\n"
    "  --colour auto|always|never\n"
    "\n"
    "exit status: 0 no test failed; 1 one failed; 2 usage; 3 the rules have an error; 5 a limit;\n"
    "6 a file could not be read or written; 7 memory is exhausted\n"
    "\n"
    "example: ictscore test rules2018.isl\n";

static IctscoreStatus produce_report(Session *session) {
    const char *format = session->options->is_quiet ? "summary" : "text";
    return ictscore_write_tests(session->sides[0].context, format, output_write, &session->output);
}

static IctscoreStatus produce_junit(Session *session) {
    return ictscore_write_tests(session->sides[0].context, "junit", output_write, &session->report);
}

/* [C1.5] A test that fails makes the answer "no". */
int command_test(Session *session) {
    Side *side = &session->sides[0];
    int code = session_load_rules(session, side);
    if (code != 0) return code;
    session_messages(session, side);
    IctscoreStatus status = ictscore_run_tests(session->sides[0].context);
    if (status != ICTSCORE_OK && status != ICTSCORE_NO) return session_fail(session, side, status);
    if (session->options->junit) code = session_write_to(session, &session->report, produce_junit);
    if (code == 0) code = session_write(session, produce_report);
    return code == 0 ? (int)status : code;
}
