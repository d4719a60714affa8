/* [C6] What happens to a half-written file when the program is interrupted. */
#ifndef CLI_SIGNALS_H
#define CLI_SIGNALS_H

#include <stdbool.h>

/* Interruptions remove the temporary file, if there is one, and then end the program as the signal does by
 * itself. A file that grows beyond its limit is a failed write, not a signal. */
void signals_install(void);
/* Holds interruptions back while the temporary file is made or becomes the result, and lets them through
 * again. */
void signals_hold(void);
void signals_release(void);
/* Whether an interruption is held back. */
bool signals_are_waiting(void);
/* The file to remove: `name` (borrowed) in the open directory. NULL: none. Call while signals are held. */
void signals_set_temporary(int directory, const char *name);
void signals_remove_temporary(void);

#endif
