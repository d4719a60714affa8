/* Cohort steps: computed over the kept columns of all units, one column per step [L4.8]. */
#ifndef RUNTIME_COHORT_H
#define RUNTIME_COHORT_H

#include "runtime/cohort_groups.h"

typedef struct Cohort {
    const Plan *plan;
    const Table *table;
    const Column *columns; /* per step; those of the operands are filled */
    NumberContext *numbers;
    Arena *arena;          /* columns of results, groups */
    Arena *scratch;        /* reset by each step */
    CohortGroups **groups; /* per input, the last for all units; NULL: not yet needed */
    size_t failed_group;   /* set by a cohort_column that failed; an option of the scope, or 0 */
} Cohort;

Cohort cohort_new(const Plan *plan, const Table *table, const Column *columns, NumberContext *numbers,
                  Arena *arena, Arena *scratch);
/* Computes the step for all units. false: a number passed the limits [N5.2], and `failed_group` tells where.
 * Numbers go to the scratch arena from now on. */
bool cohort_column(Cohort *cohort, StepId id, Column *result);

#endif
