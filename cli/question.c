#include "cli/question.h"

int question_score(Session *session) {
    Side *side = &session->sides[0];
    int code = session_load_rules(session, side);
    IctscoreOptions options = session_score_options(session, side);
    options.format = NULL;
    options.keep_all = true;
    if (code == 0) code = session_score(session, side, &options);
    if (code == 0) session_messages(session, side);
    return code;
}

IctscoreQuestion question_asked(const Session *session) {
    const IctscoreOptions *score = &session->options->score;
    return (IctscoreQuestion){.unit = session->word_count > 0 ? session->words[0] : NULL,
                              .other = session->word_count > 1 ? session->words[1] : NULL,
                              .criterion = session->options->criterion,
                              .format = score->format,
                              .locale = score->locale};
}
