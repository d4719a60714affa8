#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "runtime/values/text_column.h"
#include "tests/unit/base_builder.h"

/* Of `len` bytes that tell which text it is. */
static Text made(Arena *arena, size_t row, size_t len) {
    char *bytes = arena_alloc(arena, len + 1);
    for (size_t i = 0; i < len; i++)
        bytes[i] = (char)(unsigned char)((row * 131 + i * 7 + (i >> 8) * 13) & 0xFF);
    return (Text){bytes, len};
}

/* Texts of these lengths, over and over. */
static void check(const size_t *lengths, size_t length_count, size_t rows) {
    Arena *arena = arena_new(&base_memory), *scratch = arena_new(&base_memory);
    TextColumn column = text_column_new(arena);
    for (size_t row = 0; row < rows; row++, arena_reset(scratch))
        text_column_add(&column, made(scratch, row, lengths[row % length_count]));
    assert_int_equal(column.count, rows);
    for (size_t row = 0; row < rows; row++, arena_reset(scratch)) {
        Text text = text_column_get(&column, row), expected = made(scratch, row, lengths[row % length_count]);
        assert_int_equal(text.len, expected.len);
        assert_memory_equal(text.bytes, expected.bytes, expected.len);
    }
    arena_free(scratch);
    arena_free(arena);
}

#define CHECK(rows, ...)                                                                                     \
    check((size_t[]){__VA_ARGS__}, sizeof((size_t[]){__VA_ARGS__}) / sizeof(size_t), rows)

static void short_texts_come_back(void **state) {
    (void)state;
    CHECK(1, 0);
    CHECK(5000, 0);
    CHECK(5000, 9);
    CHECK(3 * TEXT_PAGE_ROWS, 0, 1, 8, 17, 40);
}

static void lengths_around_a_byte_come_back(void **state) {
    (void)state;
    CHECK(3000, 252, 253, 254, 255, 256, 257, 0);
}

/* A chunk is full in the middle of a page: the texts of the page move with it. */
static void pages_move_to_larger_chunks(void **state) {
    (void)state;
    CHECK(2500, 3, 1000, 60, 5000);
    CHECK(1100, 10, 20, 30, 40, 50, 60, 70, 80, 90, 70000);
    CHECK(40, 200000, 1);
}

static void texts_beyond_a_mebibyte_stand_elsewhere(void **state) {
    (void)state;
    const size_t mebibyte = 1 << 20;
    CHECK(9, 5, mebibyte - 1, mebibyte, mebibyte + 1, 2 * mebibyte + 77);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_texts_come_back),
        cmocka_unit_test(lengths_around_a_byte_come_back),
        cmocka_unit_test(pages_move_to_larger_chunks),
        cmocka_unit_test(texts_beyond_a_mebibyte_stand_elsewhere),
    };
    return cmocka_run_group_tests_name("text_column", tests, NULL, NULL);
}
