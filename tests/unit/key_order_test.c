#include "runtime/results/key_order.h"
#include "tests/unit/base_builder.h"

static uint32_t next(uint32_t *seed) {
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 16;
}

/* Keys with a common start, many of them equal, some the start of others, bytes of every kind. */
static const TextColumn *make_keys(Arena *arena, size_t count, uint32_t *seed) {
    TextColumn *keys = ARENA_NEW(arena, TextColumn);
    *keys = text_column_new(arena);
    for (size_t i = 0; i < count; i++) {
        TextBuilder key = text_builder(arena);
        text_builder_add(&key, TEXT("H57-"));
        for (uint32_t length = next(seed) % 12; length > 0; length--)
            text_builder_add_char(&key, "\0a\x7f\xc3\xff"[next(seed) % 5]);
        text_column_add(keys, text_builder_text(&key));
    }
    return keys;
}

static void assert_ordered(const TextColumn *keys, const uint32_t *rows, size_t count) {
    for (size_t i = 1; i < count; i++) {
        int order = text_compare(text_column_get(keys, rows[i - 1]), text_column_get(keys, rows[i]));
        assert_true(order < 0 || (order == 0 && rows[i - 1] < rows[i]));
    }
}

static void rows_come_in_the_order_of_their_keys_equal_ones_as_they_stood(void **state) {
    uint32_t seed = 1, rows[300];
    for (size_t count = 0; count <= 300; count += 1 + count / 7) {
        const TextColumn *keys = make_keys(*state, 300, &seed);
        for (uint32_t i = 0; i < count; i++)
            rows[i] = i;
        key_order_sort(*state, keys, rows, count);
        assert_ordered(keys, rows, count);
        key_order_sort(*state, keys, rows, count);
        assert_ordered(keys, rows, count);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(rows_come_in_the_order_of_their_keys_equal_ones_as_they_stood),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
