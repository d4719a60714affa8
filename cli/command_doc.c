#include "cli/commands.h"

const char command_doc_help[] =
    "usage: ictscore doc RULES [options]\n"
    "\n"
    "Writes the annex of the decision from the rules: a numbered table of criteria with their\n"
    "maxima, how points are given in words, evidence and legal basis; then ranks, grades and\n"
    "what is collected. The words come from the rules themselves, so the two cannot differ.\n"
    "\n"
    "  --format markdown|html    default markdown; html is one file that prints well on A4\n"
    "  --locale vi|en            the language of the annex; default en\n"
    "  -o FILE                   write to FILE, as a whole or not at all\n"
    "  --limit NAME=N            change a limit; `ictscore --help` lists them\n"
    "  --colour auto|always|never\n"
    "  --quiet\n"
    "\n"
    "exit status: 0 done; 2 usage; 3 the rules have an error; 5 a limit; 6 a file could not be\n"
    "read or written; 7 memory is exhausted\n"
    "\n"
    "example: ictscore doc rules2018.isl --format html --locale vi -o annex.html\n";

static IctscoreStatus produce(Session *session) {
    const Options *options = session->options;
    const char *format = options->annex_format ? options->annex_format : "markdown";
    return ictscore_write_annex(session->sides[0].context, format, options->score.locale, output_write,
                                &session->output);
}

int command_doc(Session *session) {
    Side *side = &session->sides[0];
    int code = session_load_rules(session, side);
    if (code != 0) return code;
    session_messages(session, side);
    return session_write(session, produce);
}
