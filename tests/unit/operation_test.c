#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "lang/operation.h"
#include "tests/unit/plan_builder.h"

/* The result for operands separated by blanks, as text; "undefined" where there is none. */
static void check(Operation operation, const char *operands, const char *expected) {
    Builder builder = builder_new(0);
    Number numbers[64];
    size_t count = 0;
    char word[64];
    for (int used; sscanf(operands, "%63s%n", word, &used) == 1; operands += used)
        numbers[count++] = builder_number(&builder, word);
    Number result;
    Text text = TEXT("undefined");
    if (operation_apply(builder.numbers, operation, numbers, count, &result))
        text = number_format_exact(builder.numbers, builder.arena, result);
    assert_string_equal(text_format(builder.arena, "%.*s", TEXT_ARG(text)).bytes, expected);
    builder_free(&builder);
}

static void check_op(StepOp op, const char *operands, const char *expected) {
    check((Operation){op, 0, ROUND_HALF_AWAY}, operands, expected);
}

static void sums_and_products_take_any_number_of_operands(void **state) {
    (void)state;
    check_op(OP_ADD, "0.1 0.2 0.3", "0.6");
    check_op(OP_MULTIPLY, "1/3 3 0.5", "0.5");
    check_op(OP_NEGATE, "5", "-5");
}

static void a_division_by_zero_has_no_result(void **state) {
    (void)state;
    check_op(OP_DIVIDE, "1 0", "undefined");
    check_op(OP_DIVIDE, "1 3", "1/3");
}

static void functions_without_a_true_result_have_none(void **state) {
    (void)state;
    check_op(OP_SQRT, "-1", "undefined");
    check_op(OP_SQRT, "9", "3");
    check_op(OP_LN, "0", "undefined");
    check_op(OP_LOG10, "1000", "3");
    check_op(OP_POWER, "0 -1", "undefined");
    check_op(OP_POWER, "2 10", "1024");
    check_op(OP_EXP, "0", "1");
}

static void means_are_exact(void **state) {
    (void)state;
    check_op(OP_MEMBERS_MEAN, "1 2 4", "7/3");
    check_op(OP_HARMONIC_MEAN, "1 2 4", "12/7");
    check_op(OP_HARMONIC_MEAN, "1 0", "undefined");
    check_op(OP_HARMONIC_MEAN, "1 -1", "undefined");
    check_op(OP_GEOMETRIC_MEAN, "2 4 8", "4");
    check_op(OP_GEOMETRIC_MEAN, "-2 -2", "undefined");
    check_op(OP_GEOMETRIC_MEAN, "0 5", "0");
}

static void the_median_of_an_even_count_lies_between(void **state) {
    (void)state;
    check_op(OP_MEDIAN, "9 1 5", "5");
    check_op(OP_MEDIAN, "9 1 5 6", "5.5");
    check_op(OP_MEDIAN, "3", "3");
    check_op(OP_MEDIAN, "7 6 5 4 3 2 1 1 1 1 9 8 7", "4");
    check_op(OP_MEMBERS_MEDIAN, "", "undefined");
}

static void extremes_of_several(void **state) {
    (void)state;
    check_op(OP_MIN, "3 1 2", "1");
    check_op(OP_MAX, "3 1 1/3", "3");
    check_op(OP_ABS, "-3", "3");
    check_op(OP_FLOOR, "-2.5", "-3");
    check_op(OP_CEILING, "-2.5", "-2");
}

static void rounding_follows_its_mode(void **state) {
    (void)state;
    check((Operation){OP_ROUND, 4, ROUND_HALF_AWAY}, "0.40965", "0.4097");
    check((Operation){OP_ROUND, 0, ROUND_HALF_EVEN}, "2.5", "2");
    check((Operation){OP_ROUND, 0, ROUND_UP}, "-2.1", "-3");
    check((Operation){OP_ROUND, 1, ROUND_DOWN}, "2.19", "2.1");
}

static void comparisons_are_exact(void **state) {
    (void)state;
    check_op(OP_EQUAL, "0.5 1/2", "1");
    check_op(OP_NOT_EQUAL, "1/3 0.333333333333333333", "1");
    check_op(OP_LESS, "0.333333333333333333 1/3", "1");
    check_op(OP_LESS_EQUAL, "1/3 1/3", "1");
    check_op(OP_NOT, "1", "0");
    check_op(OP_NOT, "0", "1");
}

static void weights_come_in_pairs_with_values(void **state) {
    (void)state;
    check_op(OP_MEMBERS_WEIGHTED_SUM, "10 0.4 20 0.6", "16");
    check_op(OP_MEMBERS_WEIGHTED_MEAN, "10 1 20 3", "17.5");
    check_op(OP_MEMBERS_WEIGHTED_MEAN, "10 1 20 -1", "undefined");
    check_op(OP_MEMBERS_WEIGHTED_GEOMETRIC_MEAN, "2 1 16 1 4 2", "4.756828460010884266869999882241904"
             /* 2^(9/4), to 34 digits */);
    check_op(OP_MEMBERS_WEIGHTED_GEOMETRIC_MEAN, "9 1 5 0 4 1", "6");
    check_op(OP_MEMBERS_COUNT, "9 1 5", "3");
}

static void operations_over_rows_are_not_scalar(void **state) {
    (void)state;
    check_op(OP_RANK, "1 2", "undefined");
    assert_null(operation_function(OP_AND));
    assert_int_equal(operation_kind(OP_RANK), OPERATION_COHORT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_and_products_take_any_number_of_operands),
        cmocka_unit_test(a_division_by_zero_has_no_result),
        cmocka_unit_test(functions_without_a_true_result_have_none),
        cmocka_unit_test(means_are_exact),
        cmocka_unit_test(the_median_of_an_even_count_lies_between),
        cmocka_unit_test(extremes_of_several),
        cmocka_unit_test(rounding_follows_its_mode),
        cmocka_unit_test(comparisons_are_exact),
        cmocka_unit_test(weights_come_in_pairs_with_values),
        cmocka_unit_test(operations_over_rows_are_not_scalar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
