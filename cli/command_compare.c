#include "cli/commands.h"

#include "cli/complaint.h"

const char command_compare_help[] =
    "usage: ictscore compare OLD-RULES OLD-DATA NEW-RULES NEW-DATA [options]\n"
    "       ictscore compare --tables OLD NEW --key HEADER [options]\n"
    "\n"
    "Compares two years: how every unit moved, in places, indices and grades, and what that\n"
    "comes from: its own data, the other units, the rules, rounding. For that the data of each\n"
    "year is also scored by the rules of the other one, as far as it can be. Units that are\n"
    "gone, new or renamed are listed.\n"
    "\n"
    "  --renamed FILE            units whose keys changed: a CSV file of two columns, old and new\n"
    "                            keys, under a header\n"
    "  --tables                  two published tables (CSV), without rules: movements alone\n"
    "  --key HEADER              the column of both tables that names the units\n"
    "  --map \"OLD=NEW, ...\"     results that have another name in the new rules; with --tables the\n"
    "                            columns to compare, otherwise those with one header\n"
    "  --places A,B,...          columns of the new table under which less is better\n"
    "  --columns A,B,...         these results; `all`: groups and criteria, too\n"
    "  --format text|markdown|html|csv|json   to be read (text is the default), or exact, for\n"
    "                            other programs, with all results\n"
    "  --locale vi|en            decimal comma (vi) or point (en, the default)\n"
    "  --header-row N            the header stands in line N of both data files\n"
    "  --strict                  warnings about the data are errors\n"
    "  -o FILE                   write to FILE, as a whole or not at all\n"
    "  --limit NAME=N            change a limit; `ictscore --help` lists them\n"
    "  --colour auto|always|never\n"
    "\n"
    "exit status: 0 done; 2 usage; 3 rules have an error; 4 data has an error; 5 a limit; 6 a\n"
    "file could not be read or written; 7 memory is exhausted\n"
    "\n"
    "example: ictscore compare rules2017.isl data2017.csv rules2018.isl data2018.csv\n"
    "         ictscore compare --tables 2017.csv 2018.csv --key Tỉnh --places Hạng\n";

static IctscoreStatus produce(Session *session) {
    const char *format = session->options->score.format;
    return ictscore_write_comparison(session->sides[1].context, format ? format : "text",
                                     session->options->score.columns, output_write, &session->output);
}

static int compare(Session *session, const IctscoreCompareOptions *options) {
    Side *old_side = &session->sides[0], *new_side = &session->sides[1];
    IctscoreSource sources[] = {session_source(session, &old_side->data),
                                session_source(session, &new_side->data)};
    IctscoreStatus status =
        ictscore_compare(old_side->context, &sources[0], new_side->context, &sources[1], options);
    if (session_input_failed(&old_side->data) || session_input_failed(&new_side->data) ||
        (options->renamed && session_input_failed(&session->tables[0])))
        return EXIT_FILE;
    if (status == ICTSCORE_OK) return 0;
    return session_fail(session, ictscore_error_count(old_side->context) > 0 ? old_side : new_side, status);
}

static IctscoreStatus produce_moves(Session *session) {
    const char *format = session->options->score.format;
    return ictscore_write_table_moves(session->sides[0].context, format ? format : "text", output_write,
                                      &session->output);
}

static int compare_tables(Session *session) {
    const Options *options = session->options;
    Side *side = session_side_without_rules(session);
    IctscoreTablesOptions compared = {.key = options->key,
                                      .map = options->map,
                                      .places = options->places,
                                      .locale = options->score.locale,
                                      .header_row = options->score.header_row};
    IctscoreSource tables[] = {session_source(session, &session->tables[0]),
                               session_source(session, &session->tables[1])};
    IctscoreStatus status = ictscore_compare_tables(side->context, &tables[0], &tables[1], &compared);
    if (session_input_failed(&session->tables[0]) || session_input_failed(&session->tables[1]))
        return EXIT_FILE;
    if (status != ICTSCORE_OK) return session_fail(session, side, status);
    session_messages(session, side);
    return session_write(session, produce_moves);
}

int command_compare(Session *session) {
    const Options *options = session->options;
    if (options->compares_tables) return compare_tables(session);
    IctscoreSource renamed;
    IctscoreCompareOptions compared = {.map = options->map,
                                       .locale = options->score.locale,
                                       .old_header_row = options->score.header_row,
                                       .new_header_row = options->score.header_row,
                                       .strict = options->score.strict};
    int code = options->renamed ? session_open_table(session, options->renamed) : 0;
    if (code == 0 && options->renamed) {
        renamed = session_source(session, &session->tables[0]);
        compared.renamed = &renamed;
    }
    for (size_t i = 0; code == 0 && i < session->side_count; i++)
        code = session_load_rules(session, &session->sides[i]);
    if (code == 0) code = compare(session, &compared);
    if (code != 0) return code;
    for (size_t i = 0; i < session->side_count; i++)
        session_messages(session, &session->sides[i]);
    return session_write(session, produce);
}
