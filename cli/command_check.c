#include "cli/commands.h"

#include "cli/complaint.h"

#include <unistd.h>

static IctscoreStatus produce_summary(Session *session) {
    bool colour = session->output.is_stream && terminal_wants_colour(STDOUT_FILENO, session->options->colour);
    return ictscore_summary(session->context, colour, output_write, &session->output);
}

static IctscoreStatus produce_dump(Session *session) {
    return ictscore_dump(session->context, session->options->dump, output_write, &session->output);
}

/* [C1.2] With --strict a warning makes the answer "no", and so does what could not be decided. */
static bool is_doubtful(const Session *session) {
    uint64_t doubts = ictscore_warning_count(session->context) + ictscore_undecided_count(session->context);
    return session->options->score.strict && doubts > 0;
}

int command_check(Session *session) {
    int code = session_load_rules(session);
    if (code != 0) return code;
    session_messages(session);
    code = session_write(session, produce_summary);
    return code == 0 && is_doubtful(session) ? ICTSCORE_NO : code;
}

int command_dump(Session *session) {
    int code = session_load_rules(session);
    if (code != 0) return code;
    session_messages(session);
    return session_write(session, produce_dump);
}
