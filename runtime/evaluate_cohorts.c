#include "runtime/evaluate_cohorts.h"

#include "runtime/workers.h"

typedef struct Share {
    const Cohort *cohort;
    CohortJob *jobs;
    size_t count, next; /* `next` under WORKERS_INPUT */
    Column *columns;
    Arena *arena; /* under WORKERS_RESULT */
} Share;

static CohortJob *take_job(Share *share, Workers *workers, size_t number) {
    if (!workers_lock(workers, number, WORKERS_INPUT)) return NULL;
    CohortJob *job = share->next < share->count ? &share->jobs[share->next++] : NULL;
    workers_unlock(workers, number, WORKERS_INPUT);
    return job;
}

static void work(Workers *workers, void *user, size_t number) {
    Share *share = user;
    const Memory *memory = arena_memory(share->arena);
    Arena *arena = arena_new(memory), *scratch = arena_new(memory);
    CohortWorker worker = {number_context_new(scratch), arena, arena_new(memory), 0};
    for (CohortJob *job; (job = take_job(share, workers, number)) != NULL;) {
        job->is_done = cohort_column(share->cohort, job->id, &worker, &share->columns[job->id]);
        job->failed_group = worker.failed_group;
    }
    number_context_free(worker.numbers);
    arena_free(worker.scratch);
    arena_free(scratch);
    if (!workers_lock(workers, number, WORKERS_RESULT)) return;
    arena_adopt(share->arena, arena);
    workers_unlock(workers, number, WORKERS_RESULT);
}

void evaluate_cohorts(Cohort *cohort, CohortJob *jobs, size_t count, Column *columns, size_t threads,
                      Arena *arena) {
    Share share = {.cohort = cohort, .jobs = jobs, .count = count, .columns = columns, .arena = arena};
    for (size_t i = 0; i < count; i++)
        cohort_prepare(cohort, jobs[i].id);
    if (count > 0) workers_run(arena_memory(arena), threads < count ? threads : count, work, &share);
}
