/* The commands; each gives the exit code [C3]. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/session.h"

int command_score(Session *session); /* ictscore RULES DATA */
int command_check(Session *session); /* ictscore check RULES */
int command_test(Session *session);  /* ictscore test RULES */
int command_dump(Session *session);  /* --dump ast|methodology|plan */

#endif
