/* A context and its arenas for the tests of numbers, and numbers written as text. */
#ifndef TESTS_UNIT_NUMBER_FIXTURE_H
#define TESTS_UNIT_NUMBER_FIXTURE_H

#include "base/number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct Fixture {
    Memory memory;
    Arena *owner, *results;
    NumberContext *context;
} Fixture;

static void *fixture_allocate(void *user, size_t size) {
    (void)user;
    return malloc(size);
}

static void fixture_release(void *user, void *block) {
    (void)user;
    free(block);
}

static void fixture_exhausted(void *user) {
    (void)user;
    abort();
}

static int fixture_set_up(void **state) {
    Fixture *fixture = malloc(sizeof *fixture);
    fixture->memory = (Memory){fixture_allocate, fixture_release, fixture_exhausted, NULL, NULL};
    fixture->owner = arena_new(&fixture->memory);
    fixture->results = arena_new(&fixture->memory);
    fixture->context = number_context_new(fixture->owner);
    number_context_use(fixture->context, fixture->results);
    *state = fixture;
    return 0;
}

static int fixture_tear_down(void **state) {
    Fixture *fixture = *state;
    number_context_free(fixture->context);
    arena_free(fixture->results);
    arena_free(fixture->owner);
    free(fixture);
    return 0;
}

/* "12", "-0.5" or "1/3" */
static inline Number fixture_number(Fixture *fixture, const char *text) {
    const char *slash = strchr(text, '/');
    Text all = text_from(text);
    if (!slash) return number_from_digits(fixture->context, all);
    Text numerator = {text, (size_t)(slash - text)};
    return number_divide(fixture->context, number_from_digits(fixture->context, numerator),
                         number_from_digits(fixture->context, text_from(slash + 1)));
}

static inline void fixture_expect(Fixture *fixture, Number actual, const char *expected) {
    Text text = number_format_exact(fixture->context, fixture->results, actual);
    assert_string_equal(text.bytes, expected);
    assert_false(number_context_take_overflow(fixture->context));
}

/* In the body of a test: N("1/3"), EXPECT(number, "text"). */
#define FIXTURE(state)                                                                                       \
    Fixture *fixture = *(state);                                                                             \
    NumberContext *context = fixture->context;                                                               \
    (void)context
#define N(text) fixture_number(fixture, (text))
#define EXPECT(number, text) fixture_expect(fixture, (number), (text))
#define NUMBER_TEST(function) cmocka_unit_test_setup_teardown(function, fixture_set_up, fixture_tear_down)

#endif
