/* Ranges hold every result that values inside them can give, found by trying all [L8.8]. */
#include "lang/range.h"
#include "tests/unit/number_fixture.h"

enum { ROUNDS = 3000, LARGEST = 4 };

static uint32_t next_random(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Multiples of a half, or whole numbers, between two small bounds; 0 sometimes left out. */
static Range random_range(uint32_t *seed) {
    int low = (int)(next_random(seed) % (2 * LARGEST + 1)) - LARGEST;
    int high = low + (int)(next_random(seed) % (unsigned)(LARGEST - low + 1));
    Range range = range_between(number_from_int(low), number_from_int(high));
    range.has_step = true;
    range.step = next_random(seed) % 2 ? number_from_decimal(5, 1) : NUMBER_ONE;
    range.not_zero = next_random(seed) % 4 == 0 && (low != 0 || high != 0);
    return range;
}

static size_t values_of(NumberContext *numbers, const Range *range, Number *values) {
    size_t count = 0;
    for (int half = -2 * LARGEST; half <= 2 * LARGEST; half++) {
        Number value = number_from_decimal(half * 5, 1);
        if (range_contains(numbers, range, value)) values[count++] = value;
    }
    return count;
}

typedef struct Trial {
    Range (*ranges)(NumberContext *, const Range *, const Range *);
    Number (*numbers)(NumberContext *, Number, Number);
    bool divides;
} Trial;

static void try_all(Fixture *fixture, const Trial *trial, const Range *a, const Range *b) {
    Number left[4 * LARGEST + 1], right[4 * LARGEST + 1];
    size_t left_count = values_of(fixture->context, a, left),
           right_count = values_of(fixture->context, b, right);
    Range result = trial->ranges(fixture->context, a, b);
    for (size_t i = 0; i < left_count; i++)
        for (size_t j = 0; j < right_count; j++) {
            if (trial->divides && number_sign(right[j]) == 0) continue;
            Number value = trial->numbers(fixture->context, left[i], right[j]);
            assert_true(range_contains(fixture->context, &result, value));
        }
}

static void every_operation_stays_inside_its_range(void **state) {
    Fixture *fixture = *state;
    const Trial trials[] = {{range_add, number_add, false},
                            {range_multiply, number_multiply, false},
                            {range_divide, number_divide, true},
                            {range_min, number_min, false},
                            {range_max, number_max, false}};
    uint32_t seed = 7;
    for (int round = 0; round < ROUNDS; round++) {
        Range a = random_range(&seed), b = random_range(&seed);
        for (size_t i = 0; i < sizeof trials / sizeof *trials; i++)
            try_all(fixture, &trials[i], &a, &b);
    }
}

static void the_ends_of_a_sum_are_reached(void **state) {
    Fixture *fixture = *state;
    Range a = range_between(number_from_int(1), number_from_int(3));
    Range b = range_between(number_from_int(-2), number_from_int(5));
    Range sum = range_add(fixture->context, &a, &b);
    assert_true(number_equal(fixture->context, sum.low, number_from_int(-1)));
    assert_true(number_equal(fixture->context, sum.high, number_from_int(8)));
}

static void unary_operations_stay_inside_their_ranges(void **state) {
    Fixture *fixture = *state;
    uint32_t seed = 11;
    for (int round = 0; round < ROUNDS; round++) {
        Range a = random_range(&seed);
        RoundingMode mode = (RoundingMode)(next_random(&seed) % 6);
        Range negated = range_negate(fixture->context, &a), absolute = range_absolute(fixture->context, &a);
        Range rounded = range_round(fixture->context, &a, 0, mode);
        Number values[4 * LARGEST + 1];
        size_t count = values_of(fixture->context, &a, values);
        for (size_t i = 0; i < count; i++) {
            NumberContext *numbers = fixture->context;
            assert_true(range_contains(numbers, &negated, number_negate(numbers, values[i])));
            assert_true(range_contains(numbers, &absolute, number_absolute(numbers, values[i])));
            assert_true(range_contains(numbers, &rounded, number_round(numbers, values[i], 0, mode)));
        }
    }
}

static void powers_stay_inside_their_range(void **state) {
    Fixture *fixture = *state;
    uint32_t seed = 13;
    for (int round = 0; round < ROUNDS; round++) {
        Range a = random_range(&seed), exponent = range_exactly(number_from_int(next_random(&seed) % 4));
        Range power = range_power(fixture->context, &a, &exponent);
        Number values[4 * LARGEST + 1], result;
        size_t count = values_of(fixture->context, &a, values);
        for (size_t i = 0; i < count; i++)
            if (number_power(fixture->context, values[i], exponent.low, &result))
                assert_true(range_contains(fixture->context, &power, result));
    }
}

static void a_divisor_that_starts_at_one_is_never_zero(void **state) {
    Fixture *fixture = *state;
    Range divisor = range_from(NUMBER_ONE);
    assert_false(range_can_be_zero(fixture->context, &divisor));
    divisor = range_from(NUMBER_ZERO);
    assert_true(range_can_be_zero(fixture->context, &divisor));
    divisor.not_zero = true;
    assert_false(range_can_be_zero(fixture->context, &divisor));
}

static void a_range_without_a_value_on_its_grid_is_empty(void **state) {
    Fixture *fixture = *state;
    Range range = range_between(number_from_decimal(1, 1), number_from_decimal(9, 1));
    assert_false(range_is_empty(fixture->context, &range));
    range.step = NUMBER_ONE;
    range.has_step = true;
    assert_true(range_is_empty(fixture->context, &range));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_operation_stays_inside_its_range, fixture_set_up,
                                        fixture_tear_down),
        cmocka_unit_test_setup_teardown(the_ends_of_a_sum_are_reached, fixture_set_up, fixture_tear_down),
        cmocka_unit_test_setup_teardown(unary_operations_stay_inside_their_ranges, fixture_set_up,
                                        fixture_tear_down),
        cmocka_unit_test_setup_teardown(powers_stay_inside_their_range, fixture_set_up, fixture_tear_down),
        cmocka_unit_test_setup_teardown(a_divisor_that_starts_at_one_is_never_zero, fixture_set_up,
                                        fixture_tear_down),
        cmocka_unit_test_setup_teardown(a_range_without_a_value_on_its_grid_is_empty, fixture_set_up,
                                        fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
