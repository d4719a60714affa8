/* Threads that share one piece of work. */
#ifndef RUNTIME_WORKERS_H
#define RUNTIME_WORKERS_H

#include "base/arena.h"

typedef struct Workers Workers;

/* What each of them does; `number` is 0 for the thread that called workers_run. */
typedef void (*Work)(Workers *workers, void *user, size_t number);

/* Runs `work` on `count` threads, or on fewer where the system has no more, and waits for all. Where memory
 * ran out in one of them, it runs out here too. */
void workers_run(const Memory *memory, size_t count, Work work, void *user);

/* Two things that one worker has at a time. */
typedef enum WorkersLock { WORKERS_INPUT, WORKERS_RESULT, WORKERS_LOCKS } WorkersLock;

/* false: another worker has failed; there is nothing left to do, and nothing is held. */
bool workers_lock(Workers *workers, size_t number, WorkersLock lock);
void workers_unlock(Workers *workers, size_t number, WorkersLock lock);
/* WORKERS_RESULT is held: lets it go until another worker has called workers_wake, or failed: as above. */
bool workers_wait(Workers *workers, size_t number);
void workers_wake(Workers *workers);

#endif
