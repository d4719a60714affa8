#include "tests/unit/base_builder.h"

#include <stdint.h>
#include <string.h>

/* Counts the blocks that are out, and refuses more than `limit` of them. */
typedef struct Meter {
    jmp_buf stop;
    size_t blocks, bytes, limit;
} Meter;

static void *meter_allocate(void *user, size_t size) {
    Meter *meter = user;
    if (meter->blocks == meter->limit) return NULL;
    void *block = malloc(size);
    if (!block) return NULL;
    meter->blocks++;
    meter->bytes += size;
    return block;
}

static void meter_release(void *user, void *block) {
    ((Meter *)user)->blocks--;
    free(block);
}

static void meter_exhausted(void *user) {
    longjmp(((Meter *)user)->stop, 1);
}

static Memory metered(Meter *meter) {
    return (Memory){meter_allocate, meter_release, meter_exhausted, meter, NULL};
}

static void every_place_is_aligned_and_apart_from_the_others(void **state) {
    unsigned char *places[200];
    for (size_t i = 0; i < 200; i++) {
        places[i] = arena_alloc(*state, i * 7);
        assert_int_equal((uintptr_t)places[i] % 16, 0);
        memset(places[i], (int)i, i * 7);
    }
    for (size_t i = 0; i < 200; i++)
        for (size_t at = 0; at < i * 7; at++)
            assert_int_equal(places[i][at], i);
}

static void two_empty_places_differ(void **state) {
    assert_ptr_not_equal(arena_alloc(*state, 0), arena_alloc(*state, 0));
}

static void zeroed_memory_is_zero_after_a_reset_too(void **state) {
    memset(arena_alloc(*state, 3000), 0xAA, 3000);
    arena_reset(*state);
    const char *bytes = arena_alloc_zero(*state, 300, 10);
    for (size_t i = 0; i < 3000; i++)
        assert_int_equal(bytes[i], 0);
}

static void the_last_array_grows_where_it_stands_and_others_move(void **state) {
    char *first = arena_copy(*state, "first", 5);
    assert_ptr_equal(arena_grow(*state, first, 5, 100, 1), first);
    char *second = arena_copy(*state, "second", 6);
    assert_true(second >= first + 100);
    char *moved = arena_grow(*state, first, 100, 200, 1);
    assert_true(moved >= second + 6);
    assert_memory_equal(moved, "first", 5);
    assert_memory_equal(second, "second", 6);
    char *large = arena_grow(*state, moved, 200, 1 << 20, 1); /* no block so far has this room */
    assert_ptr_not_equal(large, moved);
    assert_memory_equal(large, "first", 5);
}

static void a_growing_array_keeps_its_elements(void **state) {
    size_t *items = NULL, count = 0, capacity = 0;
    for (size_t i = 0; i < 100000; i++)
        ARENA_PUSH(*state, items, count, capacity, i * 3);
    assert_int_equal(count, 100000);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(items[i], i * 3);
}

static void freeing_an_arena_gives_every_block_back(void **state) {
    (void)state;
    Meter meter = {.limit = SIZE_MAX};
    Memory memory = metered(&meter);
    Arena *arena = arena_new(&memory);
    for (size_t i = 0; i < 5000; i++)
        arena_alloc(arena, i % 900);
    arena_alloc(arena, 5 << 20);
    assert_int_equal(arena_size(arena), meter.bytes);
    assert_ptr_equal(arena_memory(arena)->user, &meter);
    arena_free(arena);
    assert_int_equal(meter.blocks, 0);
    arena_free(NULL);
}

static void a_reset_keeps_one_block_for_reuse(void **state) {
    (void)state;
    Meter meter = {.limit = SIZE_MAX};
    Memory memory = metered(&meter);
    Arena *arena = arena_new(&memory);
    arena_alloc(arena, 100000);
    arena_alloc(arena, 3000);
    arena_reset(arena);
    assert_int_equal(meter.blocks, 1);
    size_t bytes = meter.bytes;
    for (int i = 0; i < 1000; i++) {
        memset(arena_alloc(arena, 1000), i, 1000);
        arena_reset(arena);
    }
    assert_int_equal(meter.bytes, bytes);
    arena_free(arena);
}

static void small_requests_need_few_blocks(void **state) {
    (void)state;
    Meter meter = {.limit = SIZE_MAX};
    Memory memory = metered(&meter);
    Arena *arena = arena_new(&memory);
    for (int i = 0; i < 1 << 18; i++)
        arena_alloc(arena, 16);
    assert_true(meter.blocks < 16);
    assert_true(meter.bytes < 6u << 20);
    arena_free(arena);
}

/* True when the request ends in `exhausted`; all memory is given back then too. */
static bool is_refused(size_t limit, size_t count, size_t size) {
    Meter meter = {.limit = limit};
    Memory memory = metered(&meter);
    Arena *volatile arena = NULL;
    bool volatile refused = true;
    if (setjmp(meter.stop) == 0) {
        arena = arena_new(&memory);
        arena_alloc_zero(arena, count, size);
        refused = false;
    }
    arena_free(arena);
    assert_int_equal(meter.blocks, 0);
    return refused;
}

static void exhausted_memory_is_told_and_nothing_leaks(void **state) {
    (void)state;
    assert_true(is_refused(0, 1, 1));
    assert_true(is_refused(1, 1, 100000));
    assert_false(is_refused(2, 1, 100000));
}

static void a_size_that_overflows_counts_as_exhausted(void **state) {
    (void)state;
    assert_true(is_refused(9, SIZE_MAX / 2, 3));
    assert_true(is_refused(9, SIZE_MAX / 16 + 2, 16)); /* would wrap around to 16 */
    assert_true(is_refused(9, 1, SIZE_MAX));
    assert_true(is_refused(9, 1, SIZE_MAX - 20));
    assert_false(is_refused(9, SIZE_MAX, 0));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(every_place_is_aligned_and_apart_from_the_others),
        ARENA_TEST(two_empty_places_differ),
        ARENA_TEST(zeroed_memory_is_zero_after_a_reset_too),
        ARENA_TEST(the_last_array_grows_where_it_stands_and_others_move),
        ARENA_TEST(a_growing_array_keeps_its_elements),
        cmocka_unit_test(freeing_an_arena_gives_every_block_back),
        cmocka_unit_test(a_reset_keeps_one_block_for_reuse),
        cmocka_unit_test(small_requests_need_few_blocks),
        cmocka_unit_test(exhausted_memory_is_told_and_nothing_leaks),
        cmocka_unit_test(a_size_that_overflows_counts_as_exhausted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
