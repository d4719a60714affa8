/* `ictscore verify RULES DATA RESULT --manifest FILE`: is the result still what the manifest says it was, and
 * does it come out again [E8.5]? */
#ifndef CLI_MANIFEST_CHECK_H
#define CLI_MANIFEST_CHECK_H

#include "cli/session.h"

/* Gives the exit code. */
int manifest_check(Session *session);

#endif
