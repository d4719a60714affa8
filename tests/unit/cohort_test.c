#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "runtime/computing/cohort.h"
#include "tests/unit/plan_builder.h"

#define ALL UINT32_MAX

static size_t word_count(const char *cells) {
    size_t count = 0;
    char word[64];
    for (int used; sscanf(cells, "%63s%n", word, &used) == 1; cells += used)
        count++;
    return count;
}

/* Columns of operands are those of the table here; no row steps are needed. */
static const char *run(Builder *builder, StepId id) {
    Column *columns = ARENA_ARRAY(builder->arena, Column, builder->plan.step_count);
    for (StepId step = 0; step < builder->plan.step_count; step++)
        if (builder->plan.steps[step].op == OP_INPUT)
            columns[step] = builder->table.columns[builder->plan.steps[step].input].values;
    Arena *scratch = arena_new(arena_memory(builder->arena));
    Cohort cohort = cohort_new(&builder->plan, &builder->table, columns, builder->arena);
    CohortWorker worker = {builder->numbers, builder->arena, scratch, 0};
    Column result;
    cohort_prepare(&cohort, id);
    bool done = cohort_column(&cohort, id, &worker, &result);
    const char *text = "too large";
    if (done) text = builder_cells_text(builder, &result).bytes;
    number_context_use(builder->numbers, builder->arena);
    arena_free(scratch);
    return text;
}

static void check(StepOp op, const char *cells, const char *expected) {
    Builder builder = builder_new(word_count(cells));
    StepId values = builder_column(&builder, "x", cells);
    assert_string_equal(run(&builder, builder_cohort(&builder, op, ALL, values)), expected);
    builder_free(&builder);
}

static void only_units_with_a_value_count(void **state) {
    (void)state;
    check(OP_COHORT_MAX, "3 . 7.5 e", "7.5 7.5 7.5 7.5");
    check(OP_COHORT_MIN, "3 . 7.5 e", "3 3 3 3");
    check(OP_COHORT_SUM, "3 . 7.5 e", "10.5 10.5 10.5 10.5");
    check(OP_COHORT_MEAN, "3 . 7.5 e", "5.25 5.25 5.25 5.25");
    check(OP_COHORT_COUNT, "3 . 7.5 e", "2 2 2 2");
}

static void over_no_unit_only_sum_and_count_apply(void **state) {
    (void)state;
    check(OP_COHORT_SUM, ". e", "0 0");
    check(OP_COHORT_COUNT, ". e", "0 0");
    check(OP_COHORT_MAX, ". e", "e e");
    check(OP_COHORT_MIN, ". e", "e e");
    check(OP_COHORT_MEAN, ". e", "e e");
    check(OP_COHORT_MEDIAN, ". e", "e e");
    check(OP_COHORT_SD, ". e", "e e");
    check(OP_COHORT_SD_SAMPLE, ". e", "e e");
}

static void a_table_without_rows_gives_empty_columns(void **state) {
    (void)state;
    check(OP_COHORT_SUM, "", "");
    check(OP_COHORT_PLACE, "", "");
}

static void sums_mix_decimals_fractions_and_large_numbers(void **state) {
    (void)state;
    check(OP_COHORT_SUM, "0.1 1/3 12345678901234567890 0.25 2/3 -0.35",
          "12345678901234567891 12345678901234567891 12345678901234567891 12345678901234567891 "
          "12345678901234567891 12345678901234567891");
    check(OP_COHORT_MEAN, "1 1/7", "4/7 4/7");
}

static void squares_pass_128_bits_without_harm(void **state) {
    (void)state;
    check(OP_COHORT_SD, "36028797018963967 -36028797018963967", "36028797018963967 36028797018963967");
    Builder builder = builder_new(200000);
    uint32_t input = builder_input(&builder, "x", INPUT_NUMBER, "");
    const int64_t largest = INT64_C(36028797018963967); /* 2^55 - 1: the longest mantissa of a cell */
    for (size_t row = 0; row < 200000; row++)
        column_add(&builder.table.columns[input].values, cell_from_decimal(row % 2 ? largest : -largest, 0));
    StepId values = builder_add_step(&builder, (Step){.op = OP_INPUT, .input = input}, 0, NULL);
    const char *text = run(&builder, builder_cohort(&builder, OP_COHORT_SD, ALL, values));
    assert_memory_equal(text, "36028797018963967 3602", 22);
    builder_free(&builder);
}

static void deviations_are_rounded_only_in_the_root(void **state) {
    (void)state;
    check(OP_COHORT_SD, "2 4 4 4 5 5 7 9", "2 2 2 2 2 2 2 2");
    check(OP_COHORT_SD_SAMPLE, "1 3",
          "1.414213562373095048801688724209698 1.414213562373095048801688724209698");
    check(OP_COHORT_SD, "5 5 5", "0 0 0");
    check(OP_COHORT_SD, "1/3", "0");
    check(OP_COHORT_SD_SAMPLE, "5", "?");
}

static void the_median_of_an_even_number_of_units_lies_between(void **state) {
    (void)state;
    check(OP_COHORT_MEDIAN, "9 1 . 2", "2 2 2 2");
    check(OP_COHORT_MEDIAN, "9 1 1/3 2", "1.5 1.5 1.5 1.5");
}

static void check_percentile(const char *share, const char *cells, const char *expected) {
    Builder builder = builder_new(word_count(cells));
    StepId values = builder_column(&builder, "x", cells), constant = builder_constant(&builder, share);
    assert_string_equal(run(&builder, builder_cohort(&builder, OP_COHORT_PERCENTILE, ALL, values, constant)),
                        expected);
    builder_free(&builder);
}

static void percentiles_are_linear_between_the_closest_ranks(void **state) {
    (void)state;
    check_percentile("0.25", "40 10 20 30", "17.5 17.5 17.5 17.5");
    check_percentile("0", "40 10", "10 10");
    check_percentile("1", "40 10", "40 40");
    check_percentile("1/3", "40 10", "20 20");
    check_percentile("0.9", "7", "7");
}

static void a_weighted_mean_leaves_out_units_without_value_or_weight(void **state) {
    (void)state;
    Builder builder = builder_new(4);
    StepId values = builder_column(&builder, "x", "10 20 . 40");
    StepId weights = builder_column(&builder, "w", "1 3 5 e");
    StepId zeros = builder_column(&builder, "z", "0 0 0 0");
    StepId mean = builder_cohort(&builder, OP_COHORT_WEIGHTED_MEAN, ALL, values, weights);
    StepId none = builder_cohort(&builder, OP_COHORT_WEIGHTED_MEAN, ALL, values, zeros);
    assert_string_equal(run(&builder, mean), "17.5 17.5 17.5 17.5");
    assert_string_equal(run(&builder, none), "? ? ? ?");
    builder_free(&builder);
}

static void each_block_is_a_cohort_of_its_own(void **state) {
    (void)state;
    Builder builder = builder_new(6);
    uint32_t block = builder_input(&builder, "khoi", INPUT_OPTION, "1 0 1 . 3 3");
    StepId values = builder_column(&builder, "x", "10 20 30 40 . e");
    assert_string_equal(run(&builder, builder_cohort(&builder, OP_COHORT_MAX, block, values)),
                        "30 20 30 . e e");
    assert_string_equal(run(&builder, builder_cohort(&builder, OP_COHORT_COUNT, block, values)),
                        "2 1 2 . 0 0");
    assert_string_equal(run(&builder, builder_cohort(&builder, OP_COHORT_PLACE, block, values)),
                        "2 1 1 . . e");
    builder_free(&builder);
}

static void positions_count_equal_values_alike(void **state) {
    (void)state;
    check(OP_COHORT_BELOW, "5 3 5 . 9", "1 0 1 . 3");
    check(OP_COHORT_AT_MOST, "5 3 5 e 9", "3 1 3 e 4");
    check(OP_COHORT_PLACE, "5 3 5 . 9", "2 4 2 . 1");
    check(OP_COHORT_PLACE, "1/3 0.333333333333333333 2/6 12345678901234567890", "2 4 2 1");
}

/* Sums of fractions whose denominators share nothing grow past the limit; that is said, not rounded away. */
static void a_sum_past_the_limits_fails(void **state) {
    (void)state;
    enum { ROWS = 8000 };
    Builder builder = builder_new(ROWS);
    uint32_t input = builder_input(&builder, "x", INPUT_NUMBER, "");
    for (int64_t row = 0; row < ROWS; row++)
        column_add_number(&builder.table.columns[input].values, builder.numbers,
                          number_from_fraction(builder.numbers, 1, 1000003 + 2 * row * row));
    StepId values = builder_add_step(&builder, (Step){.op = OP_INPUT, .input = input}, 0, NULL);
    assert_string_equal(run(&builder, builder_cohort(&builder, OP_COHORT_SUM, ALL, values)), "too large");
    builder_free(&builder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_units_with_a_value_count),
        cmocka_unit_test(over_no_unit_only_sum_and_count_apply),
        cmocka_unit_test(a_table_without_rows_gives_empty_columns),
        cmocka_unit_test(sums_mix_decimals_fractions_and_large_numbers),
        cmocka_unit_test(squares_pass_128_bits_without_harm),
        cmocka_unit_test(deviations_are_rounded_only_in_the_root),
        cmocka_unit_test(the_median_of_an_even_number_of_units_lies_between),
        cmocka_unit_test(percentiles_are_linear_between_the_closest_ranks),
        cmocka_unit_test(a_weighted_mean_leaves_out_units_without_value_or_weight),
        cmocka_unit_test(each_block_is_a_cohort_of_its_own),
        cmocka_unit_test(positions_count_equal_values_alike),
        cmocka_unit_test(a_sum_past_the_limits_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
