#include "cli/statistics.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

uint64_t statistics_clock(void *unused) {
    (void)unused;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static void tell_time(const char *phase, uint64_t time) {
    fprintf(stderr, "  %-22s %8" PRIu64 ".%03" PRIu64 " ms", phase, time / 1000000, time / 1000 % 1000);
}

/* Megabytes a second, from bytes and nanoseconds. */
static void tell_bytes(uint64_t bytes, uint64_t time) {
    fprintf(stderr, ", %" PRIu64 " bytes", bytes);
    if (time > 0) fprintf(stderr, ", %" PRIu64 " MB/s", bytes * 1000 / time);
}

static void tell_phases(const IctscoreStatistics *statistics, uint64_t rules_time) {
    tell_time("rules", rules_time);
    fputc('\n', stderr);
    tell_time("reading, first stage", statistics->read_time);
    tell_bytes(statistics->data_bytes, statistics->read_time);
    fprintf(stderr, ", %" PRIu64 " thread%s\n", statistics->threads, statistics->threads == 1 ? "" : "s");
    tell_time("ranks, later stages", statistics->later_time);
    fputc('\n', stderr);
    tell_time("order", statistics->order_time);
    fputc('\n', stderr);
    tell_time("writing", statistics->write_time);
    tell_bytes(statistics->written_bytes, statistics->write_time);
    fputc('\n', stderr);
}

static void tell_rows(const IctscoreStatistics *statistics) {
    fprintf(stderr,
            "  rows of all stages: %" PRIu64 " by columns, %" PRIu64
            " left to the reference evaluator, %" PRIu64 " by it alone\n",
            statistics->column_rows, statistics->left_rows, statistics->reference_rows);
}

void statistics_tell(const IctscoreStatistics *statistics, uint64_t rules_time) {
    struct rusage usage;
    fprintf(stderr, "statistics of %" PRIu64 " unit%s\n", statistics->units,
            statistics->units == 1 ? "" : "s");
    tell_phases(statistics, rules_time);
    tell_rows(statistics);
    if (getrusage(RUSAGE_SELF, &usage) == 0)
        fprintf(stderr, "  memory at its peak %ld KiB\n", (long)usage.ru_maxrss);
}
