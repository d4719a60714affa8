#include "cli/commands.h"

#include "cli/question.h"

const char command_register_help[] =
    "usage: ictscore register RULES DATA [options]\n"
    "\n"
    "Writes the register of thresholds: every unit of which one cell, one recording step up or\n"
    "down, would turn a band, a grade, a gate or a place, and that cell. The recording step is\n"
    "that of the rules: `count` 1, `percent 0%..100% step 0.1%` a tenth of a per cent.\n"
    "\n"
    "  --format table|markdown|csv|json|html\n"
    "  --locale vi|en            words and decimal mark (en)\n"
    "  -o FILE                   write to FILE, as a whole or not at all\n"
    "  --header-row N            the header stands in line N of the data\n"
    "  --strict                  warnings about the data are errors\n"
    "  --limit NAME=N            change a limit; `ictscore --help` lists them\n"
    "  --threads N               use N threads; the answer is the same (all processors)\n"
    "  --colour auto|always|never\n"
    "  --quiet                   no progress\n"
    "\n"
    "exit status: 0 done; 2 usage; 3 the rules have an error; 4 the data has an error; 5 a\n"
    "limit; 6 a file could not be read or written; 7 memory is exhausted\n"
    "\n"
    "example: ictscore register rules2018.isl data.csv --format csv -o register.csv\n";

static IctscoreStatus produce(Session *session) {
    IctscoreQuestion question = question_asked(session);
    return ictscore_register(session->sides[0].context, &question, output_write, &session->output);
}

int command_register(Session *session) {
    int code = question_score(session);
    return code == 0 ? session_write(session, produce) : code;
}
