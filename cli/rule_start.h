/* Tells a rule file from a data file by its first word. */
#ifndef CLI_RULE_START_H
#define CLI_RULE_START_H

#include "base/text.h"

/* Is `methodology` the first word, behind comments and blanks? `start` may be a part of the file. */
bool rule_start_is(Text start);

#endif
