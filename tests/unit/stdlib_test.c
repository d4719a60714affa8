/* The functions of stdlib/: what stands behind `example` comes out [L7.1]. */
#include "lang/compile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void *allocate(void *user, size_t size) {
    (void)user;
    return malloc(size);
}

static void release(void *user, void *block) {
    (void)user;
    free(block);
}

static void exhausted(void *user) {
    (void)user;
    abort();
}

static void every_example_of_the_library_comes_out(void **state) {
    (void)state;
    Memory memory = {allocate, release, exhausted, NULL, NULL};
    Arena *arena = arena_new(&memory);
    NumberContext *numbers = number_context_new(arena);
    Diagnostics *diagnostics = diagnostics_new(arena);
    size_t examples = compile_check_library(arena, numbers, diagnostics);
    TextBuilder messages = text_builder(arena);
    diagnostics_render(diagnostics, false, &messages);
    if (messages.len > 0) print_error("%.*s", (int)messages.len, messages.bytes);
    assert_int_equal(diagnostics_error_count(diagnostics), 0);
    assert_true(examples >= 20);
    number_context_free(numbers);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_example_of_the_library_comes_out)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
