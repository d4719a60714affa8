#include "cli/memory.h"

#include "cli/signals.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void *allocate(void *user, size_t size) {
    (void)user;
    return malloc(size);
}

static void release(void *user, void *block) {
    (void)user;
    free(block);
}

_Noreturn void memory_exhausted(void) {
    static const char message[] = "ictscore: error: memory is exhausted; no result was written\n";
    signals_remove_temporary();
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written;
    _exit(7);
}

static void exhausted(void *user) {
    (void)user;
    memory_exhausted();
}

Arena *memory_arena(void) {
    static const Memory memory = {allocate, release, exhausted, NULL, NULL};
    return arena_new(&memory);
}
