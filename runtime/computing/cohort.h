/* Cohort steps: computed over the kept columns of all units, one column per step [L4.8]. */
#ifndef RUNTIME_COMPUTING_COHORT_H
#define RUNTIME_COMPUTING_COHORT_H

#include "runtime/computing/cohort_work.h"

Cohort cohort_new(const Plan *plan, const Table *table, const Column *columns, Arena *arena);
/* The columns of the step's operands are complete. One step after the other. */
void cohort_prepare(Cohort *cohort, StepId id);
/* Computes a prepared step for all units; several can be computed at once, each by a worker of its own.
 * false: a number passed the limits [N5.2], and `failed_group` tells where. */
bool cohort_column(const Cohort *cohort, StepId id, CohortWorker *worker, Column *result);

#endif
