#include "cli/commands.h"

const char command_export_help[] =
    "usage: ictscore export --checker RULES [-o FILE]\n"
    "\n"
    "Writes an independent checker of the methodology: one file of Python that can be read beside\n"
    "the decision and computes points, indices, ranks and grades from the data alone, with\n"
    "fractions and without any code of this program.\n"
    "\n"
    "  python3 CHECKER DATA            the results as CSV, units as in the data\n"
    "  python3 CHECKER DATA RESULTS    does a table of results agree? exit status 0: yes, 1: no\n"
    "  python3 CHECKER --card CARD     does a score card in JSON agree? the same\n"
    "\n"
    "  --checker                 what is exported\n"
    "  -o FILE                   write to FILE, as a whole or not at all\n"
    "  --limit NAME=N            change a limit; `ictscore --help` lists them\n"
    "  --colour auto|always|never\n"
    "\n"
    "exit status: 0 done; 2 usage; 3 the rules have an error; 5 a limit; 6 a file could not be\n"
    "read or written; 7 memory is exhausted\n"
    "\n"
    "example: ictscore export --checker rules2018.isl -o check2018.py\n"
    "         ictscore rules2018.isl data.csv --format csv -o result.csv\n"
    "         python3 check2018.py data.csv result.csv\n";

static IctscoreStatus produce_checker(Session *session) {
    return ictscore_write_checker(session->sides[0].context, output_write, &session->output);
}

/* [C1.20] */
int command_export(Session *session) {
    Side *side = &session->sides[0];
    int code = session_load_rules(session, side);
    if (code != 0) return code;
    session_messages(session, side);
    return session_write(session, produce_checker);
}
