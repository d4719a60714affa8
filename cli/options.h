/* The command line as typed, checked word by word. Clauses: spec/command-line.md. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/arena.h"
#include "cli/option_kinds.h"

/* false: a complaint was made, and the program ends with status 2. */
bool options_parse(int count, char **words, Arena *arena, Options *options);
/* The limit as set, or its default `otherwise`. */
uint64_t options_limit(const Options *options, const char *name, uint64_t otherwise);

#endif
