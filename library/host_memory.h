/* Memory from the host's hooks. Every block is on a list, so that all of it can be given back even after a
 * call was left halfway because memory ran out. */
#ifndef LIBRARY_HOST_MEMORY_H
#define LIBRARY_HOST_MEMORY_H

#include "base/arena.h"

#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct HostMemory {
    Memory memory; /* what arenas are made with; its user is this struct */
    void *(*allocate)(void *user, size_t size);
    void (*release)(void *user, void *block);
    void *user;
    struct HostBlock *blocks;
    uint64_t used, limit; /* bytes; limit 0: none */
    bool passed_limit;    /* why the last allocation failed */
    jmp_buf exhausted;    /* where a call goes on that ran out of memory; set at each entry of the library */
} HostMemory;

/* NULL hooks: malloc and free. */
void host_memory_init(HostMemory *host, void *(*allocate)(void *user, size_t size),
                      void (*release)(void *user, void *block), void *user);
/* Gives back every block there still is. */
void host_memory_release_all(HostMemory *host);

#endif
