/* The cohort steps of a stage: none needs another, so several threads compute them. */
#ifndef RUNTIME_COMPUTING_EVALUATE_COHORTS_H
#define RUNTIME_COMPUTING_EVALUATE_COHORTS_H

#include "runtime/computing/cohort.h"

typedef struct CohortJob {
    StepId id;
    bool is_done; /* else a number passed the limits */
    size_t failed_group;
} CohortJob;

/* Fills the columns of the steps, which live in `arena`. `threads`: 0, 1: this one. */
void evaluate_cohorts(Cohort *cohort, CohortJob *jobs, size_t count, Column *columns, size_t threads,
                      Arena *arena);

#endif
