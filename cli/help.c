#include "cli/help.h"

static const char score_help[] =
    "ictscore scores, ranks and grades units by a methodology written in ISL, exactly.\n"
    "\n"
    "usage: ictscore RULES DATA [options]     score, rank and grade\n"
    "       ictscore check RULES              prove the methodology, no data needed\n"
    "       ictscore test RULES               run the tests and examples in the rules\n"
    "       ictscore COMMAND --help           more about a command\n"
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
    "  --header-row N            the header stands in line N of the data\n"
    "  --strict                  warnings about the data are errors\n"
    "  --allow-empty             data without units is no error\n"
    "  --limit NAME=N            change a limit, any number of times: rule_bytes, depth, nodes,\n"
    "                            criteria, bands, name_bytes, steps, data_bytes, rows, columns,\n"
    "                            field_bytes, memory\n"
    "  --dump ast|methodology|plan   print what the rules become; without DATA\n"
    "  --threads N               use N threads; the result is the same (all processors)\n"
    "  --stats                   tell where the time went, and which way the rows took\n"
    "  --quiet                   no counts and no progress\n"
    "  --help, --version\n"
    "\n"
    "exit status: 0 done; 1 the answer is no; 2 usage; 3 the rules have an error; 4 the data\n"
    "has an error; 5 a limit; 6 a file could not be read or written; 7 memory is exhausted\n"
    "\n"
    "example: ictscore rules2018.isl data.csv --format csv -o result.csv\n";

static const char check_help[] =
    "usage: ictscore check RULES [options]\n"
    "\n"
    "Proves a methodology before any data is there: every name exists, maxima and weights add\n"
    "up, bands and grades have no gap and no overlap, points stay between 0 and the maximum,\n"
    "every expression has a result. Prints what the methodology is made of.\n"
    "\n"
    "  -o FILE                   write to FILE, as a whole or not at all\n"
    "  --strict                  exit with 1 when there is a warning\n"
    "  --dump ast|methodology|plan   print what the rules become instead\n"
    "  --limit NAME=N            change a limit; `ictscore --help` lists them\n"
    "  --colour auto|always|never\n"
    "  --quiet\n"
    "\n"
    "exit status: 0 the rules are sound; 1 warnings with --strict; 2 usage; 3 the rules have an\n"
    "error; 5 a limit; 6 a file could not be read or written; 7 memory is exhausted\n"
    "\n"
    "example: ictscore check rules2018.isl\n";

static const char test_help[] =
    "usage: ictscore test RULES [options]\n"
    "\n"
    "Runs the tests and the examples of criteria that stand in the rule file. For each that\n"
    "fails it prints what was expected, what was found and what the wrong value was made of;\n"
    "the last line counts them.\n"
    "\n"
    "  --junit FILE              write a report for other programs (JUnit XML) to FILE as well,\n"
    "                            as a whole or not at all\n"
    "  -o FILE                   write to FILE, as a whole or not at all\n"
    "  --quiet                   the last line alone\n"
    "  --limit NAME=N            change a limit; `ictscore --help` lists them\n"
    "  --colour auto|always|never\n"
    "\n"
    "exit status: 0 no test failed; 1 one failed; 2 usage; 3 the rules have an error; 5 a limit;\n"
    "6 a file could not be read or written; 7 memory is exhausted\n"
    "\n"
    "example: ictscore test rules2018.isl\n";

const char *help_text(Command command) {
    switch (command) {
    case COMMAND_CHECK: return check_help;
    case COMMAND_TEST: return test_help;
    case COMMAND_SCORE:
    case COMMAND_COUNT: break;
    }
    return score_help;
}
