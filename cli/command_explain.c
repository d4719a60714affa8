#include "cli/commands.h"

#include "cli/complaint.h"
#include "cli/output_folder.h"
#include "cli/question.h"

#include <string.h>

const char command_explain_help[] =
    "usage: ictscore explain RULES DATA UNIT [options]\n"
    "       ictscore explain RULES DATA --criterion ID [options]\n"
    "       ictscore explain RULES DATA --all -o FOLDER [options]\n"
    "\n"
    "Writes the score card of a unit, named by its key or its name: every criterion with its\n"
    "rule, the cells it looked at, and the arithmetic with exact intermediate values, up to\n"
    "index, place and grade.\n"
    "\n"
    "  --criterion ID            in place of a unit: the ledger of one criterion, group or index,\n"
    "                            a line for each unit and the total\n"
    "  --all                     in place of a unit: a card for each, as files of a new folder\n"
    "                            that -o names, with an index\n"
    "  --format table|markdown|json|html   HTML is one page that prints on A4; ledgers also csv\n"
    "  --locale vi|en            words and decimal mark of the card (en)\n"
    "  --fingerprint             16 digits that stand for rules and data, as under the table\n"
    "  -o FILE                   write to FILE, as a whole or not at all\n"
    "  --header-row N            the header stands in line N of the data\n"
    "  --strict                  warnings about the data are errors\n"
    "  --limit NAME=N            change a limit; `ictscore --help` lists them\n"
    "  --threads N               use N threads; the answer is the same (all processors)\n"
    "  --colour auto|always|never\n"
    "  --quiet                   no progress\n"
    "\n"
    "exit status: 0 done; 2 usage, or no such unit; 3 the rules have an error; 4 the data has\n"
    "an error; 5 a limit; 6 a file could not be read or written; 7 memory is exhausted\n"
    "\n"
    "example: ictscore explain rules2018.isl data.csv \"Sở Y tế\" --locale vi --format html -o card.html\n";

static IctscoreStatus produce(Session *session) {
    IctscoreQuestion question = question_asked(session);
    return ictscore_explain(session->sides[0].context, &question, output_write, &session->output);
}

/* A unit, a criterion or all units: one of them. */
static const char *wrong_question(const Session *session) {
    const Options *options = session->options;
    bool is_csv = options->score.format && strcmp(options->score.format, "csv") == 0;
    int asked = (session->word_count > 0) + (options->criterion != NULL) + options->all_units;
    if (asked == 0) return command_wants(ROLE_WORD);
    if (asked > 1) return "a unit, --criterion and --all are three questions; ask one of them";
    if (is_csv && !options->criterion)
        return "csv is for --criterion; cards are table, markdown, json or html";
    if (options->all_units && session->output.is_stream)
        return "--all writes a file for each unit; name a folder with -o";
    return NULL;
}

static int write_all(Session *session) {
    OutputFolder folder;
    IctscoreQuestion question = question_asked(session);
    if (!output_folder_begin(&folder, &session->output)) return EXIT_FILE;
    IctscoreStatus status =
        ictscore_explain_all(session->sides[0].context, &question, output_folder_add, &folder);
    if (status == ICTSCORE_OK) return output_folder_commit(&folder) ? 0 : EXIT_FILE;
    output_folder_abandon(&folder);
    return status == ICTSCORE_FILE ? EXIT_FILE : session_fail(session, &session->sides[0], status);
}

int command_explain(Session *session) {
    const char *wrong = wrong_question(session);
    if (wrong) {
        complain("%s", wrong);
        return EXIT_USAGE;
    }
    int code = question_score(session);
    if (code != 0) return code;
    return session->options->all_units ? write_all(session) : session_write(session, produce);
}
