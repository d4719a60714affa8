#include "tests/unit/base_builder.h"

#include <string.h>

static void texts_are_equal_by_their_bytes(void **state) {
    (void)state;
    assert_true(text_equal(TEXT("xã"), text_from("xã")));
    assert_false(text_equal(TEXT("a"), TEXT("A")));
    assert_false(text_equal(TEXT("a\0b"), TEXT("a\0c")));
    assert_true(text_equal((Text){NULL, 0}, TEXT("")));
}

static void a_text_comes_before_its_continuations(void **state) {
    (void)state;
    assert_true(text_compare(TEXT("a"), TEXT("ab")) < 0);
    assert_true(text_compare(TEXT("b"), TEXT("ab")) > 0);
    assert_true(text_compare(TEXT("z"), TEXT("đ")) < 0);
    assert_int_equal(text_compare((Text){NULL, 0}, TEXT("")), 0);
}

static void a_slice_never_reaches_outside_its_text(void **state) {
    (void)state;
    assert_text(text_slice(TEXT("abc"), 1, 2), "b");
    assert_text(text_slice(TEXT("abc"), 1, 99), "bc");
    assert_text(text_slice(TEXT("abc"), 9, 99), "");
    assert_text(text_slice(TEXT("abc"), 2, 1), "");
    assert_int_equal(text_slice((Text){NULL, 0}, 0, 5).len, 0);
}

static void trimming_takes_blanks_and_tabs_only(void **state) {
    (void)state;
    assert_text(text_trim(TEXT(" \t a b \t")), "a b");
    assert_text(text_trim(TEXT(" \t ")), "");
    assert_text(text_trim(TEXT("\xC2\xA0"
                               "a\n")),
                "\xC2\xA0"
                "a\n");
}

static void a_start_is_recognised(void **state) {
    (void)state;
    assert_true(text_starts_with(TEXT("criterion"), TEXT("crit")));
    assert_true(text_starts_with(TEXT(""), (Text){NULL, 0}));
    assert_false(text_starts_with(TEXT("crit"), TEXT("criterion")));
}

static void a_copy_lives_on_its_own(void **state) {
    char bytes[] = "Huế";
    Text copy = text_copy(*state, text_from(bytes));
    memset(bytes, 'x', 3);
    assert_text(copy, "Huế");
    assert_int_equal(text_copy(*state, (Text){NULL, 0}).len, 0);
}

static void a_hash_depends_on_every_byte_and_on_the_seed(void **state) {
    (void)state;
    assert_int_equal(text_hash(TEXT("xã 1"), 7), text_hash(text_from("xã 1"), 7));
    assert_int_not_equal(text_hash(TEXT("xã 1"), 7), text_hash(TEXT("xã 2"), 7));
    assert_int_not_equal(text_hash(TEXT("xã 1"), 7), text_hash(TEXT("xã 1"), 8));
    assert_int_not_equal(text_hash(TEXT("a"), 0), text_hash(TEXT("a\0"), 0));
}

static void a_formatted_text_is_as_long_as_it_must_be(void **state) {
    Text text = text_format(*state, "%s: %d of %.*s", "x", 12, TEXT_ARG(TEXT("cột")));
    assert_text(text, "x: 12 of cột");
    assert_int_equal(text.bytes[text.len], 0);
    assert_int_equal(text_format(*state, "%5000d", 1).len, 5000);
    assert_text(text_format(*state, "%s", ""), "");
}

static void a_builder_keeps_what_was_added(void **state) {
    TextBuilder builder = text_builder(*state);
    assert_text(text_builder_text(&builder), "");
    text_builder_add(&builder, TEXT("a"));
    text_builder_add(&builder, (Text){NULL, 0});
    text_builder_add_char(&builder, '\0');
    text_builder_add_repeated(&builder, TEXT("…"), 3);
    text_builder_add_format(&builder, "%d", 42);
    assert_text(text_builder_text(&builder), "a\0………42");
}

static void a_builder_grows_in_linear_memory(void **state) {
    TextBuilder builder = text_builder(*state);
    for (int i = 0; i < 1000000; i++)
        text_builder_add_char(&builder, (char)('0' + i % 10));
    Text text = text_builder_text(&builder);
    assert_int_equal(text.len, 1000000);
    for (size_t i = 0; i < text.len; i++)
        assert_int_equal(text.bytes[i], '0' + i % 10);
    assert_true(arena_size(*state) < 5000000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_equal_by_their_bytes),
        cmocka_unit_test(a_text_comes_before_its_continuations),
        cmocka_unit_test(a_slice_never_reaches_outside_its_text),
        cmocka_unit_test(trimming_takes_blanks_and_tabs_only),
        cmocka_unit_test(a_start_is_recognised),
        ARENA_TEST(a_copy_lives_on_its_own),
        cmocka_unit_test(a_hash_depends_on_every_byte_and_on_the_seed),
        ARENA_TEST(a_formatted_text_is_as_long_as_it_must_be),
        ARENA_TEST(a_builder_keeps_what_was_added),
        ARENA_TEST(a_builder_grows_in_linear_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
