/* The commands by their words, and what stands behind each [C1]. */
#ifndef CLI_COMMAND_KINDS_H
#define CLI_COMMAND_KINDS_H

#include <stddef.h>

typedef enum Command {
    COMMAND_SCORE,
    COMMAND_CHECK,
    COMMAND_TEST,
    COMMAND_EXPORT,
    COMMAND_EXPLAIN,
    COMMAND_WHY,
    COMMAND_REGISTER,
    COMMAND_VERIFY,
    COMMAND_FORMAT,
    COMMAND_DIFF,
    COMMAND_DOC,
    COMMAND_TEMPLATE,
    COMMAND_COMPARE,
    COMMAND_COUNT,
} Command;

/* What an operand is. A data file belongs to the rules before it. */
typedef enum Role {
    ROLE_RULES = 'R',
    ROLE_DATA = 'D',
    ROLE_TABLE = 'T', /* a published table */
    ROLE_WORD = 'W',  /* the key or name of a unit */
} Role;

enum { OPERANDS_MAX = 6 };

typedef struct CommandKind {
    const char *name;     /* NULL: scoring, which has no word of its own */
    const char *operands; /* a Role for each, in order */
    size_t least;         /* so many of them must be there */
} CommandKind;

const CommandKind *command_kind(Command command);
/* COMMAND_COUNT: there is none of this name. */
Command command_named(const char *word);
/* Why a command cannot do without an operand of this role, and what to type. */
const char *command_wants(Role role);

#endif
