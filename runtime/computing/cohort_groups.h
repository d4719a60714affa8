/* The rows of a table by the value of a category: the cohorts that `within` looks at [L4.8]. */
#ifndef RUNTIME_COMPUTING_COHORT_GROUPS_H
#define RUNTIME_COMPUTING_COHORT_GROUPS_H

#include "runtime/values/table.h"

typedef struct CohortGroups {
    uint32_t *rows; /* group after group, in each by row; rows whose category has no value are left out.
                       NULL: the one group is all rows */
    size_t *starts; /* count + 1 places in `rows` */
    size_t count;   /* groups; some may be empty */
} CohortGroups;

/* `scope_input`: a category input, or UINT32_MAX for one group of all rows. Takes the time of two passes. */
CohortGroups cohort_groups(const Table *table, uint32_t scope_input, Arena *arena);

static inline uint32_t cohort_groups_row(const CohortGroups *groups, size_t place) {
    return groups->rows ? groups->rows[place] : (uint32_t)place;
}

#endif
