/* What the commands that ask about a result have in common: rules and data, scored with everything kept. */
#ifndef CLI_QUESTION_H
#define CLI_QUESTION_H

#include "cli/session.h"

/* Gives an exit code, 0: go on. */
int question_score(Session *session);
/* The first words are units. */
IctscoreQuestion question_asked(const Session *session);

#endif
