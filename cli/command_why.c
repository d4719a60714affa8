#include "cli/commands.h"

#include "cli/question.h"

const char command_why_help[] =
    "usage: ictscore why RULES DATA A B [options]\n"
    "\n"
    "Says why unit A stands above unit B, or the other way round: their places, what the order\n"
    "goes by, and the difference split among the criteria, exactly. Units are named by their\n"
    "keys or names.\n"
    "\n"
    "  --format table|markdown|json|html\n"
    "  --locale vi|en            words and decimal mark (en)\n"
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
    "example: ictscore why rules2018.isl data.csv \"Sở Y tế\" \"Sở Tài chính\" --locale vi\n";

static IctscoreStatus produce(Session *session) {
    IctscoreQuestion question = question_asked(session);
    return ictscore_why(session->sides[0].context, &question, output_write, &session->output);
}

int command_why(Session *session) {
    int code = question_score(session);
    return code == 0 ? session_write(session, produce) : code;
}
