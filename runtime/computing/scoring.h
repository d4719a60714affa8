/* A data file read and evaluated: by one thread, or by several that share it. Results and messages are the
 * same. */
#ifndef RUNTIME_COMPUTING_SCORING_H
#define RUNTIME_COMPUTING_SCORING_H

#include "runtime/computing/evaluate.h"
#include "runtime/reading/table_read.h"

typedef struct ScoringOptions {
    const ReadOptions *read;
    EvaluateOptions evaluate;
    const bool *kept; /* per input: needed behind the first stage, by evaluator_inputs or for results */
    size_t threads;   /* 0, 1: this one */
    uint64_t (*clock)(void *user); /* nanoseconds from any moment on; NULL: nothing is measured */
    void *clock_user;
} ScoringOptions;

/* What a run did, for who wants to know where time went. */
typedef struct ScoringCounts {
    size_t threads;                  /* that read */
    uint64_t read_time, finish_time; /* of the clock: reading and the first stage; all that follows */
} ScoringCounts;

/* On READ_DONE, and without an error in `diagnostics`, `evaluation` can be used. Callbacks of `input` may
 * come from any of the threads, one at a time. */
ReadStatus scoring_run(const Plan *plan, const DataInput *input, const ScoringOptions *options, Arena *arena,
                       NumberContext *numbers, Diagnostics *diagnostics, Table *table, Evaluation *evaluation,
                       ScoringCounts *counts);

#endif
