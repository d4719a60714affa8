#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "runtime/computing/evaluate.h"
#include "lang/ast.h"
#include "tests/unit/plan_builder.h"

#define ALL UINT32_MAX
#define HIGHEST 0
#define LOWEST 1

static const char *column_text(Builder *builder, StepId step) {
    Evaluation evaluation;
    builder_output(builder, "hang", step);
    assert_true(evaluate(&builder->plan, &builder->table, &(EvaluateOptions){0}, builder->arena,
                         builder->numbers, builder->diagnostics, &evaluation));
    return builder_cells_text(builder, &evaluation.columns[step]).bytes;
}

static StepId rank_step(Builder *builder, AstTies ties, uint16_t flags, size_t count,
                        const StepId *operands) {
    Step step = {.op = OP_RANK, .cohort = {ALL, (uint16_t)ties, flags}};
    return builder_add_step(builder, step, count, operands);
}

static void check_rank(AstTies ties, uint16_t flags, const char *cells, const char *expected) {
    Builder builder = builder_new(5);
    builder_input(&builder, "ma", INPUT_KEY, "D B A C E");
    StepId eligible = builder_constant(&builder, "1"), key = builder_column(&builder, "x", cells);
    StepId rank = rank_step(&builder, ties, flags, BUILDER_IDS(eligible, key));
    assert_string_equal(column_text(&builder, rank), expected);
    builder_free(&builder);
}

static void competition_ranks_share_the_better_place(void **state) {
    (void)state;
    check_rank(TIES_COMPETITION, HIGHEST, "8 9 8 7 8", "2 1 2 5 2");
    check_rank(TIES_COMPETITION, LOWEST, "8 9 8 7 8", "2 5 2 1 2");
}

static void dense_ranks_leave_no_gap(void **state) {
    (void)state;
    check_rank(TIES_DENSE, HIGHEST, "8 9 8 7 8", "2 1 2 3 2");
}

static void ordinal_ranks_follow_the_key(void **state) {
    (void)state;
    check_rank(TIES_ORDINAL, HIGHEST, "8 9 8 7 8", "3 1 2 5 4");
}

static void average_ranks_may_be_halves(void **state) {
    (void)state;
    check_rank(TIES_AVERAGE, HIGHEST, "8 9 8 7 6", "2.5 1 2.5 4 5");
    check_rank(TIES_AVERAGE, HIGHEST, "8 9 8 7 8", "3 1 3 5 3");
}

static void lowest_ranks_share_the_worse_place(void **state) {
    (void)state;
    check_rank(TIES_LOWEST, HIGHEST, "8 9 8 7 8", "4 1 4 5 4");
}

static void a_unit_without_a_value_has_no_rank(void **state) {
    (void)state;
    check_rank(TIES_COMPETITION, HIGHEST, "8 . 9 e 8", "2 . 1 e 2");
}

static void equal_fractions_tie_and_near_ones_do_not(void **state) {
    (void)state;
    check_rank(TIES_COMPETITION, HIGHEST, "1/3 2/6 0.333333333333333333 12345678901234567890 0.5",
               "3 3 5 1 2");
}

static void long_decimals_are_compared_in_full(void **state) {
    (void)state;
    check_rank(TIES_COMPETITION, HIGHEST, "0.0000000000000000010 9000000000000000 9000000000000000.0 -5 -5.1",
               "3 1 1 4 5");
}

static void further_keys_break_ties_in_order(void **state) {
    (void)state;
    Builder builder = builder_new(4);
    StepId eligible = builder_constant(&builder, "1");
    StepId first = builder_column(&builder, "x", "5 5 5 6"),
           second = builder_column(&builder, "y", "1 2 2 0");
    StepId third = builder_column(&builder, "z", "1/3 7 6.5 0");
    StepId two = rank_step(&builder, TIES_COMPETITION, 0, BUILDER_IDS(eligible, first, second));
    StepId three = rank_step(&builder, TIES_COMPETITION, 4, BUILDER_IDS(eligible, first, second, third));
    builder_output(&builder, "hai", two);
    assert_string_equal(column_text(&builder, three), "4 3 2 1");
    assert_string_equal(column_text(&builder, two), "4 2 2 1");
    builder_free(&builder);
}

static void only_eligible_units_are_ranked(void **state) {
    (void)state;
    Builder builder = builder_new(4);
    StepId eligible = builder_column(&builder, "du", "1 0 1 ."),
           key = builder_column(&builder, "x", "5 9 6 7");
    StepId rank = rank_step(&builder, TIES_COMPETITION, 0, BUILDER_IDS(eligible, key));
    assert_string_equal(column_text(&builder, rank), "2 e 1 .");
    builder_free(&builder);
}

static void many_rows_in_any_order_get_the_same_ranks(void **state) {
    (void)state;
    enum { ROWS = 1000 };
    Builder builder = builder_new(ROWS);
    uint32_t input = builder_input(&builder, "x", INPUT_NUMBER, "");
    for (int64_t row = 0; row < ROWS; row++)
        column_add(&builder.table.columns[input].values, cell_from_decimal(row * 387 % ROWS / 2, 1));
    StepId key = builder_add_step(&builder, (Step){.op = OP_INPUT, .input = input}, 0, NULL);
    StepId eligible = builder_constant(&builder, "1");
    StepId rank = rank_step(&builder, TIES_COMPETITION, LOWEST, BUILDER_IDS(eligible, key));
    Evaluation evaluation;
    builder_output(&builder, "hang", rank);
    assert_true(evaluate(&builder.plan, &builder.table, &(EvaluateOptions){0}, builder.arena, builder.numbers,
                         builder.diagnostics, &evaluation));
    for (int64_t row = 0; row < ROWS; row++)
        assert_int_equal(cell_mantissa(column_cell(&evaluation.columns[rank], (size_t)row)),
                         row * 387 % ROWS / 2 * 2 + 1);
    builder_free(&builder);
}

enum { NUMBERS = 0, SHARES = 1 };

static void check_grade(int cuts_are, uint16_t flags, const char *cells, const char *a, const char *b,
                        const char *expected) {
    Builder builder = builder_new(5);
    StepId value = builder_column(&builder, "x", cells);
    StepId operands[] = {value, builder_constant(&builder, a), builder_constant(&builder, b)};
    Step step = {.op = OP_GRADE_TOP, .cohort = {ALL, (uint16_t)cuts_are, flags}};
    assert_string_equal(column_text(&builder, builder_add_step(&builder, step, 3, operands)), expected);
    builder_free(&builder);
}

static void shares_are_cumulative_and_rounded_up(void **state) {
    (void)state;
    check_grade(SHARES, HIGHEST, "5 4 3 2 1", "0.2", "0.6", "0 1 1 2 2");
    check_grade(SHARES, HIGHEST, "5 4 3 2 1", "0.21", "0.6", "0 0 1 2 2");
    check_grade(SHARES, LOWEST, "5 4 3 2 1", "0.2", "0.6", "2 2 1 1 0");
    check_grade(SHARES, HIGHEST, "5 4 3 2 1", "0.5", "1", "0 0 0 1 1");
}

static void ties_at_a_cut_all_take_the_better_grade(void **state) {
    (void)state;
    check_grade(NUMBERS, HIGHEST, "9 9 9 2 1", "1", "4", "0 0 0 1 2");
    check_grade(NUMBERS, HIGHEST, "9 9 9 2 1", "1", "2", "0 0 0 2 2");
    check_grade(NUMBERS, HIGHEST, "9 9 9 2 1", "0", "9", "1 1 1 1 1");
}

static void units_without_a_value_do_not_count_for_shares(void **state) {
    (void)state;
    check_grade(SHARES, HIGHEST, "9 . 8 e 7", "1/3", "2/3", "0 . 1 e 2");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(competition_ranks_share_the_better_place),
        cmocka_unit_test(dense_ranks_leave_no_gap),
        cmocka_unit_test(ordinal_ranks_follow_the_key),
        cmocka_unit_test(average_ranks_may_be_halves),
        cmocka_unit_test(lowest_ranks_share_the_worse_place),
        cmocka_unit_test(a_unit_without_a_value_has_no_rank),
        cmocka_unit_test(equal_fractions_tie_and_near_ones_do_not),
        cmocka_unit_test(long_decimals_are_compared_in_full),
        cmocka_unit_test(further_keys_break_ties_in_order),
        cmocka_unit_test(only_eligible_units_are_ranked),
        cmocka_unit_test(many_rows_in_any_order_get_the_same_ranks),
        cmocka_unit_test(shares_are_cumulative_and_rounded_up),
        cmocka_unit_test(ties_at_a_cut_all_take_the_better_grade),
        cmocka_unit_test(units_without_a_value_do_not_count_for_shares),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
