#include "base/allowance.h"
#include "tests/unit/base_builder.h"

/* The innermost of those so far, by looking at all. */
static const Allowance *expected(const Allowances *allowances, uint32_t offset) {
    const Allowance *best = NULL;
    for (size_t i = 0; i < allowances->count; i++) {
        const Allowance *item = allowances->items[i];
        bool holds = item->scope.from <= offset && offset < item->scope.to;
        if (holds && (!best || item->scope.from > best->scope.from || item->scope.to < best->scope.to))
            best = item;
    }
    return best;
}

static uint32_t next_random(uint32_t *state) {
    *state = *state * 1664525 + 1013904223;
    return *state >> 16;
}

/* A random tree of declarations, each with an allowance or not, written one behind the other. */
static uint32_t add_tree(Arena *arena, Allowances *allowances, uint32_t at, int depth, uint32_t *state) {
    uint32_t from = at++;
    for (uint32_t i = depth > 0 ? next_random(state) % 4 : 0; i > 0; i--)
        at = add_tree(arena, allowances, at + next_random(state) % 2, depth - 1, state);
    at++;
    if (next_random(state) % 2)
        assert_null(allowances_add(arena, allowances, (Span){from, at}, (Span){0}, TEXT("r")));
    return at;
}

static void the_innermost_one_is_found(void **state) {
    uint32_t random = 1;
    for (int tree = 0; tree < 2000; tree++) {
        Allowances allowances = {0};
        uint32_t end = add_tree(*state, &allowances, next_random(&random) % 3, 4, &random);
        if (tree % 3 == 0)
            allowances_add(*state, &allowances, (Span){0, UINT32_MAX}, (Span){0}, TEXT("whole"));
        for (uint32_t offset = 0; offset < end + 3; offset++)
            assert_ptr_equal(allowances_find(&allowances, offset), expected(&allowances, offset));
    }
}

static void a_second_one_for_a_scope_is_refused(void **state) {
    Allowances allowances = {0};
    assert_null(allowances_add(*state, &allowances, (Span){1, 9}, (Span){7, 8}, TEXT("one")));
    const Allowance *first = allowances_add(*state, &allowances, (Span){1, 9}, (Span){8, 9}, TEXT("two"));
    assert_int_equal(first->span.from, 7);
    assert_int_equal(allowances.count, 1);
}

static void without_any_nothing_is_found(void **state) {
    (void)state;
    Allowances allowances = {0};
    assert_null(allowances_find(&allowances, 0));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(the_innermost_one_is_found),
        ARENA_TEST(a_second_one_for_a_scope_is_refused),
        ARENA_TEST(without_any_nothing_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
