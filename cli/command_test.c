#include "cli/commands.h"
#include "cli/complaint.h"

#include <string.h>

const char command_test_help[] =
    "usage: ictscore test RULES [options]\n"
    "       ictscore test RULES [DATA] --coverage [options]\n"
    "\n"
    "Runs the tests and the examples of criteria that stand in the rule file. For each that\n"
    "fails it prints what was expected, what was found and what the wrong value was made of;\n"
    "the last line counts them.\n"
    "\n"
    "  --coverage                count what the tests reach of the rules: criteria, lines of\n"
    "                            `by`, both answers of conditions, grades, empty cells; and\n"
    "                            list what they do not. With DATA all its units count, too\n"
    "  --threshold P%            status 1 when less than P% is reached\n"
    "  --format text|json        the form of the coverage; default text\n"
    "  --header-row N            the header of DATA stands in line N\n"
    "  --strict                  a file without tests is a \"no\"; warnings about DATA are errors\n"
    "  --junit FILE              write a report for other programs (JUnit XML) to FILE as well,\n"
    "                            as a whole or not at all\n"
    "  -o FILE                   write to FILE, as a whole or not at all\n"
    "  --quiet                   the last line alone\n"
    "  --limit NAME=N            change a limit; `ictscore --help` lists them\n"
    "  --colour auto|always|never\n"
    "\n"
    "exit status: 0 no test failed; 1 one failed, or the threshold was missed; 2 usage; 3 the\n"
    "rules have an error; 4 the data has an error; 5 a limit; 6 a file could not be read or\n"
    "written; 7 memory is exhausted\n"
    "\n"
    "example: ictscore test rules2018.isl --coverage --threshold 90%\n";

static IctscoreStatus produce_tests(Session *session) {
    const char *format = session->options->is_quiet ? "summary" : "text";
    return ictscore_write_tests(session->sides[0].context, format, output_write, &session->output);
}

static IctscoreStatus produce_coverage(Session *session) {
    const char *format = session->options->test.format;
    bool is_json = format && strcmp(format, "json") == 0;
    IctscoreStatus status = is_json ? ICTSCORE_OK : produce_tests(session);
    if (status != ICTSCORE_OK) return status;
    format = is_json ? "json" : session->options->is_quiet ? "summary" : "text";
    return ictscore_write_coverage(session->sides[0].context, format, output_write, &session->output);
}

static IctscoreStatus produce_junit(Session *session) {
    return ictscore_write_tests(session->sides[0].context, "junit", output_write, &session->report);
}

/* ---- what is run */

static IctscoreStatus cover(const Session *session, Side *side) {
    IctscoreOptions options = session_score_options(session, side);
    const char *name =
        side->has_data ? text_format(session->arena, "%.*s", TEXT_ARG(side->data.shown)).bytes : NULL;
    return ictscore_cover(side->context, name, side->has_data ? input_read : NULL, &side->data, &options);
}

static IctscoreStatus run(const Session *session, Side *side) {
    return session->options->test.wants_coverage ? cover(session, side) : ictscore_run_tests(side->context);
}

static bool has_read(Side *side) {
    bool has_failed = side->has_data && (side->data.error != 0 || side->data.has_changed);
    if (has_failed) input_complain(&side->data);
    return !has_failed;
}

static int write_reports(Session *session) {
    int code = 0;
    if (session->options->junit) code = session_write_to(session, &session->report, produce_junit);
    if (code != 0) return code;
    return session_write(session, session->options->test.wants_coverage ? produce_coverage : produce_tests);
}

/* ---- the answer */

static bool is_missed(const ShareOption *threshold, IctscoreCount count) {
    return threshold->is_given && count.reached * 100 * 1000 < threshold->thousandths * count.all;
}

/* [C1.5] A test that fails makes the answer "no". */
static bool is_no(const Session *session, const Side *side, IctscoreStatus status) {
    const Options *options = session->options;
    bool has_none = ictscore_test_count(side->context) == 0;
    return status == ICTSCORE_NO || (has_none && options->score.strict) ||
           is_missed(&options->test.threshold, ictscore_coverage(side->context));
}

int command_test(Session *session) {
    Side *side = &session->sides[0];
    int code = session_load_rules(session, side);
    if (code != 0) return code;
    IctscoreStatus status = run(session, side);
    if (!has_read(side)) return EXIT_FILE;
    if (status != ICTSCORE_OK && status != ICTSCORE_NO) return session_fail(session, side, status);
    session_messages(session, side);
    code = write_reports(session);
    if (code != 0) return code;
    return is_no(session, side, status) ? (int)ICTSCORE_NO : 0;
}
