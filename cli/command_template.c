#include "cli/commands.h"

const char command_template_help[] =
    "usage: ictscore template RULES [options]\n"
    "\n"
    "Writes the form that data is collected with: a CSV file with the header that the rules\n"
    "want, and a line for each unit where the rules list them. Filled in, it can be scored.\n"
    "\n"
    "  --guide                   a line for each column instead: what it is about, unit, what\n"
    "                            may stand in it, what an empty cell means, evidence\n"
    "  --locale vi|en            the language of the guide; default en\n"
    "  -o FILE                   write to FILE, as a whole or not at all\n"
    "  --limit NAME=N            change a limit; `ictscore --help` lists them\n"
    "  --colour auto|always|never\n"
    "  --quiet\n"
    "\n"
    "exit status: 0 done; 2 usage; 3 the rules have an error; 5 a limit; 6 a file could not be\n"
    "read or written; 7 memory is exhausted\n"
    "\n"
    "example: ictscore template rules2018.isl -o form.csv\n";

static IctscoreStatus produce(Session *session) {
    const Options *options = session->options;
    return ictscore_write_form(session->sides[0].context, options->wants_guide ? "guide" : "form",
                               options->score.locale, output_write, &session->output);
}

int command_template(Session *session) {
    Side *side = &session->sides[0];
    int code = session_load_rules(session, side);
    if (code != 0) return code;
    session_messages(session, side);
    return session_write(session, produce);
}
