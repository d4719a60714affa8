/* How many processors this program may use. */
#ifndef CLI_PROCESSORS_H
#define CLI_PROCESSORS_H

#include <stdint.h>

/* At least 1. Opens no file [C5.1]. */
uint64_t processors_count(void);

#endif
