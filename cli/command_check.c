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

/* [C1.2] With --strict a warning makes the answer "no". */
int command_check(Session *session) {
    int code = session_load_rules(session);
    if (code != 0) return code;
    session_messages(session);
    code = session_write(session, produce_summary);
    bool is_doubtful = session->options->score.strict && ictscore_warning_count(session->context) > 0;
    return code == 0 && is_doubtful ? ICTSCORE_NO : code;
}

int command_dump(Session *session) {
    int code = session_load_rules(session);
    if (code != 0) return code;
    session_messages(session);
    return session_write(session, produce_dump);
}
