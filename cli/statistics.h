/* --stats: where the time of a run went, and which way its rows took [C4.5]. */
#ifndef CLI_STATISTICS_H
#define CLI_STATISTICS_H

#include "library/ictscore.h"

/* Nanoseconds from some moment on; for IctscoreOptions.clock. */
uint64_t statistics_clock(void *unused);
/* On standard error. `rules_time`: nanoseconds. */
void statistics_tell(const IctscoreStatistics *statistics, uint64_t rules_time);

#endif
