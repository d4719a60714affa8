/* The command line as typed, checked word by word. Clauses: spec/command-line.md. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/arena.h"
#include "cli/terminal.h"
#include "library/ictscore.h"

typedef enum Command { COMMAND_SCORE, COMMAND_CHECK, COMMAND_TEST, COMMAND_COUNT } Command;

typedef struct LimitOption {
    const char *name;
    uint64_t value;
} LimitOption;

enum { LIMIT_OPTIONS_MAX = 64 };

typedef struct Options {
    Command command;
    bool wants_help, wants_version;
    const char *rules, *data; /* as typed; NULL: not given */
    const char *output;       /* -o */
    const char *junit;        /* a file for the report of `test` */
    const char *dump;         /* ast, methodology, plan */
    IctscoreOptions score;
    ColourMode colour;
    bool is_quiet, wants_stats;
    LimitOption limits[LIMIT_OPTIONS_MAX];
    size_t limit_count;
} Options;

/* false: a complaint was made, and the program ends with status 2. */
bool options_parse(int count, char **words, Arena *arena, Options *options);
/* The limit as set, or its default `otherwise`. */
uint64_t options_limit(const Options *options, const char *name, uint64_t otherwise);

#endif
