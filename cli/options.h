/* The command line as typed, checked word by word. Clauses: spec/command-line.md. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/arena.h"
#include "cli/option_kinds.h"

/* false: a complaint was made, and the program ends with status 2. */
bool options_parse(int count, char **words, Arena *arena, Options *options);
/* A Role for each operand, in order; fewer than the command has, where options say so. */
const char *options_roles(const Options *options);
/* The limit as set, or its default `otherwise`. */
uint64_t options_limit(const Options *options, const char *name, uint64_t otherwise);

#endif
