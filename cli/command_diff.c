#include "cli/commands.h"

#include "cli/complaint.h"

const char command_diff_help[] =
    "usage: ictscore diff OLD NEW [DATA] [options]\n"
    "\n"
    "Tells what changed in meaning between two rule files: maxima, weights, formulas, bands, inputs,\n"
    "grades; each rule with its text before and after and where both stand. Layout, comments, the\n"
    "order of declarations and names that NEW says were changed (`rename`) make no difference.\n"
    "Where nothing changed, nothing is printed.\n"
    "\n"
    "With DATA also what each change does to its units by itself: OLD with this one change, beside\n"
    "OLD. What the changes do only beside each other is `together`; all of it adds up exactly to the\n"
    "difference between OLD and NEW. Both must be able to read DATA.\n"
    "\n"
    "  --format text|markdown|html|json\n"
    "  -o FILE                   write to FILE, as a whole or not at all\n"
    "  --header-row N            the header stands in line N of DATA\n"
    "  --strict                  warnings about the data are errors\n"
    "  --limit NAME=N            change a limit; `ictscore --help` lists them\n"
    "  --colour auto|always|never\n"
    "  --quiet\n"
    "\n"
    "exit status: 0 nothing changed in meaning; 1 something did; 2 usage; 3 rules have an error; 4 the\n"
    "data has one; 5 a limit; 6 a file could not be read or written; 7 memory is exhausted\n"
    "\n"
    "example: ictscore diff rules2017.isl rules2018.isl data2018.csv\n";

static IctscoreStatus produce(Session *session) {
    return ictscore_write_difference(session->sides[1].context, session->options->report_format, output_write,
                                     &session->output);
}

static IctscoreStatus find(Session *session, Side *side) {
    IctscoreSource data = {text_format(session->arena, "%.*s", TEXT_ARG(side->data.shown)).bytes, input_read,
                           &side->data};
    IctscoreOptions options = session_score_options(session, side);
    return ictscore_difference(side->context, session->sides[0].context, side->has_data ? &data : NULL,
                               &options);
}

/* [C1.31] A difference makes the answer "no". */
int command_diff(Session *session) {
    Side *side = &session->sides[1];
    int code = session_load_rules(session, &session->sides[0]);
    if (code == 0) code = session_load_rules(session, side);
    if (code != 0) return code;
    IctscoreStatus status = find(session, side);
    bool has_failed = side->data.error != 0 || side->data.has_changed;
    if (has_failed) input_complain(&side->data);
    if (has_failed) return EXIT_FILE;
    if (status != ICTSCORE_OK && status != ICTSCORE_NO) return session_fail(session, side, status);
    code = session_write(session, produce);
    return code == 0 ? (int)status : code;
}
