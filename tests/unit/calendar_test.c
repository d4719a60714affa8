#include "base/calendar.h"
#include "tests/unit/base_builder.h"

#include <stdio.h>

static int64_t parsed(const char *text) {
    int64_t day = 0;
    assert_true(calendar_parse(text_from(text), &day));
    return day;
}

static void days_count_from_1970(void **state) {
    (void)state;
    assert_int_equal(parsed("1970-01-01"), 0);
    assert_int_equal(parsed("1969-12-31"), -1);
    assert_int_equal(parsed("2000-02-29"), 11016);
    assert_int_equal(parsed("0001-01-01"), -719162);
    assert_int_equal(parsed("9999-12-31"), 2932896);
}

static int length(int year, int month) {
    if (month == 2) return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static void assert_day(int year, int month, int day, int64_t number) {
    char text[16];
    snprintf(text, sizeof text, "%04u-%02u-%02u", (unsigned)year % 10000, (unsigned)month % 100,
             (unsigned)day % 100);
    assert_int_equal(parsed(text), number);
    CalendarDate date = calendar_date(number);
    assert_true(date.year == year && date.month == month && date.day == day);
}

static void every_day_has_a_number_and_every_number_its_day(void **state) {
    (void)state;
    int64_t number = -719162;
    for (int year = 1; year <= 9999; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= length(year, month); day++)
                assert_day(year, month, day, number++);
    assert_int_equal(number, 2932897);
}

static void what_is_no_day_is_refused(void **state) {
    (void)state;
    const char *const wrong[] = {"2018-02-29", "1900-02-29", "2018-04-31", "2018-13-01",
                                 "2018-00-10", "2018-01-00", "0000-01-01", "2018-1-01",
                                 "18-01-2018", "2018-01-1x", "2018/01/01", ""};
    int64_t day = 0;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(calendar_parse(text_from(wrong[i]), &day));
    assert_true(calendar_has_form(TEXT("2018-02-30")));
    assert_false(calendar_has_form(TEXT("2018-02-3")));
}

static void days_are_written_with_ten_signs(void **state) {
    assert_text(calendar_text(*state, parsed("0987-06-05")), "0987-06-05");
    assert_text(calendar_text(*state, parsed("2024-02-29")), "2024-02-29");
    assert_text(calendar_text(*state, 2932897), "10000-01-01");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_count_from_1970),
        cmocka_unit_test(every_day_has_a_number_and_every_number_its_day),
        cmocka_unit_test(what_is_no_day_is_refused),
        ARENA_TEST(days_are_written_with_ten_signs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
