#include "runtime/workers.h"

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

typedef struct Worker {
    Workers *workers;
    size_t number;
    pthread_t thread;
} Worker;

/* ---- locks */

static bool has_failed(Workers *workers) {
    return __atomic_load_n(&workers->has_failed, __ATOMIC_ACQUIRE);
}

void workers_unlock(Workers *workers, size_t number, WorkersLock lock) {
    (void)number;
    workers->holders[lock] = NOBODY;
    pthread_mutex_unlock(&workers->locks[lock]);
}

bool workers_lock(Workers *workers, size_t number, WorkersLock lock) {
    pthread_mutex_lock(&workers->locks[lock]);
    workers->holders[lock] = (long)number;
    if (has_failed(workers)) workers_unlock(workers, number, lock);
    return !has_failed(workers);
}

bool workers_wait(Workers *workers, size_t number) {
    workers->holders[WORKERS_RESULT] = NOBODY;
    pthread_cond_wait(&workers->changed, &workers->locks[WORKERS_RESULT]);
    workers->holders[WORKERS_RESULT] = (long)number;
    if (has_failed(workers)) workers_unlock(workers, number, WORKERS_RESULT);
    return !has_failed(workers);
}

void workers_wake(Workers *workers) {
    pthread_cond_broadcast(&workers->changed);
}

/* ---- a worker's life */

static void work(void *argument) {
    const Worker *worker = argument;
    worker->workers->work(worker->workers, worker->workers->user, worker->number);
}

/* What a worker held when it was left halfway is let go, and nobody waits for it any more. */
static void fail(const Worker *worker) {
    Workers *workers = worker->workers;
    __atomic_store_n(&workers->has_failed, true, __ATOMIC_RELEASE);
    for (WorkersLock lock = 0; lock < WORKERS_LOCKS; lock++)
        if (__atomic_load_n(&workers->holders[lock], __ATOMIC_RELAXED) == (long)worker->number)
            workers_unlock(workers, worker->number, lock);
    pthread_mutex_lock(&workers->locks[WORKERS_RESULT]);
    workers_wake(workers);
    pthread_mutex_unlock(&workers->locks[WORKERS_RESULT]);
}

static void *run(void *argument) {
    Worker *worker = argument;
    const Memory *memory = worker->workers->memory;
    if (!memory->guard)
        work(worker);
    else if (!memory->guard(memory->user, work, worker))
        fail(worker);
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
    size_t started = 1;
    start(&workers);
    for (; started < count && started < MOST_WORKERS; started++) {
        all[started] = (Worker){.workers = &workers, .number = started};
        if (pthread_create(&all[started].thread, NULL, run, &all[started]) != 0) break;
    }
    all[0] = (Worker){.workers = &workers, .number = 0};
    run(&all[0]);
    for (size_t i = 1; i < started; i++)
        pthread_join(all[i].thread, NULL);
    end(&workers);
    if (workers.has_failed) memory->exhausted(memory->user);
}
