#include "runtime/computing/cohort.h"

#include "runtime/computing/cohort_place.h"
#include "runtime/computing/cohort_value.h"

Cohort cohort_new(const Plan *plan, const Table *table, const Column *columns, Arena *arena) {
    return (Cohort){.plan = plan,
                    .table = table,
                    .columns = columns,
                    .arena = arena,
                    .groups = ARENA_ARRAY(arena, CohortGroups *, (size_t)plan->input_count + 1),
                    .steps = ARENA_ARRAY(arena, CohortStep *, (size_t)plan->step_count + 1)};
}

/* Every scope is grouped once, however many steps look at it. */
static void prepare_groups(Cohort *cohort, const Step *step) {
    CohortGroups **place = cohort_groups_place(cohort, step);
    if (*place) return;
    *place = ARENA_NEW(cohort->arena, CohortGroups);
    **place = cohort_groups(cohort->table, step->cohort.scope_input, cohort->arena);
}

void cohort_prepare(Cohort *cohort, StepId id) {
    const Step *step = &cohort->plan->steps[id];
    cohort->steps[id] = ARENA_NEW(cohort->arena, CohortStep);
    *cohort->steps[id] =
        cohort_has_value(step->op) ? cohort_value_prepare(cohort, step) : cohort_place_prepare(cohort, step);
    if (cohort->steps[id]->is_grouped) prepare_groups(cohort, step);
}

bool cohort_column(const Cohort *cohort, StepId id, CohortWorker *worker, Column *result) {
    *result = column_new(worker->arena);
    number_context_use(worker->numbers, worker->scratch);
    CohortWork work = cohort_work_new(cohort, id, worker, result);
    bool done = cohort_has_value(work.step->op) ? cohort_value(&work) : cohort_place(&work);
    arena_reset(worker->scratch);
    return done;
}
