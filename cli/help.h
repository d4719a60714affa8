/* What --help and --version say. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/options.h"

const char *help_text(Command command);

#endif
