#include "runtime/computing/evaluate_cohorts.h"

#include "runtime/computing/workers.h"

typedef struct Share {
    const Cohort *cohort;
    CohortJob *jobs;
    size_t count, next; /* `next` under WORKERS_INPUT */
    Column *columns;
    Arena *arena; /* under WORKERS_RESULT */
} Share;

static CohortJob *take_job(Share *share, Worker *worker) {
    if (!worker_lock(worker, WORKERS_INPUT)) return NULL;
    CohortJob *job = share->next < share->count ? &share->jobs[share->next++] : NULL;
    worker_unlock(worker, WORKERS_INPUT);
    return job;
}

static void work(Worker *worker, void *user) {
    Share *share = user;
    const Memory *memory = arena_memory(share->arena);
    Arena *arena = arena_new(memory), *scratch = arena_new(memory);
    CohortWorker own = {worker->numbers, arena, scratch, 0};
    for (CohortJob *job; (job = take_job(share, worker)) != NULL;) {
        job->is_done = cohort_column(share->cohort, job->id, &own, &share->columns[job->id]);
        job->failed_group = own.failed_group;
    }
    arena_free(scratch);
    if (!worker_lock(worker, WORKERS_RESULT)) return;
    arena_adopt(share->arena, arena);
    worker_unlock(worker, WORKERS_RESULT);
}

void evaluate_cohorts(Cohort *cohort, CohortJob *jobs, size_t count, Column *columns, size_t threads,
                      Arena *arena) {
    Share share = {.cohort = cohort, .jobs = jobs, .count = count, .columns = columns, .arena = arena};
    for (size_t i = 0; i < count; i++)
        cohort_prepare(cohort, jobs[i].id);
    if (count > 0) workers_run(arena_memory(arena), threads < count ? threads : count, work, &share);
}
