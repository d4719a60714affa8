/* The table of a random plan as a data file, read and evaluated by several threads. */
#ifndef TESTS_DIFFERENTIAL_THREADS_H
#define TESTS_DIFFERENTIAL_THREADS_H

#include "runtime/computing/scoring.h"
#include "tests/unit/plan_builder.h"

typedef struct ThreadsRun {
    Table table;
    Evaluation evaluation;
    Diagnostics *diagnostics;
    bool is_done;
} ThreadsRun;

/* The data file, and tokens for the inputs of the plan by which it can be read. */
Text threads_file(Builder *builder);
/* `chunk_bytes`: as in ReadOptions. */
void threads_run(Builder *builder, Text file, size_t threads, size_t chunk_bytes, ThreadsRun *run);

#endif
