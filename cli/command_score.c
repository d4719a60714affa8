#include "cli/commands.h"

#include "cli/statistics.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

const char command_score_help[] =
    "ictscore scores, ranks and grades units by a methodology written in ISL, exactly.\n"
    "\n"
    "usage: ictscore RULES DATA [options]            score, rank and grade\n"
    "       ictscore COMMAND --help                  more about a command\n"
    "\n"
    "before there is data\n"
    "  check RULES                     prove the methodology\n"
    "  test RULES [DATA]               run the tests and examples in the rules\n"
    "  fmt RULES                       print the rules in their one layout\n"
    "  doc RULES                       the annex of the decision, in words\n"
    "  template RULES                  the form that data is collected with\n"
    "about a result\n"
    "  explain RULES DATA UNIT         the score card of a unit\n"
    "  why RULES DATA A B              why one unit stands above another\n"
    "  register RULES DATA             units within one step of a threshold\n"
    "  verify RULES DATA PUBLISHED     compare a published table with the result\n"
    "  verify RULES DATA RESULT --manifest FILE      is it what it was?\n"
    "  export --checker RULES          an independent checker, in Python\n"
    "the next year\n"
    "  diff OLD NEW [DATA]             what changed, and what it does to units\n"
    "  compare OLD-RULES OLD-DATA NEW-RULES NEW-DATA   how units moved, and why\n"
    "\n"
    "RULES is a rule file, DATA a CSV file or `-` for standard input. The result goes to\n"
    "standard output, messages to standard error. Options may stand anywhere; `--` ends them.\n"
    "\n"
    "what is shown\n"
    "  --format table|csv|json   a table for people (the default), CSV, or JSON\n"
    "  --columns A,B,...         these columns in this order: inputs, criteria, groups, indices,\n"
    "                            ranks, grades, gates, reports, lets; NAME.points, NAME.max,\n"
    "                            NAME.ratio, NAME.exact, NAME.state; `all`\n"
    "  --block B                 only the units of block B (ranks stay as they are)\n"
    "  --top N                   the first N of each ranking list, and who shares the last place\n"
    "  --order rank|data         by rank (the default), or as in the data\n"
    "  --locale vi|en            decimal comma (vi) or point (en, the default)\n"
    "  --csv raw                 CSV for machines: texts and ranks as they are\n"
    "  --colour auto|always|never\n"
    "\n"
    "how it is read and written\n"
    "  -o FILE                   write to FILE, as a whole or not at all\n"
    "  --manifest FILE           also write what the result was made of: rules, data, options,\n"
    "                            result, each with its SHA-256; `ictscore verify` checks it\n"
    "  --fingerprint             the table ends with 16 digits that stand for rules and data\n"
    "  --previous FILE           the manifest of last year, to be named in it\n"
    "  --header-row N            the header stands in line N of the data\n"
    "  --strict                  warnings about the data are errors\n"
    "  --allow-empty             data without units is no error\n"
    "  --limit NAME=N            change a limit, any number of times: rule_bytes, depth, nodes,\n"
    "                            criteria, bands, name_bytes, steps, imports, import_depth,\n"
    "                            data_bytes, rows, columns, field_bytes,\n"
    "                            explanation, memory\n"
    "  --dump ast|methodology|plan|meaning|wording   print what the rules become; without DATA\n"
    "  --threads N               use N threads; the result is the same (all processors)\n"
    "  --stats                   tell where the time went, and which way the rows took\n"
    "  --quiet                   no counts and no progress\n"
    "  --help, --version\n"
    "\n"
    "exit status: 0 done; 1 the answer is no; 2 usage; 3 the rules have an error; 4 the data\n"
    "has an error; 5 a limit; 6 a file could not be read or written; 7 memory is exhausted\n"
    "\n"
    "example: ictscore rules2018.isl data.csv --format csv -o result.csv\n";

/* [E8.1] */
static IctscoreStatus produce_manifest(Session *session) {
    const Options *options = session->options;
    const char *name = options->output ? options->output : "-";
    return ictscore_write_manifest(session->sides[0].context, name, session->previous.bytes,
                                   session->previous.len, output_write, &session->report);
}

static IctscoreStatus produce(Session *session) {
    return ictscore_write_result(session->sides[0].context, output_write, &session->output);
}

/* [C4.2] */
static void tell_counts(const Session *session) {
    const Ictscore *context = session->sides[0].context;
    bool is_wanted = !session->output.is_stream || terminal_is(STDERR_FILENO);
    if (!is_wanted || session->options->is_quiet) return;
    uint64_t read = ictscore_unit_count(context);
    fprintf(stderr, "%" PRIu64 " %s read, %" PRIu64 " scored, %" PRIu64 " shown\n", read,
            read == 1 ? "unit" : "units", ictscore_scored_count(context), ictscore_shown_count(context));
}

static void tell_statistics(const Session *session, uint64_t rules_time) {
    IctscoreStatistics statistics = ictscore_statistics(session->sides[0].context);
    if (session->options->wants_stats) statistics_tell(&statistics, rules_time);
}

int command_score(Session *session) {
    Side *side = &session->sides[0];
    uint64_t start = statistics_clock(NULL);
    int code = session_load_rules(session, side);
    uint64_t rules_time = statistics_clock(NULL) - start;
    IctscoreOptions options = session_score_options(session, side);
    if (code == 0) code = session_score(session, side, &options);
    if (code != 0) return code;
    session_messages(session, side);
    code = session_read_previous(session);
    if (code == 0) code = session_write(session, produce);
    if (code == 0 && session->options->manifest)
        code = session_write_to(session, &session->report, produce_manifest);
    if (code == 0) tell_counts(session);
    if (code == 0) tell_statistics(session, rules_time);
    return code;
}
