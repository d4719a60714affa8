#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "runtime/evaluate.h"
#include "tests/unit/plan_builder.h"

/* Keeps the step, evaluates, and compares its column and how many rows were left to the reference evaluator.
 */
static void check(Builder *builder, StepId step, const char *expected, uint64_t left) {
    Evaluation evaluation;
    builder_output(builder, "shown", step);
    assert_true(evaluate(&builder->plan, &builder->table, &(EvaluateOptions){0}, builder->arena,
                         builder->numbers, builder->diagnostics, &evaluation));
    assert_string_equal(builder_cells_text(builder, &evaluation.columns[step]).bytes, expected);
    assert_int_equal(evaluation.counts.left_rows, left);
    assert_int_equal(evaluation.counts.column_rows, builder->table.row_count - left);
}

static void a_share_is_capped_and_rounded_by_columns(void **state) {
    (void)state;
    Builder builder = builder_new(6);
    StepId part = builder_column(&builder, "a", "1 7 5 . 0 1"),
           whole = builder_column(&builder, "b", "3 5 8 2 e 800");
    StepId ratio = builder_step(&builder, OP_DIVIDE, part, whole);
    StepId capped = builder_step(&builder, OP_MIN, builder_constant(&builder, "1"), ratio);
    StepId points = builder_step(&builder, OP_MULTIPLY, capped, builder_constant(&builder, "4"));
    Step rounding = {.op = OP_ROUND};
    rounding.round.decimals = 2;
    check(&builder, builder_add_step(&builder, rounding, 1, &points), "1.33 4 2.5 . e 0.01", 0);
    builder_free(&builder);
}

static void bands_know_on_which_side_a_bound_lies(void **state) {
    (void)state;
    Builder builder = builder_new(6);
    StepId x = builder_column(&builder, "x", "90 89.9 0 0.1 . -1"), high = builder_constant(&builder, "90");
    StepId zero = builder_constant(&builder, "0"), two = builder_constant(&builder, "2");
    StepId at = builder_step(&builder, OP_LESS_EQUAL, high, x),
           above = builder_step(&builder, OP_LESS, zero, x);
    StepId half = builder_constant(&builder, "0.5");
    check(&builder, builder_step(&builder, OP_CHOOSE, at, two, above, half, zero), "2 0.5 0 0.5 . 0", 0);
    builder_free(&builder);
}

static void a_row_beyond_64_bits_is_left_alone(void **state) {
    (void)state;
    Builder builder = builder_new(3);
    StepId x = builder_column(&builder, "x", "3 9000000000000000 -2");
    check(&builder, builder_step(&builder, OP_MULTIPLY, x, x), "9 81000000000000000000000000000000 4", 1);
    builder_free(&builder);
}

static void a_number_too_large_for_a_cell_is_left_where_it_is_read(void **state) {
    (void)state;
    Builder builder = builder_new(3);
    StepId x = builder_column(&builder, "x", "3 12345678901234567890 .");
    check(&builder, builder_step(&builder, OP_ADD, x, builder_constant(&builder, "1")),
          "4 12345678901234567891 .", 1);
    builder_free(&builder);
}

static void what_is_not_needed_is_not_left(void **state) {
    (void)state;
    Builder builder = builder_new(2);
    StepId x = builder_column(&builder, "x", "3 9000000000000000"), small = builder_constant(&builder, "100");
    StepId squared = builder_step(&builder, OP_MULTIPLY, x, x);
    StepId is_small = builder_step(&builder, OP_LESS, x, small);
    check(&builder, builder_step(&builder, OP_CHOOSE, is_small, squared, small), "9 100", 0);
    builder_free(&builder);
}

static void members_that_do_not_apply_take_their_weights_along(void **state) {
    (void)state;
    Builder builder = builder_new(4);
    StepId a = builder_column(&builder, "a", "1 e e ."), b = builder_column(&builder, "b", "4 4 e 4");
    StepId one = builder_constant(&builder, "0.25"), three = builder_constant(&builder, "0.75");
    check(&builder, builder_step(&builder, OP_MEMBERS_WEIGHTED_MEAN, a, one, b, three), "3.25 4 e .", 0);
    builder_free(&builder);
}

static void negative_divisors_turn_the_sign(void **state) {
    (void)state;
    Builder builder = builder_new(4);
    StepId a = builder_column(&builder, "a", "1 -3 5 1"), b = builder_column(&builder, "b", "-4 -2 8 0");
    StepId ratio = builder_step(&builder, OP_DIVIDE, a, b), none = builder_constant(&builder, "9");
    check(&builder, builder_step(&builder, OP_OTHERWISE, ratio, none), "-0.25 1.5 0.625 9", 0);
    builder_free(&builder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_share_is_capped_and_rounded_by_columns),
        cmocka_unit_test(bands_know_on_which_side_a_bound_lies),
        cmocka_unit_test(a_row_beyond_64_bits_is_left_alone),
        cmocka_unit_test(a_number_too_large_for_a_cell_is_left_where_it_is_read),
        cmocka_unit_test(what_is_not_needed_is_not_left),
        cmocka_unit_test(members_that_do_not_apply_take_their_weights_along),
        cmocka_unit_test(negative_divisors_turn_the_sign),
    };
    return cmocka_run_group_tests_name("column", tests, NULL, NULL);
}
