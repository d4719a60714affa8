/* Memory by lifetime: everything allocated from an arena is released with it, in one call. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

/* Where arenas get their blocks. `exhausted` is called when `allocate` returns NULL and must not return.
 * Where several threads have arenas, all of it may be called by any of them. */
typedef struct Memory {
    void *(*allocate)(void *user, size_t size);
    void (*release)(void *user, void *block);
    void (*exhausted)(void *user);
    void *user;
    /* Runs `work` on a thread of its own making; false: memory ran out, and `exhausted` left it halfway.
     * NULL: `exhausted` ends the program, or there is one thread. */
    bool (*guard)(void *user, void (*work)(void *argument), void *argument);
} Memory;

typedef struct Arena Arena;

/* `memory` is borrowed and must outlive the arena. Never returns NULL. */
Arena *arena_new(const Memory *memory);
void arena_free(Arena *arena); /* NULL is allowed */

/* All of `other`, which is no arena any more, lives as long as `arena`. Both have the same memory. */
void arena_adopt(Arena *arena, Arena *other);

/* Forgets all that was allocated but keeps two blocks for reuse, the second the largest that small requests
 * were served from. */
void arena_reset(Arena *arena);

/* `size` bytes, aligned for any type, not zeroed; never NULL. */
void *arena_alloc(Arena *arena, size_t size);
/* `count` × `size` bytes, zeroed; a product that overflows counts as exhausted memory. */
void *arena_alloc_zero(Arena *arena, size_t count, size_t size);
/* Room for `capacity` elements that begins with the `count` elements of `old`: the old place, where it can be
 * extended, or else a new one; then the old place is not reused. */
void *arena_grow(Arena *arena, void *old, size_t count, size_t capacity, size_t size);
void *arena_copy(Arena *arena, const void *bytes, size_t size);
/* Bytes obtained from `memory` so far. */
size_t arena_size(const Arena *arena);
const Memory *arena_memory(const Arena *arena);

#define ARENA_NEW(arena, Type) ((Type *)arena_alloc_zero((arena), 1, sizeof(Type)))
#define ARENA_ARRAY(arena, Type, count) ((Type *)arena_alloc_zero((arena), (count), sizeof(Type)))

/* Appends to a growing array: `items`, `count` and `capacity` are lvalues. */
#define ARENA_PUSH(arena, items, count, capacity, value)                                                     \
    do {                                                                                                     \
        if ((count) == (capacity)) {                                                                         \
            size_t bigger_ = (capacity) ? (size_t)(capacity)*2 : 8;                                          \
            (items) = arena_grow((arena), (items), (count), bigger_, sizeof *(items));                       \
            (capacity) = bigger_;                                                                            \
        }                                                                                                    \
        (items)[(count)++] = (value);                                                                        \
    } while (0)

#endif
