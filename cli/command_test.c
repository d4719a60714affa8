#include "cli/commands.h"

static IctscoreStatus produce_report(Session *session) {
    const char *format = session->options->is_quiet ? "summary" : "text";
    return ictscore_write_tests(session->context, format, output_write, &session->output);
}

static IctscoreStatus produce_junit(Session *session) {
    return ictscore_write_tests(session->context, "junit", output_write, &session->junit);
}

/* [C1.5] A test that fails makes the answer "no". */
int command_test(Session *session) {
    int code = session_load_rules(session);
    if (code != 0) return code;
    session_messages(session);
    IctscoreStatus status = ictscore_run_tests(session->context);
    if (status != ICTSCORE_OK && status != ICTSCORE_NO) return session_fail(session, status);
    if (session->options->junit) code = session_write_to(session, &session->junit, produce_junit);
    if (code == 0) code = session_write(session, produce_report);
    return code == 0 ? (int)status : code;
}
