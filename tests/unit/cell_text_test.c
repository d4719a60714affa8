/* The fast way of writing a cell against the careful one, which goes by exact numbers. */
#include "runtime/values/cell_text.h"
#include "runtime/computing/value_text.h"
#include "tests/unit/number_fixture.h"

#include <stdio.h>

static uint64_t random_bits(uint64_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static Text careful(Fixture *fixture, Cell cell, const CellStyle *style) {
    Number number = number_from_decimal(cell_mantissa(cell), cell_decimals(cell));
    if (style->decimals < 0 && style->most > VALUE_FREE_DECIMALS)
        return number_format_exact(fixture->context, fixture->results, number);
    ValueStyle values = {fixture->context, fixture->results, style->point};
    return value_number(&values, number, style->decimals, style->as_percent);
}

static void assert_written(Fixture *fixture, Cell cell, const CellStyle *style) {
    char fast[CELL_TEXT_ROOM + 1];
    *cell_text_write(fast, cell, style) = '\0';
    Text expected = careful(fixture, cell, style);
    if (strlen(fast) != expected.len || memcmp(fast, expected.bytes, expected.len) != 0)
        fail_msg("%lld / 10^%u, %d decimals%s: fast %s, careful %.*s", (long long)cell_mantissa(cell),
                 cell_decimals(cell), style->decimals, style->as_percent ? " in per cent" : "", fast,
                 TEXT_ARG(expected));
    arena_reset(fixture->results);
}

static void assert_written_in_every_style(Fixture *fixture, Cell cell) {
    for (int decimals = -1; decimals <= 20; decimals++)
        for (int percent = 0; percent <= 1; percent++)
            assert_written(fixture, cell, &(CellStyle){decimals, VALUE_FREE_DECIMALS, percent, ','});
    assert_written(fixture, cell, &(CellStyle){NUMBER_MAX_DECIMALS, 0, false, '.'});
    assert_written(fixture, cell, &(CellStyle){-1, NUMBER_MAX_DECIMALS, false, '.'});
}

static void numbers_of_every_size_are_written_as_by_exact_numbers(void **state) {
    uint64_t seed = 88172645463325252;
    for (int i = 0; i < 20000; i++) {
        uint64_t bits = random_bits(&seed);
        int64_t mantissa = (int64_t)random_bits(&seed) >> (8 + bits % 56);
        assert_written_in_every_style(*state,
                                      cell_from_decimal(mantissa, (bits >> 8) % (CELL_MAX_DECIMALS + 1)));
    }
}

static void numbers_around_powers_of_ten_and_halves_are_no_exception(void **state) {
    int64_t power = 1;
    for (int digits = 0; digits <= 16; digits++, power *= 10) {
        const int64_t near[] = {power - 1,     power,         power + 1, power / 2,
                                power / 2 - 1, power / 2 * 3, -power / 2};
        for (size_t i = 0; i < sizeof near / sizeof *near; i++)
            for (unsigned decimals = 0; decimals <= CELL_MAX_DECIMALS; decimals++) {
                assert_written_in_every_style(*state, cell_from_decimal(near[i], decimals));
                assert_written_in_every_style(*state, cell_from_decimal(-near[i], decimals));
            }
    }
    assert_written_in_every_style(*state, cell_from_decimal((INT64_C(1) << 55) - 1, 0));
    assert_written_in_every_style(*state, cell_from_decimal(-(INT64_C(1) << 55), 18));
}

static void what_rounds_to_zero_has_no_sign(void **state) {
    char text[CELL_TEXT_ROOM];
    char *end = cell_text_write(text, cell_from_decimal(-49, 2), &(CellStyle){0, 0, false, '.'});
    assert_int_equal(end - text, 1);
    assert_int_equal(text[0], '0');
    assert_written_in_every_style(*state, cell_from_decimal(-4, 18));
}

static void dates_are_written_as_by_the_calendar(void **state) {
    Fixture *fixture = *state;
    for (int64_t day = -719528; day < 2932897; day += 97) {
        char fast[10];
        assert_true(cell_text_write_date(fast, cell_from_decimal(day, 0)));
        ValueStyle style = {fixture->context, fixture->results, '.'};
        Text expected = value_date(&style, number_from_int(day));
        assert_int_equal(expected.len, 10);
        assert_memory_equal(fast, expected.bytes, 10);
        arena_reset(fixture->results);
    }
    char none[10];
    assert_false(cell_text_write_date(none, cell_from_decimal(2932897, 0)));
    assert_false(cell_text_write_date(none, cell_from_decimal(15, 1)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        NUMBER_TEST(numbers_of_every_size_are_written_as_by_exact_numbers),
        NUMBER_TEST(numbers_around_powers_of_ten_and_halves_are_no_exception),
        NUMBER_TEST(what_rounds_to_zero_has_no_sign),
        NUMBER_TEST(dates_are_written_as_by_the_calendar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
