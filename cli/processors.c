#if defined(__linux__)
#define _GNU_SOURCE
#include <sched.h>
#endif

#include "cli/processors.h"

uint64_t processors_count(void) {
#if defined(__linux__)
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0) return (uint64_t)CPU_COUNT(&set);
#endif
    return 1;
}
