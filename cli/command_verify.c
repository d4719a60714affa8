#include "cli/commands.h"

#include "cli/complaint.h"
#include "cli/manifest_check.h"

const char command_verify_help[] =
    "usage: ictscore verify RULES DATA PUBLISHED [options]\n"
    "       ictscore verify RULES DATA RESULT --manifest FILE [--hashes]\n"
    "\n"
    "Scores DATA and compares the published table PUBLISHED (CSV) with the result, cell by cell,\n"
    "with as many digits as were printed. For each cell that does not agree it prints what is\n"
    "published, what is right, and what would explain it. Units that stand in one table only\n"
    "are listed. A table that was printed with its inputs can be checked against itself: give it\n"
    "as DATA and as PUBLISHED.\n"
    "\n"
    "With --manifest it says whether rules, data and result are what the manifest of the run says,\n"
    "and whether the same result comes out again, byte for byte, with the options of that run.\n"
    "\n"
    "  --map \"HEADER=NAME, ...\"  columns of PUBLISHED whose headers are no names or labels of\n"
    "                            results; NAME is a result, NAME.points, NAME.max, NAME.ratio,\n"
    "                            NAME.exact, or the key\n"
    "  --locale vi|en            PUBLISHED has decimal commas and `;` (vi) or points and `,` (en);\n"
    "                            otherwise it is written as the rules declare for data\n"
    "  --header-row N            the header stands in line N of DATA\n"
    "  --table-header-row N      the header stands in line N of PUBLISHED\n"
    "  --format text|csv|json    for people (the default), one line a disagreement, or all of it\n"
    "  --strict                  warnings about the data are errors\n"
    "  --manifest FILE           the manifest that was written with RESULT\n"
    "  --hashes                  with it: compare the files only, do not compute anew\n"
    "  -o FILE                   write to FILE, as a whole or not at all\n"
    "  --limit NAME=N            change a limit; `ictscore --help` lists them\n"
    "  --colour auto|always|never\n"
    "\n"
    "exit status: 0 all agree; 1 something does not; 2 usage; 3 the rules have an error; 4 the\n"
    "data or the table has an error; 5 a limit; 6 a file could not be read or written; 7 memory\n"
    "is exhausted\n"
    "\n"
    "example: ictscore verify rules2017.isl data.csv published.csv --map \"Tỷ lệ=ung_dung\"\n";

static IctscoreStatus produce(Session *session) {
    const char *format = session->options->report_format;
    return ictscore_write_verification(session->sides[0].context, format ? format : "text", output_write,
                                       &session->output);
}

/* [E7.1] What disagrees makes the answer "no". */
static int verify_table(Session *session) {
    Side *side = &session->sides[0];
    int code = session_load_rules(session, side);
    if (code != 0) return code;
    const Options *options = session->options;
    IctscoreVerifyOptions verify = {.map = options->map,
                                    .locale = options->score.locale,
                                    .header_row = options->score.header_row,
                                    .table_header_row = options->table_header_row,
                                    .strict = options->score.strict};
    IctscoreSource data = session_source(session, &side->data),
                   table = session_source(session, &session->tables[0]);
    IctscoreStatus status = ictscore_verify(side->context, &data, &table, &verify);
    if (session_input_failed(&side->data) || session_input_failed(&session->tables[0])) return EXIT_FILE;
    if (status != ICTSCORE_OK && status != ICTSCORE_NO) return session_fail(session, side, status);
    session_messages(session, side);
    code = session_write(session, produce);
    return code == 0 ? (int)status : code;
}

int command_verify(Session *session) {
    return session->options->manifest ? manifest_check(session) : verify_table(session);
}
