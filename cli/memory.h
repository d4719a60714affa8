/* The command line's own memory, for file names and suggestions. */
#ifndef CLI_MEMORY_H
#define CLI_MEMORY_H

#include "base/arena.h"
#include "library/ictscore.h"

/* Ends the program with status 7 where there is none [C3.1]. */
Arena *memory_arena(void);
/* Memory for the library: large blocks in large pages, where the system has them, since fresh pages are
 * dear. */
IctscoreHooks memory_hooks(void);
/* Says so and ends the program with status 7, without asking for memory. */
_Noreturn void memory_exhausted(void);

#endif
