#include "cli/commands.h"

#include "cli/complaint.h"
#include "cli/processors.h"
#include "cli/statistics.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

static IctscoreOptions complete_options(const Session *session, Progress *progress) {
    IctscoreOptions options = session->options->score;
    options.colour =
        session->output.is_stream && terminal_wants_colour(STDOUT_FILENO, session->options->colour);
    options.width = session->output.is_stream ? terminal_width() : 0;
    if (S_ISREG(session->data.before.st_mode)) options.data_bytes = (uint64_t)session->data.before.st_size;
    if (options.threads == 0) options.threads = processors_count();
    if (session->options->wants_stats) options.clock = statistics_clock;
    options.progress = progress_tell;
    options.progress_user = progress;
    return options;
}

static IctscoreStatus score(Session *session) {
    Progress progress = progress_start(!session->options->is_quiet);
    IctscoreOptions options = complete_options(session, &progress);
    const char *name = text_format(session->arena, "%.*s", TEXT_ARG(session->data.shown)).bytes;
    IctscoreStatus status = ictscore_score(session->context, name, input_read, &session->data, &options);
    progress_end(&progress);
    return status;
}

static IctscoreStatus produce(Session *session) {
    return ictscore_write_result(session->context, output_write, &session->output);
}

/* [C4.2] */
static void tell_counts(const Session *session) {
    bool is_wanted = !session->output.is_stream || terminal_is(STDERR_FILENO);
    if (!is_wanted || session->options->is_quiet) return;
    uint64_t read = ictscore_unit_count(session->context);
    fprintf(stderr, "%" PRIu64 " %s read, %" PRIu64 " scored, %" PRIu64 " shown\n", read,
            read == 1 ? "unit" : "units", ictscore_scored_count(session->context),
            ictscore_shown_count(session->context));
}

static void tell_statistics(const Session *session, uint64_t rules_time) {
    IctscoreStatistics statistics = ictscore_statistics(session->context);
    if (session->options->wants_stats) statistics_tell(&statistics, rules_time);
}

int command_score(Session *session) {
    uint64_t start = statistics_clock(NULL);
    int code = session_load_rules(session);
    uint64_t rules_time = statistics_clock(NULL) - start;
    if (code != 0) return code;
    IctscoreStatus status = score(session);
    bool data_failed = session->data.error != 0 || session->data.has_changed;
    if (data_failed) input_complain(&session->data);
    if (data_failed) return EXIT_FILE;
    if (status != ICTSCORE_OK) return session_fail(session, status);
    session_messages(session);
    code = session_write(session, produce);
    if (code == 0) tell_counts(session);
    if (code == 0) tell_statistics(session, rules_time);
    return code;
}
