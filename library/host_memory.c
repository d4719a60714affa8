#include "library/host_memory.h"

#include <stdlib.h>

/* In front of every block; as large as the strictest alignment asks. */
typedef struct HostBlock {
    struct HostBlock *next, *previous;
    size_t size;
    size_t padding;
} HostBlock;

_Static_assert(sizeof(HostBlock) % 16 == 0, "blocks stay aligned behind their header");

static void *default_allocate(void *user, size_t size) {
    (void)user;
    return malloc(size);
}

static void default_release(void *user, void *block) {
    (void)user;
    free(block);
}

static bool passes_limit(const HostMemory *host, size_t size) {
    return host->limit != 0 && (size > host->limit || host->used > host->limit - size);
}

static void *allocate(void *user, size_t size) {
    HostMemory *host = user;
    if (size > SIZE_MAX - sizeof(HostBlock)) return NULL;
    host->passed_limit = passes_limit(host, size);
    if (host->passed_limit) return NULL;
    HostBlock *block = host->allocate(host->user, sizeof(HostBlock) + size);
    if (!block) return NULL;
    *block = (HostBlock){host->blocks, NULL, size, 0};
    if (host->blocks) host->blocks->previous = block;
    host->blocks = block;
    host->used += size;
    return block + 1;
}

static void release(void *user, void *bytes) {
    HostMemory *host = user;
    HostBlock *block = (HostBlock *)bytes - 1;
    if (block->next) block->next->previous = block->previous;
    if (block->previous)
        block->previous->next = block->next;
    else
        host->blocks = block->next;
    host->used -= block->size;
    host->release(host->user, block);
}

static void exhausted(void *user) {
    HostMemory *host = user;
    longjmp(host->exhausted, 1);
}

void host_memory_init(HostMemory *host, void *(*host_allocate)(void *user, size_t size),
                      void (*host_release)(void *user, void *block), void *user) {
    host->memory = (Memory){allocate, release, exhausted, host};
    host->allocate = host_allocate ? host_allocate : default_allocate;
    host->release = host_release ? host_release : default_release;
    host->user = user;
    host->blocks = NULL;
    host->used = host->limit = 0;
    host->passed_limit = false;
}

void host_memory_release_all(HostMemory *host) {
    while (host->blocks)
        release(host, host->blocks + 1);
}
