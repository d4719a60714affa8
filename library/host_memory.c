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

static void *take_block(HostMemory *host, size_t size) {
    host->passed_limit |= passes_limit(host, size);
    if (host->passed_limit) return NULL;
    HostBlock *block = host->allocate(host->user, sizeof(HostBlock) + size);
    if (!block) return NULL;
    *block = (HostBlock){host->blocks, NULL, size, 0};
    if (host->blocks) host->blocks->previous = block;
    host->blocks = block;
    host->used += size;
    return block + 1;
}

static void *allocate(void *user, size_t size) {
    HostMemory *host = user;
    if (size > SIZE_MAX - sizeof(HostBlock)) return NULL;
    pthread_mutex_lock(&host->lock);
    void *bytes = take_block(host, size);
    pthread_mutex_unlock(&host->lock);
    return bytes;
}

static void give_back(HostMemory *host, HostBlock *block) {
    if (block->next) block->next->previous = block->previous;
    if (block->previous)
        block->previous->next = block->next;
    else
        host->blocks = block->next;
    host->used -= block->size;
    host->release(host->user, block);
}

static void release(void *user, void *bytes) {
    HostMemory *host = user;
    pthread_mutex_lock(&host->lock);
    give_back(host, (HostBlock *)bytes - 1);
    pthread_mutex_unlock(&host->lock);
}

/* ---- threads */

static HostThread *find_thread(HostMemory *host) {
    pthread_mutex_lock(&host->lock);
    HostThread *thread = host->threads;
    while (thread && !pthread_equal(thread->thread, pthread_self()))
        thread = thread->next;
    pthread_mutex_unlock(&host->lock);
    return thread;
}

static void exhausted(void *user) {
    HostMemory *host = user;
    HostThread *thread = find_thread(host);
    longjmp(thread ? thread->exhausted : host->exhausted, 1);
}

static void add_thread(HostMemory *host, HostThread *thread) {
    pthread_mutex_lock(&host->lock);
    thread->next = host->threads;
    host->threads = thread;
    pthread_mutex_unlock(&host->lock);
}

static void remove_thread(HostMemory *host, const HostThread *thread) {
    pthread_mutex_lock(&host->lock);
    HostThread **link = &host->threads;
    while (*link != thread)
        link = &(*link)->next;
    *link = thread->next;
    pthread_mutex_unlock(&host->lock);
}

static bool guard(void *user, void (*work)(void *argument), void *argument) {
    HostMemory *host = user;
    HostThread thread = {.thread = pthread_self()};
    add_thread(host, &thread);
    bool is_done = setjmp(thread.exhausted) == 0;
    if (is_done) work(argument);
    remove_thread(host, &thread);
    return is_done;
}

void host_memory_init(HostMemory *host, void *(*host_allocate)(void *user, size_t size),
                      void (*host_release)(void *user, void *block), void *user) {
    host->memory = (Memory){allocate, release, exhausted, host, guard};
    host->allocate = host_allocate ? host_allocate : default_allocate;
    host->release = host_release ? host_release : default_release;
    host->user = user;
    host->blocks = NULL;
    host->used = host->limit = 0;
    host->passed_limit = false;
    host->threads = NULL;
    pthread_mutex_init(&host->lock, NULL);
}

void host_memory_release_all(HostMemory *host) {
    while (host->blocks)
        give_back(host, host->blocks);
    pthread_mutex_destroy(&host->lock);
}
