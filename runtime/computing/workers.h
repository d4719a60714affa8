/* Threads that share one piece of work. */
#ifndef RUNTIME_COMPUTING_WORKERS_H
#define RUNTIME_COMPUTING_WORKERS_H

#include "base/number.h"

typedef struct Workers Workers;

/* One of the threads. */
typedef struct Worker {
    Workers *workers;
    size_t number;          /* 0: the one that called workers_run */
    NumberContext *numbers; /* its own, also released where memory runs out */
    Arena *arena;           /* of `numbers` */
} Worker;

/* What each of them does. */
typedef void (*Work)(Worker *worker, void *user);

/* Runs `work` on `count` threads, or on fewer where the system has no more, and waits for all. Where memory
 * ran out in one of them, it runs out here too. */
void workers_run(const Memory *memory, size_t count, Work work, void *user);

/* Two things that one worker has at a time. */
typedef enum WorkersLock { WORKERS_INPUT, WORKERS_RESULT, WORKERS_LOCKS } WorkersLock;

/* false: another worker has failed; there is nothing left to do, and nothing is held. */
bool worker_lock(const Worker *worker, WorkersLock lock);
void worker_unlock(const Worker *worker, WorkersLock lock);
/* WORKERS_RESULT is held: lets it go until another worker has called worker_wake, or failed: as above. */
bool worker_wait(const Worker *worker);
void worker_wake(const Worker *worker);

#endif
