#include "cli/memory.h"

#include "cli/signals.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
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

/* ---- large blocks */

enum { LARGE_PAGE = 2 << 20, LARGE_BLOCK = 1 << 20 };

/* In front of every block. */
typedef struct BlockHead {
    size_t mapped; /* bytes, head and all; 0: from malloc */
    size_t padding;
} BlockHead;
_Static_assert(sizeof(BlockHead) % 16 == 0, "blocks stay aligned behind their head");

/* Starts where a large page starts; what is before and behind is given back. */
static char *map_aligned(size_t size) {
    char *whole = mmap(NULL, size + LARGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (whole == MAP_FAILED) return NULL;
    size_t before = (LARGE_PAGE - (uintptr_t)whole % LARGE_PAGE) % LARGE_PAGE;
    if (before > 0) munmap(whole, before);
    munmap(whole + before + size, LARGE_PAGE - before);
    return whole + before;
}

static BlockHead *map_block(size_t size) {
    size = (size + 4095) / 4096 * 4096;
    BlockHead *head = (BlockHead *)(void *)map_aligned(size);
    if (!head) return NULL;
#ifdef MADV_HUGEPAGE
    int ignored = madvise(head, size, MADV_HUGEPAGE); /* without it, it is only slower */
    (void)ignored;
#endif
    head->mapped = size;
    return head;
}

static void *allocate_block(void *user, size_t size) {
    (void)user;
    if (size > SIZE_MAX / 2) return NULL;
    bool is_large = size >= LARGE_BLOCK;
    BlockHead *head = is_large ? map_block(size + sizeof *head) : malloc(size + sizeof *head);
    if (head && !is_large) head->mapped = 0;
    return head ? head + 1 : NULL;
}

static void release_block(void *user, void *block) {
    BlockHead *head = (BlockHead *)block - 1;
    (void)user;
    if (head->mapped > 0)
        munmap(head, head->mapped);
    else
        free(head);
}

IctscoreHooks memory_hooks(void) {
    return (IctscoreHooks){allocate_block, release_block, NULL};
}

Arena *memory_arena(void) {
    static const Memory memory = {allocate, release, exhausted, NULL, NULL};
    return arena_new(&memory);
}
