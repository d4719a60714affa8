#include "tests/unit/number_fixture.h"

#define MAX "9223372036854775807" /* INT64_MAX */
#define ABOVE "9223372036854775808"

static bool is_small(Number a) {
    return a.denominator != 0;
}

static void the_deciding_sum_of_dti_2020_is_exact_and_rounds_up(void **state) {
    FIXTURE(state);
    Number a = number_multiply(context, N("0.4"), N("0.5220"));
    Number b = number_multiply(context, N("0.3"), N("0.3040"));
    Number c = number_multiply(context, N("0.3"), N("0.3655"));
    Number sum = number_add(context, number_add(context, a, b), c);
    EXPECT(sum, "0.40965");
    EXPECT(number_round(context, sum, 4, ROUND_HALF_AWAY), "0.4097");
    assert_string_equal(number_format(context, fixture->results, sum, 4, '.').bytes, "0.4097");
}

static void digits_become_the_number_they_write(void **state) {
    FIXTURE(state);
    EXPECT(N("0"), "0");
    EXPECT(N("-0"), "0");
    EXPECT(N("-0.00"), "0");
    EXPECT(N("007"), "7");
    EXPECT(N("0.305"), "0.305");
    EXPECT(N("-12.50"), "-12.5");
    EXPECT(N(".5"), "0.5");
    EXPECT(N("1.5000000000000000000000000000000000000"), "1.5");
}

static void thirty_eight_digits_are_kept_and_one_more_is_an_overflow(void **state) {
    FIXTURE(state);
    EXPECT(N("99999999999999999999999999999999999999"), "99999999999999999999999999999999999999");
    EXPECT(N("0.0000000000000000000000000000000000001"), "0.0000000000000000000000000000000000001");
    EXPECT(N(".12345678901234567890123456789012345678"), "0.12345678901234567890123456789012345678");
    EXPECT(N("-1234567890123456789.0123456789012345678"), "-1234567890123456789.0123456789012345678");
    EXPECT(NUMBER_ONE, "1");
    N("100000000000000000000000000000000000000");
    assert_true(number_context_take_overflow(context));
}

static void sums_at_the_edge_of_a_word_become_large_and_come_back(void **state) {
    FIXTURE(state);
    Number above = number_add(context, N(MAX), NUMBER_ONE);
    assert_false(is_small(above));
    EXPECT(above, ABOVE);
    Number back = number_subtract(context, above, NUMBER_ONE);
    assert_true(is_small(back));
    EXPECT(back, MAX);
    Number below = number_subtract(context, N("-" MAX), NUMBER_ONE);
    assert_false(is_small(below));
    EXPECT(below, "-" ABOVE);
    assert_true(is_small(number_add(context, below, NUMBER_ONE)));
    EXPECT(number_subtract(context, above, above), "0");
    EXPECT(number_add(context, N(MAX), N(MAX)), "18446744073709551614");
}

static void products_at_the_edge_of_a_word_become_large_and_come_back(void **state) {
    FIXTURE(state);
    Number square = number_multiply(context, N(MAX), N(MAX));
    EXPECT(square, "85070591730234615847396907784232501249");
    EXPECT(number_divide(context, square, N("-" MAX)), "-" MAX);
    EXPECT(number_multiply(context, number_divide(context, N(MAX), N("3")), N("3")), MAX);
    Number tiny = number_divide(context, NUMBER_ONE, square);
    assert_false(is_small(tiny));
    EXPECT(number_multiply(context, tiny, square), "1");
    EXPECT(number_multiply(context, N("-4294967296"), N("2147483648")), "-" ABOVE);
}

static void the_least_word_is_never_a_numerator(void **state) {
    FIXTURE(state);
    Number least = N("-" ABOVE);
    assert_false(is_small(least));
    assert_false(is_small(number_add(context, N("-" MAX), N("-1"))));
    assert_false(is_small(number_multiply(context, N("-4294967296"), N("2147483648"))));
    assert_int_equal(number_compare_big(number_add(context, N("-" MAX), N("-1")), least), 0);
    EXPECT(number_negate(context, number_add(context, N("-" MAX), N("-1"))), ABOVE);
}

static void a_product_that_fits_in_lowest_terms_stays_small(void **state) {
    FIXTURE(state);
    Number a = number_from_fraction(context, 6000000000000000000, 7);
    Number b = number_from_fraction(context, 7, 6000000000000000000);
    Number one = number_multiply(context, a, b);
    assert_true(is_small(one));
    EXPECT(one, "1");
    assert_false(is_small(number_add(context, a, b)));
}

static void the_least_word_makes_no_trouble(void **state) {
    FIXTURE(state);
    EXPECT(number_from_fraction(context, INT64_MIN, 1), "-" ABOVE);
    EXPECT(number_from_fraction(context, INT64_MIN, INT64_MIN), "1");
    EXPECT(number_from_fraction(context, 1, INT64_MIN), "-1/" ABOVE);
}

static void fractions_are_exact(void **state) {
    FIXTURE(state);
    Number third = N("1/3");
    EXPECT(number_add(context, number_add(context, third, third), third), "1");
    EXPECT(number_subtract(context, N("1/2"), third), "1/6");
    EXPECT(number_divide(context, N("2"), N("-6")), "-1/3");
    EXPECT(number_divide(context, N("-0.5"), N("-0.25")), "2");
    EXPECT(number_negate(context, third), "-1/3");
    EXPECT(number_absolute(context, N("-" MAX)), MAX);
    EXPECT(number_negate(context, number_negate(context, N("1" ABOVE))), "1" ABOVE);
}

static void a_division_by_zero_is_marked(void **state) {
    FIXTURE(state);
    EXPECT(NUMBER_ZERO, "0");
    assert_int_equal(number_sign(number_divide(context, NUMBER_ONE, N("0.00"))), 0);
    assert_true(number_context_take_overflow(context));
    assert_false(number_context_take_overflow(context));
}

static void comparison_does_not_round(void **state) {
    FIXTURE(state);
    assert_int_equal(number_compare(context, N("1/3"), N("0.3333333333333333333333333333333333333")), 1);
    assert_int_equal(number_compare(context, N("0.50"), N("1/2")), 0);
    Number nearly = number_from_fraction(context, INT64_MAX - 1, INT64_MAX);
    Number nearer = number_from_fraction(context, INT64_MAX - 2, INT64_MAX - 1);
    assert_int_equal(number_compare(context, nearly, nearer), 1);
    assert_int_equal(number_compare(context, nearly, NUMBER_ONE), -1);
    assert_int_equal(number_compare(context, N("-" MAX), N(MAX)), -1);
}

static void huge_values_compare_like_small_ones(void **state) {
    FIXTURE(state);
    Number huge, larger;
    assert_true(number_power(context, N("10"), N("15000"), &huge));
    larger = number_add(context, huge, N("1/3"));
    assert_int_equal(number_compare(context, huge, larger), -1);
    assert_int_equal(number_compare(context, larger, N(MAX)), 1);
    assert_int_equal(number_compare(context, number_negate(context, huge), N("-" MAX)), -1);
    assert_true(number_equal(context, number_subtract(context, larger, N("1/3")), huge));
    EXPECT(number_subtract(context, larger, huge), "1/3");
    EXPECT(number_min(context, huge, NUMBER_ONE), "1");
    assert_true(number_equal(context, number_max(context, huge, larger), larger));
}

static void a_sum_of_many_equals_adding_one_by_one(void **state) {
    FIXTURE(state);
    enum { COUNT = 1000 };
    Number values[COUNT], total = NUMBER_ZERO;
    for (int i = 0; i < COUNT; i++) {
        values[i] = number_from_fraction(context, i - 300, i % 97 + 1);
        total = number_add(context, total, values[i]);
    }
    assert_true(number_equal(context, number_sum(context, values, COUNT), total));
    assert_true(number_equal(context, number_sum(context, values, 1), values[0]));
    EXPECT(number_sum(context, values, 0), "0");
}

static void a_result_past_the_limit_is_marked_and_never_wrong(void **state) {
    FIXTURE(state);
    Number limit, result;
    assert_true(number_power(context, N("2"), N("65535"), &limit));
    EXPECT(number_divide(context, limit, limit), "1");
    assert_int_equal(number_sign(number_multiply(context, limit, N("2"))), 0);
    assert_true(number_context_take_overflow(context));
    assert_int_equal(number_sign(number_add(context, limit, limit)), 0);
    assert_true(number_context_take_overflow(context));
    Number most = number_add(context, limit, number_subtract(context, limit, NUMBER_ONE));
    assert_int_equal(number_sign(most), 1); /* 2^65536 - 1 has exactly as many bits as are allowed */
    assert_int_equal(number_sign(number_add(context, most, NUMBER_ONE)), 0);
    assert_true(number_context_take_overflow(context));
    assert_false(number_power(context, N("2"), N("65536"), &result));
    assert_true(number_context_take_overflow(context));
}

static void equal_values_hash_alike(void **state) {
    FIXTURE(state);
    assert_true(number_hash(context, N("0.50")) == number_hash(context, N("1/2")));
    assert_true(number_hash(context, N("0.00")) == number_hash(context, NUMBER_ZERO));
    assert_false(number_hash(context, N("1/2")) == number_hash(context, N("-1/2")));
    Number large = number_multiply(context, N(MAX), N("6"));
    assert_true(
        number_hash(context, large) ==
        number_hash(context, number_divide(context, number_multiply(context, large, N("7")), N("7"))));
    assert_false(number_hash(context, large) == number_hash(context, number_negate(context, large)));
}

static void a_copy_outlives_its_arena(void **state) {
    FIXTURE(state);
    Number copy = number_copy(fixture->owner, number_add(context, N(MAX), N("0.5")));
    arena_reset(fixture->results);
    EXPECT(copy, MAX ".5");
}

static void lowest_terms_are_unique(void **state) {
    FIXTURE(state);
    Number half = number_reduce(context, number_from_decimal(500, 3));
    assert_int_equal(half.numerator, 1);
    assert_int_equal(half.denominator, 2);
    Number zero = number_reduce(context, number_from_decimal(0, 18));
    assert_int_equal(zero.denominator, 1);
    assert_int_equal(number_reduce(context, number_from_fraction(context, -6, 9)).numerator, -2);
}

typedef struct Rounding {
    const char *value;
    int decimals;
    const char *expected[6]; /* in the order of RoundingMode */
} Rounding;

/* the table of [N3.2] */
static const Rounding ROUNDINGS[] = {
    {"0.40965", 4, {"0.4097", "0.4096", "0.4096", "0.4097", "0.4096", "0.4097"}},
    {"0.40955", 4, {"0.4096", "0.4096", "0.4095", "0.4096", "0.4095", "0.4096"}},
    {"2.5", 0, {"3", "2", "2", "3", "2", "3"}},
    {"-2.5", 0, {"-3", "-2", "-2", "-3", "-3", "-2"}},
    {"-3.5", 0, {"-4", "-4", "-3", "-4", "-4", "-3"}},
    {"-0.5", 0, {"-1", "0", "0", "-1", "-1", "0"}},
    {"2/3", 2, {"0.67", "0.67", "0.66", "0.67", "0.66", "0.67"}},
    {"-1/3", 2, {"-0.33", "-0.33", "-0.33", "-0.34", "-0.34", "-0.33"}},
    {"0.87", 1, {"0.9", "0.9", "0.8", "0.9", "0.8", "0.9"}},
    {"7", 2, {"7", "7", "7", "7", "7", "7"}},
};

static void each_rounding_mode_follows_its_table(void **state) {
    FIXTURE(state);
    for (size_t i = 0; i < sizeof ROUNDINGS / sizeof *ROUNDINGS; i++)
        for (int mode = ROUND_HALF_AWAY; mode <= ROUND_CEILING; mode++) {
            const Rounding *rounding = &ROUNDINGS[i];
            EXPECT(number_round(context, N(rounding->value), rounding->decimals, (RoundingMode)mode),
                   rounding->expected[mode]);
        }
}

static void large_numbers_round_like_small_ones(void **state) {
    FIXTURE(state);
    Number shift;
    assert_true(number_power(context, N("10"), N("40"), &shift));
    for (size_t i = 0; i < sizeof ROUNDINGS / sizeof *ROUNDINGS; i++)
        for (int mode = ROUND_HALF_AWAY; mode <= ROUND_CEILING; mode++) {
            const Rounding *rounding = &ROUNDINGS[i];
            Number signed_shift = rounding->value[0] == '-' ? number_negate(context, shift) : shift;
            Number moved = number_add(context, N(rounding->value), signed_shift);
            Number rounded = number_round(context, moved, rounding->decimals, (RoundingMode)mode);
            EXPECT(number_subtract(context, rounded, signed_shift), rounding->expected[mode]);
        }
}

static void rounding_works_at_every_number_of_decimals(void **state) {
    FIXTURE(state);
    EXPECT(number_round(context, N("2/3"), 38, ROUND_HALF_AWAY), "0.66666666666666666666666666666666666667");
    EXPECT(number_round(context, N("2/3"), 19, ROUND_DOWN), "0.6666666666666666666");
    EXPECT(number_round(context, N("2/3"), 18, ROUND_HALF_EVEN), "0.666666666666666667");
    EXPECT(number_round(context, N(MAX), 18, ROUND_HALF_AWAY), MAX);
    EXPECT(number_round(context, N("9223372036854775806.5"), 0, ROUND_UP), MAX);
    EXPECT(number_round(context, N("9223372036854775807.5"), 0, ROUND_HALF_AWAY), ABOVE);
    EXPECT(number_round(context, N("-9223372036854775807.5"), 0, ROUND_DOWN), "-" MAX);
}

static void floor_and_ceiling_look_down_and_up(void **state) {
    FIXTURE(state);
    EXPECT(number_floor(context, N("-0.5")), "-1");
    EXPECT(number_ceiling(context, N("-0.5")), "0");
    EXPECT(number_floor(context, N("7/2")), "3");
    EXPECT(number_ceiling(context, N("7/2")), "4");
    EXPECT(number_floor(context, N("-4")), "-4");
}

static void whole_numbers_and_multiples_are_recognised(void **state) {
    FIXTURE(state);
    assert_true(number_is_integer(context, N("4.00")));
    assert_false(number_is_integer(context, N("4.01")));
    assert_true(number_is_integer(context, N("1" ABOVE)));
    assert_true(number_is_multiple_of(context, N("85.5"), N("0.1")));
    assert_false(number_is_multiple_of(context, N("85.55"), N("0.1")));
    assert_true(number_is_multiple_of(context, N("-0.3"), N("0.1")));
    assert_true(number_is_multiple_of(context, N("0"), N("7")));
    assert_true(number_is_multiple_of(context, N("1" ABOVE), N("0.001")));
}

static void numbers_give_their_words_only_when_they_fit(void **state) {
    FIXTURE(state);
    int64_t value;
    assert_true(number_to_int(context, N("-" MAX), &value));
    assert_true(value == -INT64_MAX);
    assert_false(number_to_int(context, N(ABOVE), &value));
    assert_false(number_to_int(context, N("0.5"), &value));
    assert_true(number_to_decimal(context, N("1/8"), 3, &value));
    assert_int_equal(value, 125);
    assert_false(number_to_decimal(context, N("1/8"), 2, &value));
    assert_false(number_to_decimal(context, N("4611686018427387904"), 0, &value));
    assert_true(number_to_decimal(context, N("-4611686018427387903"), 0, &value));
}

static void decimals_are_counted(void **state) {
    FIXTURE(state);
    assert_int_equal(number_decimals(context, N("0.500"), 38), 1);
    assert_int_equal(number_decimals(context, N("1/3"), 38), -1);
    assert_int_equal(number_decimals(context, N("1/1024"), 38), 10);
    assert_int_equal(number_decimals(context, N("1/1024"), 9), -1);
    assert_int_equal(number_decimals(context, N("12"), 0), 0);
}

static void printing_pads_rounds_and_knows_no_negative_zero(void **state) {
    FIXTURE(state);
    Arena *arena = fixture->results;
    assert_string_equal(number_format(context, arena, N("0.98"), 3, '.').bytes, "0.980");
    assert_string_equal(number_format(context, arena, N("1"), 3, ',').bytes, "1,000");
    assert_string_equal(number_format(context, arena, N("-0.0004"), 3, '.').bytes, "0.000");
    assert_string_equal(number_format(context, arena, N("-0.0005"), 3, '.').bytes, "-0.001");
    assert_string_equal(number_format(context, arena, N("-3"), 0, '.').bytes, "-3");
    assert_string_equal(number_format(context, arena, N("12.5"), 1, ',').bytes, "12,5");
    assert_string_equal(number_format(context, arena, N("61.2/70"), 3, '.').bytes, "0.874");
    assert_string_equal(number_format(context, arena, N("2/3"), 38, '.').bytes,
                        "0.66666666666666666666666666666666666667");
    assert_string_equal(number_format(context, arena, N("-1" ABOVE), 1, '.').bytes, "-1" ABOVE ".0");
}

static void exact_printing_shows_all_digits_or_a_fraction(void **state) {
    FIXTURE(state);
    EXPECT(N("-12.50"), "-12.5");
    EXPECT(N("-10/6"), "-5/3");
    EXPECT(number_divide(context, N("-1" ABOVE), N("7")), "-19223372036854775808/7");
    EXPECT(N("1/274877906944"), "0.00000000000363797880709171295166015625");
    EXPECT(N("1/549755813888"), "1/549755813888"); /* 39 decimals */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        NUMBER_TEST(the_deciding_sum_of_dti_2020_is_exact_and_rounds_up),
        NUMBER_TEST(digits_become_the_number_they_write),
        NUMBER_TEST(thirty_eight_digits_are_kept_and_one_more_is_an_overflow),
        NUMBER_TEST(sums_at_the_edge_of_a_word_become_large_and_come_back),
        NUMBER_TEST(products_at_the_edge_of_a_word_become_large_and_come_back),
        NUMBER_TEST(the_least_word_is_never_a_numerator),
        NUMBER_TEST(a_product_that_fits_in_lowest_terms_stays_small),
        NUMBER_TEST(the_least_word_makes_no_trouble),
        NUMBER_TEST(fractions_are_exact),
        NUMBER_TEST(a_division_by_zero_is_marked),
        NUMBER_TEST(comparison_does_not_round),
        NUMBER_TEST(huge_values_compare_like_small_ones),
        NUMBER_TEST(a_sum_of_many_equals_adding_one_by_one),
        NUMBER_TEST(a_result_past_the_limit_is_marked_and_never_wrong),
        NUMBER_TEST(equal_values_hash_alike),
        NUMBER_TEST(a_copy_outlives_its_arena),
        NUMBER_TEST(lowest_terms_are_unique),
        NUMBER_TEST(each_rounding_mode_follows_its_table),
        NUMBER_TEST(large_numbers_round_like_small_ones),
        NUMBER_TEST(rounding_works_at_every_number_of_decimals),
        NUMBER_TEST(floor_and_ceiling_look_down_and_up),
        NUMBER_TEST(whole_numbers_and_multiples_are_recognised),
        NUMBER_TEST(numbers_give_their_words_only_when_they_fit),
        NUMBER_TEST(decimals_are_counted),
        NUMBER_TEST(printing_pads_rounds_and_knows_no_negative_zero),
        NUMBER_TEST(exact_printing_shows_all_digits_or_a_fraction),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
