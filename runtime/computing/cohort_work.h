/* One cohort step at work: its operands, and who takes part [L4.8]. */
#ifndef RUNTIME_COMPUTING_COHORT_WORK_H
#define RUNTIME_COMPUTING_COHORT_WORK_H

#include "runtime/computing/cohort_groups.h"

/* How a step is computed. */
typedef struct CohortStep {
    ColumnLookup lookup; /* over values and categories; where the step is grouped, over categories alone */
    bool is_grouped;     /* it needs the rows of each category */
} CohortStep;

/* What the steps of a run share; nothing in it changes while steps are computed. */
typedef struct Cohort {
    const Plan *plan;
    const Table *table;
    const Column *columns; /* per step; those of the operands are filled, and outlive the results */
    Arena *arena;
    CohortGroups **groups; /* per input, the last for all units; NULL: not needed so far */
    CohortStep **steps;    /* NULL: not prepared */
} Cohort;

/* What one step at a time needs; one for each thread. */
typedef struct CohortWorker {
    NumberContext *numbers;
    Arena *arena;        /* results */
    Arena *scratch;      /* emptied by each step; numbers go there from now on */
    size_t failed_group; /* set by a cohort_column that failed; an option of the scope, or 0 */
} CohortWorker;

typedef struct CohortWork {
    const Cohort *cohort;
    CohortWorker *worker;
    const Step *step;
    const CohortStep *prepared;
    const CohortGroups *groups; /* where the step is grouped */
    Column *result;
    const Column **operands; /* columns that a unit must have values in */
    size_t operand_count;
    uint32_t *members; /* rows of the group at hand that count */
    size_t member_count;
} CohortWork;

CohortWork cohort_work_new(const Cohort *cohort, StepId id, CohortWorker *worker, Column *result);
const Column *cohort_operand(const Cohort *cohort, const Step *step, uint32_t i);
/* The column of the scope; NULL for all units. */
const Column *cohort_categories(const Cohort *cohort, const Step *step);
CohortGroups **cohort_groups_place(const Cohort *cohort, const Step *step);
/* A parameter is a constant by contract; anything else gives no number. */
bool cohort_parameter(const CohortWork *work, uint32_t i, Number *number);
/* The units of a group that take part become the members. */
void cohort_select(CohortWork *work, size_t group);
/* [N5.2] Whether a number passed the limits; then the worker knows where. */
bool cohort_overflowed(CohortWork *work, size_t group);

#endif
