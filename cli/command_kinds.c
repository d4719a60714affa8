#include "cli/command_kinds.h"

#include <string.h>

/* clang-format off: one line each */
static const CommandKind kinds[] = {
    [COMMAND_SCORE] = {NULL, "RD", 2},
    [COMMAND_CHECK] = {"check", "R", 1},
    [COMMAND_TEST] = {"test", "RD", 1},
    [COMMAND_EXPORT] = {"export", "R", 1},
    [COMMAND_EXPLAIN] = {"explain", "RDW", 2},
    [COMMAND_VERIFY] = {"verify", "RDT", 3},
    [COMMAND_WHY] = {"why", "RDWW", 4},
    [COMMAND_FORMAT] = {"fmt", "R", 1},
    [COMMAND_DOC] = {"doc", "R", 1},
    [COMMAND_TEMPLATE] = {"template", "R", 1},
    [COMMAND_DIFF] = {"diff", "RRD", 2},
    [COMMAND_REGISTER] = {"register", "RD", 2},
    [COMMAND_COMPARE] = {"compare", "RDRD", 4},
};
/* clang-format on */
_Static_assert(sizeof kinds / sizeof *kinds == COMMAND_COUNT, "every command is described");

const CommandKind *command_kind(Command command) {
    return &kinds[command];
}

Command command_named(const char *word) {
    for (Command command = COMMAND_SCORE + 1; command < COMMAND_COUNT; command++)
        if (strcmp(word, kinds[command].name) == 0) return command;
    return COMMAND_COUNT;
}

const char *command_wants(Role role) {
    switch (role) {
    case ROLE_RULES: return "no rule file is given; `ictscore --help` shows how";
    case ROLE_DATA: return "no data file is given; `ictscore check RULES` needs none, `-` is standard input";
    case ROLE_TABLE: return "no published table is given; name a CSV file";
    case ROLE_WORD: return "no unit is given; name it by its key or name, in quotes where it has blanks";
    }
    return "an operand is missing; `ictscore --help` shows how";
}
