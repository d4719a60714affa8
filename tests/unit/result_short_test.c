/* Short texts of many numbers against the writer of single cells. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "runtime/results/result_short.h"
#include "runtime/computing/value_text.h"

static uint64_t random_bits(uint64_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static void assert_text(const ShortTexts *texts, size_t i, int32_t number, unsigned decimals,
                        const CellStyle *style) {
    char expected[CELL_TEXT_ROOM + 2], written[sizeof texts->bytes[0] + 1] = "";
    char *end = expected;
    if (!item_is_state(number)) end = cell_text_write(expected, cell_from_decimal(number, decimals), style);
    strcpy(end, ";");
    for (size_t at = 0; at < sizeof texts->bytes[0]; at++)
        written[at] = (char)(texts->bytes[i] >> 8 * at);
    if (texts->lens[i] != strlen(expected) || strcmp(written, expected) != 0)
        fail_msg("%d / 10^%u, %d decimals%s: short %s, expected %s", number, decimals, style->decimals,
                 style->as_percent ? " in per cent" : "", written, expected);
}

/* Returns how many of the paths found all numbers short. */
static size_t check(const ResultItems *items, const CellStyle *style) {
    size_t found = 0;
    for (MachinePath path = MACHINE_PLAIN; path < MACHINE_PATHS; path++) {
        ShortTexts texts;
        if (!machine_has(path) || !result_short_write(items, style, ';', path, &texts)) continue;
        found++;
        for (size_t i = 0; i < ITEM_ROWS; i++)
            assert_text(&texts, i, items->numbers[i], items->decimals, style);
    }
    return found;
}

static size_t check_in_every_style(ResultItems *items) {
    size_t found = 0;
    for (items->decimals = 0; items->decimals <= CELL_MAX_DECIMALS; items->decimals++)
        for (int shown = -1; shown <= 9; shown++)
            for (int percent = 0; percent <= 1; percent++)
                found += check(items, &(CellStyle){shown, VALUE_FREE_DECIMALS, percent, ','});
    return found;
}

static void short_numbers_are_written_as_one_by_one(void **state) {
    (void)state;
    uint64_t seed = 88172645463325252;
    size_t found = 0;
    for (int round = 0; round < 300; round++) {
        ResultItems items;
        unsigned bits = 1 + (unsigned)round % 24;
        for (size_t i = 0; i < ITEM_ROWS; i++)
            items.numbers[i] = (int32_t)(random_bits(&seed) >> (64 - bits));
        items.numbers[round % ITEM_ROWS] = INT32_MIN + round % 4;
        found += check_in_every_style(&items);
    }
    assert_true(found > 300 * 20);
}

static void powers_of_ten_and_zeros_at_the_end_are_no_exception(void **state) {
    (void)state;
    ResultItems items = {{0}, 0};
    size_t found = 0;
    for (int32_t power = 1; power <= 1000000; power *= 10) {
        for (int32_t i = 0; i < ITEM_ROWS; i++)
            items.numbers[i] = i < 4 ? power - 2 + i : (i % 10) * power;
        items.numbers[0] = 0;
        found += check_in_every_style(&items);
    }
    assert_true(found > 7 * 20);
}

static void what_is_not_short_is_refused(void **state) {
    (void)state;
    ShortTexts texts;
    CellStyle whole = {-1, 12, false, '.'}, rounded = {1, 12, false, '.'};
    static const int32_t beyond[] = {10000000, -1, INT32_MAX, INT32_MIN + 4};
    for (size_t i = 0; i < sizeof beyond / sizeof *beyond; i++) {
        ResultItems items = {{0}, 0};
        assert_true(result_short_write(&items, &whole, ',', machine_best(), &texts));
        items.numbers[77] = beyond[i];
        assert_false(result_short_write(&items, &whole, ',', machine_best(), &texts));
        assert_false(result_short_write(&items, &whole, ',', MACHINE_PLAIN, &texts));
    }
    assert_false(result_short_write(&(ResultItems){{0}, 2}, &rounded, ',', MACHINE_PLAIN, &texts));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_numbers_are_written_as_one_by_one),
        cmocka_unit_test(powers_of_ten_and_zeros_at_the_end_are_no_exception),
        cmocka_unit_test(what_is_not_short_is_refused),
    };
    return cmocka_run_group_tests_name("result_short", tests, NULL, NULL);
}
