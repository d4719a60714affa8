/* What no line has taken yet, against sets of values written out one by one [L8.5]. */
#include "lang/coverage.h"
#include "tests/unit/number_fixture.h"

enum { LOWEST = -12, HIGHEST = 12, VALUES = HIGHEST - LOWEST + 1, ROUNDS = 4000 };

static uint32_t next_random(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static Range whole_numbers(int low, int high) {
    Range range = range_between(number_from_int(low), number_from_int(high));
    range.step = NUMBER_ONE;
    range.has_step = true;
    return range;
}

/* An interval with random ends, some open, some infinite; ends may lie between whole numbers. */
static Interval random_interval(uint32_t *seed) {
    int low = (int)(next_random(seed) % (2 * VALUES)) + 2 * LOWEST;
    int high = low + (int)(next_random(seed) % 14);
    Interval interval = {.low = number_from_decimal(low * 5, 1), .high = number_from_decimal(high * 5, 1)};
    interval.has_low = next_random(seed) % 6 != 0;
    interval.has_high = next_random(seed) % 6 != 0;
    interval.low_open = interval.has_low && next_random(seed) % 3 == 0;
    interval.high_open = interval.has_high && next_random(seed) % 3 == 0;
    return interval;
}

static bool lies_in(NumberContext *numbers, const Interval *interval, int value) {
    Number number = number_from_int(value);
    int low = number_compare(numbers, number, interval->low),
        high = number_compare(numbers, number, interval->high);
    if (interval->has_low && (interval->low_open ? low <= 0 : low < 0)) return false;
    return !interval->has_high || (interval->high_open ? high < 0 : high <= 0);
}

/* Takes the same line from the set; true when anything was left in it. */
static bool take_from_set(NumberContext *numbers, bool *left, const Interval *line) {
    bool took = false;
    for (int value = LOWEST; value <= HIGHEST; value++) {
        if (!lies_in(numbers, line, value) || !left[value - LOWEST]) continue;
        left[value - LOWEST] = false;
        took = true;
    }
    return took;
}

static bool all_left(NumberContext *numbers, const bool *left, const Interval *line) {
    for (int value = LOWEST; value <= HIGHEST; value++)
        if (lies_in(numbers, line, value) && !left[value - LOWEST]) return false;
    return true;
}

static int first_left(const bool *left) {
    for (int value = LOWEST; value <= HIGHEST; value++)
        if (left[value - LOWEST]) return value;
    return HIGHEST + 1;
}

static void check_gap(NumberContext *numbers, Coverage *coverage, const bool *left) {
    Interval gap;
    int expected = first_left(left);
    bool found = coverage_first_gap(coverage, &gap);
    assert_int_equal(found, expected <= HIGHEST);
    if (found) assert_true(number_equal(numbers, gap.low, number_from_int(expected)));
}

static void check_rest(NumberContext *numbers, Coverage *coverage, const bool *left) {
    Range rest = coverage_rest(coverage);
    for (int value = LOWEST; value <= HIGHEST; value++)
        if (left[value - LOWEST]) assert_true(range_contains(numbers, &rest, number_from_int(value)));
}

static void lines_take_the_same_values_as_from_a_set(void **state) {
    Fixture *fixture = *state;
    uint32_t seed = 2018;
    for (int round = 0; round < ROUNDS; round++) {
        bool left[VALUES];
        Range legal = whole_numbers(LOWEST, HIGHEST);
        Coverage *coverage = coverage_new(fixture->owner, fixture->context, &legal);
        for (int i = 0; i < VALUES; i++)
            left[i] = true;
        for (int line = 0; line < 6; line++) {
            Interval interval = random_interval(&seed);
            assert_int_equal(coverage_holds(coverage, &interval),
                             all_left(fixture->context, left, &interval));
            bool expected = take_from_set(fixture->context, left, &interval);
            assert_int_equal(coverage_take(coverage, &interval), expected);
            check_gap(fixture->context, coverage, left);
            check_rest(fixture->context, coverage, left);
        }
    }
}

static void bands_written_in_prose_leave_a_gap_at_the_step(void **state) {
    Fixture *fixture = *state;
    Range legal = range_between(number_from_int(0), number_from_int(100));
    legal.step = number_from_decimal(5, 1);
    legal.has_step = true;
    Coverage *coverage = coverage_new(fixture->owner, fixture->context, &legal);
    Interval upper = interval_closed(number_from_int(85), number_from_int(100));
    Interval lower = interval_closed(number_from_int(0), number_from_int(84)), gap;
    assert_true(coverage_take(coverage, &upper));
    assert_true(coverage_take(coverage, &lower));
    assert_true(coverage_first_gap(coverage, &gap));
    Text text = interval_text(coverage, fixture->owner, &gap, false);
    assert_string_equal(text_format(fixture->owner, "%.*s", TEXT_ARG(text)).bytes, "the value 84.5");
}

static void without_a_step_the_open_interval_between_two_bands_is_the_gap(void **state) {
    Fixture *fixture = *state;
    Range legal = range_between(number_from_int(0), number_from_int(100));
    Coverage *coverage = coverage_new(fixture->owner, fixture->context, &legal);
    Interval upper = interval_closed(number_from_int(85), number_from_int(100));
    Interval lower = interval_closed(number_from_int(0), number_from_int(84)), gap;
    assert_true(coverage_take(coverage, &upper));
    assert_true(coverage_take(coverage, &lower));
    assert_true(coverage_first_gap(coverage, &gap));
    assert_true(gap.low_open && gap.high_open);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(lines_take_the_same_values_as_from_a_set, fixture_set_up,
                                        fixture_tear_down),
        cmocka_unit_test_setup_teardown(bands_written_in_prose_leave_a_gap_at_the_step, fixture_set_up,
                                        fixture_tear_down),
        cmocka_unit_test_setup_teardown(without_a_step_the_open_interval_between_two_bands_is_the_gap,
                                        fixture_set_up, fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
