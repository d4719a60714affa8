/* [F5.5] Fractions as digits, against the general way of writing a number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "runtime/results/fraction_text.h"
#include "tests/unit/plan_builder.h"

static void assert_written(Builder *builder, int64_t numerator, int64_t denominator, bool is_fraction) {
    char room[CELL_TEXT_ROOM];
    Number number = {{numerator}, denominator};
    const char *end = fraction_text_write(room, number);
    assert_int_equal(end != NULL, is_fraction);
    if (!is_fraction) return;
    Text written = {room, (size_t)(end - room)};
    Text expected = number_format_exact(builder->numbers, builder->arena, number);
    if (!text_equal(written, expected))
        fail_msg("expected %.*s, written %.*s", TEXT_ARG(expected), TEXT_ARG(written));
}

static bool is_decimal(int64_t numerator, int64_t denominator) {
    for (int i = 0; i < 40; i++)
        numerator = numerator % denominator * 10;
    return numerator == 0;
}

static void small_fractions_are_written_in_lowest_terms(void **state) {
    Builder builder = builder_new(0);
    for (int64_t denominator = 1; denominator <= 130; denominator++)
        for (int64_t numerator = -140; numerator <= 140; numerator++)
            assert_written(&builder, numerator, denominator, !is_decimal(numerator, denominator));
    builder_free(&builder);
    (void)state;
}

static void long_ones_are_written_too(void **state) {
    Builder builder = builder_new(0);
    int64_t most = (INT64_C(1) << 55) - 1;
    assert_written(&builder, most, most - 1, true);
    assert_written(&builder, -most, 3, true);
    assert_written(&builder, 7, most, true);
    assert_written(&builder, INT64_MAX / 3 * 2, INT64_MAX / 3 * 3, true);
    builder_free(&builder);
    (void)state;
}

static void others_are_left_to_the_general_way(void **state) {
    Builder builder = builder_new(0);
    assert_written(&builder, INT64_MAX, 3, false);
    assert_written(&builder, 1, INT64_MAX, false);
    assert_written(&builder, 1, INT64_C(1) << 50, false);
    assert_written(&builder, 0, 7, false);
    assert_null(
        fraction_text_write((char[CELL_TEXT_ROOM]){0}, builder_number(&builder, "-12345678901234567890123")));
    builder_free(&builder);
    (void)state;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_fractions_are_written_in_lowest_terms),
        cmocka_unit_test(long_ones_are_written_too),
        cmocka_unit_test(others_are_left_to_the_general_way),
    };
    return cmocka_run_group_tests_name("fraction_text", tests, NULL, NULL);
}
