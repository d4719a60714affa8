/* Memory from the host's hooks. Every block is on a list, so that all of it can be given back even after a
 * call was left halfway because memory ran out. */
#ifndef LIBRARY_HOST_MEMORY_H
#define LIBRARY_HOST_MEMORY_H

#include "base/arena.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>

/* A thread that works for a call, and where it goes on when memory runs out. */
typedef struct HostThread {
    pthread_t thread;
    jmp_buf exhausted;
    struct HostThread *next;
} HostThread;

typedef struct HostMemory {
    Memory memory; /* what arenas are made with; its user is this struct */
    void *(*allocate)(void *user, size_t size);
    void (*release)(void *user, void *block);
    void *user;
    struct HostBlock *blocks;
    uint64_t used, limit; /* bytes; limit 0: none */
    bool passed_limit;    /* why the last allocation failed */
    jmp_buf exhausted;    /* where a call goes on that ran out of memory; set at each entry of the library */
    HostThread *threads;  /* the others at work for the call */
    pthread_mutex_t lock; /* for all but `memory`, the hooks and `exhausted` */
} HostMemory;

/* NULL hooks: malloc and free. */
void host_memory_init(HostMemory *host, void *(*allocate)(void *user, size_t size),
                      void (*release)(void *user, void *block), void *user);
/* Gives back every block there still is, and ends the use of `host`. */
void host_memory_release_all(HostMemory *host);

#endif
