#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "runtime/values/block_column.h"
#include "runtime/reading/key_form.h"
#include "runtime/reading/key_set.h"
#include "tests/unit/base_builder.h"

typedef struct Keys {
    Arena *arena;
    KeySet set;
} Keys;

static Keys keys_new(size_t expected) {
    Keys keys = {.arena = arena_new(&base_memory)};
    keys.set = key_set_new(keys.arena, expected);
    return keys;
}

static void keys_free(Keys *keys) {
    key_set_free(&keys->set);
    arena_free(keys->arena);
}

static void add_all(Keys *keys, const Text *texts, size_t count) {
    uint64_t hashes[BLOCK_ROWS];
    key_set_hashes(keys->set.scratch, texts, count, hashes);
    key_set_add(&keys->set, hashes, count);
}

static void add(Keys *keys, const char *key) {
    Text text = text_copy(keys->arena, text_from(key));
    add_all(keys, &text, 1);
}

/* `count` numbered keys from `first` on, block by block, as a file has them. */
static void add_numbered(Keys *keys, const char *format, size_t first, size_t count) {
    char bytes[BLOCK_ROWS][32];
    Text texts[BLOCK_ROWS];
    for (size_t start = 0; start < count; start += BLOCK_ROWS) {
        size_t rows = count - start < BLOCK_ROWS ? count - start : BLOCK_ROWS;
        for (size_t i = 0; i < rows; i++) {
            int len = snprintf(bytes[i], sizeof bytes[i], format, (unsigned)(first + start + i));
            texts[i] = (Text){bytes[i], (size_t)len};
        }
        add_all(keys, texts, rows);
    }
}

static void good_keys_are_unique_however_many(void **state) {
    (void)state;
    const char *const formats[] = {"%u", "DV%07u", "%u-THPT", "Trường số %u", "%08x"};
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        Keys keys = keys_new(0);
        add_numbered(&keys, formats[i], 0, 400000);
        assert_true(key_set_is_unique(&keys.set));
        assert_int_equal(keys.set.count, 400000);
        keys_free(&keys);
    }
}

/* 786,000 keys fill 1,048,576 slots to three quarters: long searches, yet no reason for a closer look. */
static void full_slots_are_no_reason_for_a_closer_look(void **state) {
    (void)state;
    Keys keys = keys_new(0);
    add_numbered(&keys, "DV%07u", 1, 786000);
    assert_int_equal(keys.set.capacity, 1 << 20);
    assert_true(key_set_is_unique(&keys.set));
    keys_free(&keys);
}

static void check_repeat(size_t before, size_t between, const char *again) {
    Keys keys = keys_new(0);
    add_numbered(&keys, "DV%u", 0, before);
    assert_true(key_set_is_unique(&keys.set));
    add_numbered(&keys, "QX%u", 0, between);
    assert_true(key_set_is_unique(&keys.set));
    add(&keys, again);
    assert_false(key_set_is_unique(&keys.set));
    add_numbered(&keys, "TT%u", 0, 10);
    assert_false(key_set_is_unique(&keys.set));
    keys_free(&keys);
}

static void a_repeated_key_is_found_wherever_it_is(void **state) {
    (void)state;
    check_repeat(1, 0, "DV0");
    check_repeat(700, 0, "DV699");
    check_repeat(700, 5000, "DV3");      /* the slots have grown since */
    check_repeat(20000, 90000, "DV777"); /* several times */
}

static void keys_of_one_form_are_a_repeat(void **state) {
    (void)state;
    check_repeat(100, 10, "dv7");
    check_repeat(100, 10, "D V_7");
    check_repeat(100, 10, "DV-7");
    Keys keys = keys_new(0);
    add(&keys, "2-11");
    add(&keys, "21-1");
    add(&keys, "211");
    assert_true(key_set_is_unique(&keys.set));
    keys_free(&keys);
}

static void the_empty_key_counts_like_another(void **state) {
    (void)state;
    Keys keys = keys_new(0);
    add(&keys, "");
    add(&keys, "0");
    assert_true(key_set_is_unique(&keys.set));
    add(&keys, "");
    assert_false(key_set_is_unique(&keys.set));
    keys_free(&keys);
}

/* The slots are as many as are needed at once, and the keys before are still known. */
static void what_is_expected_saves_growing(void **state) {
    (void)state;
    Keys keys = keys_new(0);
    add_numbered(&keys, "%u", 0, 512);
    key_set_expect(&keys.set, 9000);
    add_numbered(&keys, "%u", 512, 512);
    assert_int_equal(keys.set.capacity, 16384);
    add_numbered(&keys, "%u", 1024, 8000);
    assert_int_equal(keys.set.capacity, 16384);
    assert_true(key_set_is_unique(&keys.set));
    add(&keys, "5");
    assert_false(key_set_is_unique(&keys.set));
    keys_free(&keys);
}

static void a_wrong_expectation_costs_little(void **state) {
    (void)state;
    Keys keys = keys_new(SIZE_MAX / 2);
    add_numbered(&keys, "%u", 0, 1024);
    assert_int_equal(keys.set.capacity, 16384); /* not the memory for all of them */
    keys_free(&keys);
    keys = keys_new(10);
    add_numbered(&keys, "%u", 0, 10000);
    assert_true(key_set_is_unique(&keys.set));
    keys_free(&keys);
}

/* Keys chosen so that all of them want the same few of 1024 slots. */
static void hostile_keys_cost_no_more_than_others(void **state) {
    (void)state;
    Keys keys = keys_new(0);
    size_t chosen = 0;
    for (unsigned i = 0; chosen < 600; i++) {
        char key[16];
        snprintf(key, sizeof key, "%u", i);
        uint64_t hash = key_hash(keys.set.scratch, text_from(key));
        if ((hash >> 1) % 1024 >= 16) continue;
        add(&keys, key);
        chosen++;
    }
    assert_false(key_set_is_unique(&keys.set));
    assert_in_range(keys.set.steps, 1, 1025 + 16 * 600);
    keys_free(&keys);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_keys_are_unique_however_many),
        cmocka_unit_test(full_slots_are_no_reason_for_a_closer_look),
        cmocka_unit_test(a_repeated_key_is_found_wherever_it_is),
        cmocka_unit_test(keys_of_one_form_are_a_repeat),
        cmocka_unit_test(the_empty_key_counts_like_another),
        cmocka_unit_test(what_is_expected_saves_growing),
        cmocka_unit_test(a_wrong_expectation_costs_little),
        cmocka_unit_test(hostile_keys_cost_no_more_than_others),
    };
    return cmocka_run_group_tests_name("key_set", tests, NULL, NULL);
}
