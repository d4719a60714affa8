/* What the tests of base share: an arena on malloc, and comparing texts. */
#ifndef TESTS_UNIT_BASE_BUILDER_H
#define TESTS_UNIT_BASE_BUILDER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/text.h"

static inline void *base_allocate(void *user, size_t size) {
    (void)user;
    return malloc(size);
}

static inline void base_release(void *user, void *block) {
    (void)user;
    free(block);
}

static inline void base_exhausted(void *user) {
    (void)user;
    abort();
}

static const Memory base_memory = {base_allocate, base_release, base_exhausted, NULL, NULL};

static inline int setup_arena(void **state) {
    *state = arena_new(&base_memory);
    return 0;
}

static inline int free_arena(void **state) {
    arena_free(*state);
    return 0;
}

/* One test with an arena of its own in *state. */
#define ARENA_TEST(test) cmocka_unit_test_setup_teardown(test, setup_arena, free_arena)

#define assert_text(text, expected)                                                                          \
    do {                                                                                                     \
        Text text_ = (text);                                                                                 \
        assert_int_equal(text_.len, sizeof(expected) - 1);                                                   \
        assert_memory_equal(text_.bytes, expected, sizeof(expected) - 1);                                    \
    } while (0)

#endif
