#include "cli/commands.h"
#include "cli/complaint.h"

#include <string.h>

const char command_test_help[] =
    "usage: ictscore test RULES [options]\n"
    "       ictscore test RULES [DATA] --coverage [options]\n"
    "       ictscore test RULES [DATA] --mutate [options]\n"
    "       ictscore test RULES --generate [options]\n"
    "\n"
    "Runs the tests and the examples of criteria that stand in the rule file. For each that\n"
    "fails it prints what was expected, what was found and what the wrong value was made of;\n"
    "the last line counts them.\n"
    "\n"
    "  --coverage                count what the tests reach of the rules: criteria, lines of\n"
    "                            `by`, both answers of conditions, grades, empty cells; and\n"
    "                            list what they do not. With DATA all its units count, too\n"
    "  --mutate                  change the rules in small ways, one at a time: numbers,\n"
    "                            comparisons, conditions, rounding, order; and list the changes\n"
    "                            that no test notices, and with DATA none of its units\n"
    "  --generate                write tests, ready to paste: each line, answer, grade and empty\n"
    "                            cell, and the values on both sides of each bound, with what\n"
    "                            the rules give now. They are to be read by a person\n"
    "  --threshold P%            status 1 when less than P% is reached, or noticed\n"
    "  --format text|json        the form of what these two say; default text\n"
    "  --threads N               use so many threads; all processors by default\n"
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

/* A failing test is all there is to say before rules are changed. */
static IctscoreStatus produce_study(Session *session) {
    const TestOptions *test = &session->options->test;
    Ictscore *context = session->sides[0].context;
    bool is_json = test->format && strcmp(test->format, "json") == 0;
    bool has_failed = test->wants_mutation && ictscore_failed_test_count(context) > 0;
    IctscoreStatus status = is_json && !has_failed ? ICTSCORE_OK : produce_tests(session);
    if (status != ICTSCORE_OK || has_failed) return status;
    const char *format = is_json ? "json" : session->options->is_quiet ? "summary" : "text";
    return test->wants_mutation ? ictscore_write_mutation(context, format, output_write, &session->output)
                                : ictscore_write_coverage(context, format, output_write, &session->output);
}

static IctscoreStatus produce_junit(Session *session) {
    return ictscore_write_tests(session->sides[0].context, "junit", output_write, &session->report);
}

/* ---- what is run */

typedef IctscoreStatus (*Study)(Ictscore *context, const char *name, IctscoreRead read, void *user,
                                const IctscoreOptions *options);

static IctscoreStatus study(const Session *session, Side *side, Study function) {
    IctscoreOptions options = session_score_options(session, side);
    Text name = side->has_data ? side->data.shown : (Text){"", 0};
    return function(side->context, text_format(session->arena, "%.*s", TEXT_ARG(name)).bytes,
                    side->has_data ? input_read : NULL, &side->data, &options);
}

static IctscoreStatus run(const Session *session, Side *side) {
    if (session->options->test.wants_coverage) return study(session, side, ictscore_cover);
    if (session->options->test.wants_mutation) return study(session, side, ictscore_mutate);
    return ictscore_run_tests(side->context);
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
    const TestOptions *test = &session->options->test;
    return session_write(session,
                         test->wants_coverage || test->wants_mutation ? produce_study : produce_tests);
}

/* ---- the answer */

static bool is_missed(const ShareOption *threshold, IctscoreCount count) {
    return threshold->is_given && count.reached * 100 * 1000 < threshold->thousandths * count.all;
}

/* [C1.5] A test that fails makes the answer "no". */
static bool is_no(const Session *session, const Side *side, IctscoreStatus status) {
    const Options *options = session->options;
    IctscoreCount count =
        options->test.wants_mutation ? ictscore_mutation(side->context) : ictscore_coverage(side->context);
    bool has_none = ictscore_test_count(side->context) == 0;
    return status == ICTSCORE_NO || (has_none && options->score.strict) ||
           is_missed(&options->test.threshold, count);
}

static IctscoreStatus produce_cases(Session *session) {
    return ictscore_write_cases(session->sides[0].context, output_write, &session->output);
}

int command_test(Session *session) {
    Side *side = &session->sides[0];
    int code = session_load_rules(session, side);
    if (code != 0) return code;
    if (session->options->test.wants_cases) return session_write(session, produce_cases);
    IctscoreStatus status = run(session, side);
    if (!has_read(side)) return EXIT_FILE;
    if (status != ICTSCORE_OK && status != ICTSCORE_NO) return session_fail(session, side, status);
    session_messages(session, side);
    code = write_reports(session);
    if (code != 0) return code;
    return is_no(session, side, status) ? (int)ICTSCORE_NO : 0;
}
