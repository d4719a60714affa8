#include "runtime/computing/workers.h"

#include <pthread.h>

enum { NOBODY = -1 };

struct Workers {
    Work work;
    void *user;
    const Memory *memory;
    pthread_mutex_t locks[WORKERS_LOCKS];
    long holders[WORKERS_LOCKS]; /* each is set by who holds the lock */
    pthread_cond_t changed;      /* goes with WORKERS_RESULT */
    bool has_failed;             /* likewise */
};

/* ---- locks */

static bool has_failed(Workers *workers) {
    return __atomic_load_n(&workers->has_failed, __ATOMIC_ACQUIRE);
}

void worker_unlock(const Worker *worker, WorkersLock lock) {
    worker->workers->holders[lock] = NOBODY;
    pthread_mutex_unlock(&worker->workers->locks[lock]);
}

/* The lock has just been got. */
static bool hold(const Worker *worker, WorkersLock lock) {
    worker->workers->holders[lock] = (long)worker->number;
    bool goes_on = !has_failed(worker->workers);
    if (!goes_on) worker_unlock(worker, lock);
    return goes_on;
}

bool worker_lock(const Worker *worker, WorkersLock lock) {
    pthread_mutex_lock(&worker->workers->locks[lock]);
    return hold(worker, lock);
}

bool worker_wait(const Worker *worker) {
    Workers *workers = worker->workers;
    workers->holders[WORKERS_RESULT] = NOBODY;
    pthread_cond_wait(&workers->changed, &workers->locks[WORKERS_RESULT]);
    return hold(worker, WORKERS_RESULT);
}

void worker_wake(const Worker *worker) {
    pthread_cond_broadcast(&worker->workers->changed);
}

/* ---- a worker's life */

static void work(void *argument) {
    Worker *worker = argument;
    worker->arena = arena_new(worker->workers->memory);
    worker->numbers = number_context_new(worker->arena);
    worker->workers->work(worker, worker->workers->user);
}

/* What a worker held when it was left halfway is let go, and nobody waits for it any more. */
static void fail(const Worker *worker) {
    Workers *workers = worker->workers;
    __atomic_store_n(&workers->has_failed, true, __ATOMIC_RELEASE);
    for (WorkersLock lock = 0; lock < WORKERS_LOCKS; lock++)
        if (__atomic_load_n(&workers->holders[lock], __ATOMIC_RELAXED) == (long)worker->number)
            worker_unlock(worker, lock);
    pthread_mutex_lock(&workers->locks[WORKERS_RESULT]);
    worker_wake(worker);
    pthread_mutex_unlock(&workers->locks[WORKERS_RESULT]);
}

static void *run(void *argument) {
    Worker *worker = argument;
    const Memory *memory = worker->workers->memory;
    if (!memory->guard)
        work(worker);
    else if (!memory->guard(memory->user, work, worker))
        fail(worker);
    number_context_free(worker->numbers);
    arena_free(worker->arena);
    return NULL;
}

static void start(Workers *workers) {
    for (WorkersLock lock = 0; lock < WORKERS_LOCKS; lock++) {
        pthread_mutex_init(&workers->locks[lock], NULL);
        workers->holders[lock] = NOBODY;
    }
    pthread_cond_init(&workers->changed, NULL);
}

static void end(Workers *workers) {
    for (WorkersLock lock = 0; lock < WORKERS_LOCKS; lock++)
        pthread_mutex_destroy(&workers->locks[lock]);
    pthread_cond_destroy(&workers->changed);
}

enum { MOST_WORKERS = 256 };

void workers_run(const Memory *memory, size_t count, Work given, void *user) {
    Workers workers = {.work = given, .user = user, .memory = memory};
    Worker all[MOST_WORKERS];
    pthread_t threads[MOST_WORKERS];
    size_t started = 1;
    start(&workers);
    for (; started < count && started < MOST_WORKERS; started++) {
        all[started] = (Worker){.workers = &workers, .number = started};
        if (pthread_create(&threads[started], NULL, run, &all[started]) != 0) break;
    }
    all[0] = (Worker){.workers = &workers};
    run(&all[0]);
    for (size_t i = 1; i < started; i++)
        pthread_join(threads[i], NULL);
    end(&workers);
    if (workers.has_failed) memory->exhausted(memory->user);
}
