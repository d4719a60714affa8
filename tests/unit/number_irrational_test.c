#include "tests/unit/number_fixture.h"

/* 35 digits, exactly half way between two numbers of 34 */
#define HALF_UP_TO_EVEN "1.0000000000000000000000000000000015"
#define HALF_DOWN_TO_EVEN "1.0000000000000000000000000000000005"

static Number root_of(Fixture *fixture, const char *value, unsigned degree) {
    Number result = NUMBER_ZERO;
    assert_true(number_root(fixture->context, fixture_number(fixture, value), degree, &result));
    return result;
}

static Number power_of(Fixture *fixture, const char *base, const char *exponent) {
    Number result = NUMBER_ZERO;
    assert_true(number_power(fixture->context, fixture_number(fixture, base),
                             fixture_number(fixture, exponent), &result));
    return result;
}

static Number apply(Fixture *fixture, bool (*function)(NumberContext *, Number, Number *),
                    const char *argument) {
    Number result = NUMBER_ZERO;
    assert_true(function(fixture->context, fixture_number(fixture, argument), &result));
    return result;
}

#define APPLY(function, argument) apply(fixture, function, argument)

static void known_values_have_thirty_four_correct_digits(void **state) {
    FIXTURE(state);
    EXPECT(APPLY(number_sqrt, "2"), "1.414213562373095048801688724209698");
    EXPECT(APPLY(number_sqrt, "0.5"), "0.707106781186547524400844362104849");
    EXPECT(APPLY(number_exp, "1"), "2.718281828459045235360287471352662");
    EXPECT(APPLY(number_exp, "-1"), "0.3678794411714423215955237701614609");
    EXPECT(APPLY(number_ln, "2"), "0.6931471805599453094172321214581766");
    EXPECT(APPLY(number_ln, "10"), "2.302585092994045684017991454684364");
    EXPECT(APPLY(number_ln, "0.5"), "-0.6931471805599453094172321214581766");
    EXPECT(APPLY(number_log10, "2"), "0.301029995663981195213738894724493");
    EXPECT(root_of(fixture, "2", 3), "1.259921049894873164767210607278228");
    EXPECT(power_of(fixture, "2", "0.5"), "1.414213562373095048801688724209698");
    EXPECT(power_of(fixture, "2", "-0.5"), "0.707106781186547524400844362104849");
}

static void rational_results_are_exact(void **state) {
    FIXTURE(state);
    EXPECT(APPLY(number_sqrt, "2.25"), "1.5");
    EXPECT(APPLY(number_sqrt, "0"), "0");
    EXPECT(APPLY(number_sqrt, "85070591730234615847396907784232501249"), "9223372036854775807");
    EXPECT(APPLY(number_ln, "1"), "0");
    EXPECT(APPLY(number_exp, "0"), "1");
    EXPECT(APPLY(number_log10, "1000"), "3");
    EXPECT(APPLY(number_log10, "0.000001"), "-6");
    EXPECT(root_of(fixture, "0.008", 3), "0.2");
    EXPECT(root_of(fixture, "32/243", 5), "0.6666666666666666666666666666666667");
    EXPECT(power_of(fixture, "4", "1.5"), "8");
    EXPECT(power_of(fixture, "0.0001", "-0.25"), "10");
}

static void a_rational_result_with_more_digits_is_rounded_too(void **state) {
    FIXTURE(state);
    EXPECT(APPLY(number_sqrt, "1/9"), "0.3333333333333333333333333333333333");
    EXPECT(APPLY(number_sqrt, "4/9"), "0.6666666666666666666666666666666667");
}

static void expect_half(Fixture *fixture, const char *half, const char *expected) {
    NumberContext *context = fixture->context;
    Number value = fixture_number(fixture, half), power, result;
    for (unsigned degree = 1; degree <= 7; degree++) {
        assert_true(number_power(context, value, number_from_int(degree), &power));
        assert_true(number_root(context, power, degree, &result));
        EXPECT(result, expected);
        assert_true(number_power(context, power, number_divide(context, NUMBER_ONE, number_from_int(degree)),
                                 &result));
        EXPECT(result, degree == 1 ? half : expected);
    }
}

static void an_exact_half_goes_to_the_even_digit(void **state) {
    FIXTURE(state);
    expect_half(fixture, HALF_DOWN_TO_EVEN, "1");
    expect_half(fixture, HALF_UP_TO_EVEN, "1.000000000000000000000000000000002");
    expect_half(fixture, "9.9999999999999999999999999999999995", "10");
}

static void a_hair_beside_a_half_goes_to_its_side(void **state) {
    FIXTURE(state);
    Number half = N(HALF_DOWN_TO_EVEN), hair, square, result;
    assert_true(number_power(context, N("10"), N("-1000"), &hair));
    square = number_multiply(context, half, half);
    assert_true(number_sqrt(context, number_add(context, square, hair), &result));
    EXPECT(result, "1.000000000000000000000000000000001");
    assert_true(number_sqrt(context, number_subtract(context, square, hair), &result));
    EXPECT(result, "1");
}

static void what_has_no_result_says_so(void **state) {
    FIXTURE(state);
    Number result;
    assert_false(number_sqrt(context, N("-1"), &result));
    assert_false(number_ln(context, N("0"), &result));
    assert_false(number_ln(context, N("-2"), &result));
    assert_false(number_log10(context, N("0.00"), &result));
    assert_false(number_power(context, N("0"), N("-1"), &result));
    assert_false(number_power(context, N("0"), N("-0.5"), &result));
    assert_false(number_power(context, N("-8"), N("1/3"), &result));
    assert_false(number_context_take_overflow(context));
}

static void whole_powers_are_exact(void **state) {
    FIXTURE(state);
    EXPECT(power_of(fixture, "1.1", "10"), "2.5937424601");
    EXPECT(power_of(fixture, "2/3", "-3"), "3.375");
    EXPECT(power_of(fixture, "-2", "3"), "-8");
    EXPECT(power_of(fixture, "-2", "4.0"), "16");
    EXPECT(power_of(fixture, "3", "70"), "2503155504993241601315571986085849");
    EXPECT(power_of(fixture, "3", "75"), "608266787713357709119683992618861307");
    EXPECT(power_of(fixture, "0", "0"), "1");
    EXPECT(power_of(fixture, "7", "0"), "1");
    EXPECT(power_of(fixture, "0", "0.5"), "0");
    EXPECT(power_of(fixture, "-1", "99999999999999999999999999999999999999"), "-1");
    EXPECT(power_of(fixture, "-1", "99999999999999999999999999999999999998"), "1");
    EXPECT(power_of(fixture, "1", "-99999999999999999999999999999999999999"), "1");
}

static void expect_overflow(NumberContext *context, bool found) {
    assert_false(found);
    assert_true(number_context_take_overflow(context));
}

static void results_past_the_limit_are_refused_at_once(void **state) {
    FIXTURE(state);
    Number result;
    expect_overflow(context, number_exp(context, N("1000000000"), &result));
    expect_overflow(context, number_exp(context, N("-1000000000"), &result));
    expect_overflow(context, number_exp(context, N("45500"), &result));
    expect_overflow(context, number_exp(context, N("-45500"), &result));
    expect_overflow(context, number_power(context, N("10"), N("1000000000000000000000000000000"), &result));
    expect_overflow(context,
                    number_power(context, N("0.1"), N("1000000000000000000000000000000.5"), &result));
    expect_overflow(context, number_power(context, N("1.5"), N("9999999999999999.5"), &result));
    expect_overflow(context, number_power(context, N("3"), N("-70000"), &result));
    assert_true(number_exp(context, N("45000"), &result));
    assert_true(number_exp(context, N("-45000"), &result));
    assert_false(number_context_take_overflow(context));
}

static void an_earlier_overflow_stays_marked(void **state) {
    FIXTURE(state);
    Number result;
    number_divide(context, NUMBER_ONE, NUMBER_ZERO);
    assert_true(number_sqrt(context, N("2"), &result));
    assert_true(number_context_take_overflow(context));
}

static void values_next_to_one_keep_their_digits(void **state) {
    FIXTURE(state);
    Number tiny, result;
    assert_true(number_power(context, N("10"), N("-15000"), &tiny));
    assert_true(number_ln(context, number_add(context, NUMBER_ONE, tiny), &result));
    assert_true(number_equal(context, result, tiny));
    assert_true(number_exp(context, tiny, &result));
    EXPECT(result, "1");
    Number huge =
        number_divide(context, number_from_int(2), number_multiply(context, number_from_int(3), tiny));
    assert_true(number_power(context, number_add(context, NUMBER_ONE, tiny), huge, &result));
    EXPECT(result, "1.947734041054675856639021207928345");
}

static Number mean_of(Fixture *fixture, size_t count, const char *const *values, const char *const *weights) {
    Number numbers[8], shares[8], result = NUMBER_ZERO;
    for (size_t i = 0; i < count; i++) {
        numbers[i] = fixture_number(fixture, values[i]);
        if (weights) shares[i] = fixture_number(fixture, weights[i]);
    }
    assert_true(number_geometric_mean(fixture->context, numbers, weights ? shares : NULL, count, &result));
    return result;
}

#define TEXTS(...) ((const char *const[]){__VA_ARGS__})

static void geometric_means_are_correctly_rounded(void **state) {
    FIXTURE(state);
    EXPECT(mean_of(fixture, 2, TEXTS("2", "8"), NULL), "4");
    EXPECT(mean_of(fixture, 2, TEXTS("1", "2"), NULL), "1.414213562373095048801688724209698");
    EXPECT(mean_of(fixture, 3, TEXTS("2", "0", "5"), NULL), "0");
    EXPECT(mean_of(fixture, 3, TEXTS("2", "0", "8"), TEXTS("0.5", "0", "0.5")), "4");
    EXPECT(mean_of(fixture, 2, TEXTS("16", "81"), TEXTS("3", "1")), "24");
    EXPECT(mean_of(fixture, 2, TEXTS("16", "81"), TEXTS("0.75", "25/100")), "24");
    EXPECT(mean_of(fixture, 1, TEXTS("1/3"), NULL), "0.3333333333333333333333333333333333");
    EXPECT(
        mean_of(fixture, 2, TEXTS("2", "3"), TEXTS("0.4999999999999999999999", "0.5000000000000000000001")),
        "2.449489742783178098197383392968228");
}

static void a_geometric_mean_of_equal_halves_is_decided_at_any_weights(void **state) {
    FIXTURE(state);
    const char *const *values = TEXTS(HALF_UP_TO_EVEN, HALF_UP_TO_EVEN, HALF_UP_TO_EVEN);
    const char *expected = "1.000000000000000000000000000000002";
    EXPECT(mean_of(fixture, 3, values, NULL), expected);
    EXPECT(mean_of(fixture, 3, values, TEXTS("0.333", "0.333", "0.334")), expected);
    EXPECT(mean_of(fixture, 3, values, TEXTS("1/9999999999999999999999999999", "2/7", "0.123456789")),
           expected);
}

static void a_development_index_prints_its_three_decimals(void **state) {
    FIXTURE(state);
    Number mean = mean_of(fixture, 3, TEXTS("0.8", "0.75", "0.9"), NULL);
    assert_string_equal(number_format(context, fixture->results, mean, 3, '.').bytes, "0.814");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        NUMBER_TEST(known_values_have_thirty_four_correct_digits),
        NUMBER_TEST(rational_results_are_exact),
        NUMBER_TEST(a_rational_result_with_more_digits_is_rounded_too),
        NUMBER_TEST(an_exact_half_goes_to_the_even_digit),
        NUMBER_TEST(a_hair_beside_a_half_goes_to_its_side),
        NUMBER_TEST(what_has_no_result_says_so),
        NUMBER_TEST(whole_powers_are_exact),
        NUMBER_TEST(results_past_the_limit_are_refused_at_once),
        NUMBER_TEST(an_earlier_overflow_stays_marked),
        NUMBER_TEST(values_next_to_one_keep_their_digits),
        NUMBER_TEST(geometric_means_are_correctly_rounded),
        NUMBER_TEST(a_geometric_mean_of_equal_halves_is_decided_at_any_weights),
        NUMBER_TEST(a_development_index_prints_its_three_decimals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
