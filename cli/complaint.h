/* Messages of the command line itself: about usage and about files. In English, whatever the locale. */
#ifndef CLI_COMPLAINT_H
#define CLI_COMPLAINT_H

#include "base/text.h"

/* The exit codes that the library does not know [C3]. */
enum { EXIT_USAGE = 2, EXIT_FILE = 6, EXIT_INTERNAL = 70 };

/* "ictscore: error: ..." on standard error. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* What an errno means, in our own words. */
const char *complaint_of_errno(int error);
/* A name as typed, safe for a terminal. */
Text complaint_name(Arena *arena, const char *name);

#endif
