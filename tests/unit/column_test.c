#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "runtime/computing/column_program.h"
#include "runtime/computing/evaluate.h"
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

static void no_member_that_applies_is_a_count_of_0(void **state) {
    (void)state;
    Builder builder = builder_new(4);
    StepId a = builder_column(&builder, "a", "1 e e e"), b = builder_column(&builder, "b", "4 0 e .");
    StepId count = builder_step(&builder, OP_MEMBERS_COUNT, a, b);
    check(&builder, builder_step(&builder, OP_EQUAL, count, builder_constant(&builder, "0")), "0 0 1 .", 0);
    builder_free(&builder);
}

static void an_input_can_be_loaded_with_a_state_for_missing(void **state) {
    (void)state;
    Builder builder = builder_new(4);
    StepId a = builder_column(&builder, "a", "1 . . 0"),
           out = builder_no_value(&builder, STATE_NOT_APPLICABLE);
    StepId answer = builder_step(&builder, OP_IF_MISSING, a, out), zero = builder_constant(&builder, "0");
    StepId sure = builder_step(&builder, OP_IF_MISSING, answer, zero);
    StepId points = builder_step(&builder, OP_CHOOSE, sure, builder_constant(&builder, "2.5"), zero);
    check(&builder, points, "2.5 e e 0", 0);
    builder_free(&builder);
}

static void weighted_fractions_pass_32_bits_and_stay_exact(void **state) {
    (void)state;
    Builder builder = builder_new(3);
    StepId a = builder_column(&builder, "a", "60000 e 30000"),
           b = builder_column(&builder, "b", "40009 7 40009");
    StepId c = builder_column(&builder, "c", "50021 50021 e"), third = builder_constant(&builder, "0.5");
    StepId first = builder_step(&builder, OP_DIVIDE, a, b), second = builder_step(&builder, OP_DIVIDE, b, c);
    StepId mean = builder_step(&builder, OP_MEMBERS_WEIGHTED_MEAN, first, third, second,
                               builder_constant(&builder, "0.25"), b, third);
    Step rounding = {.op = OP_ROUND};
    rounding.round.decimals = 6;
    check(&builder, builder_add_step(&builder, rounding, 1, &mean), "16004.359834 4.666713 20004.874916", 0);
    builder_free(&builder);
}

/* ---- the same on every path of the machine */

enum { SAME_ROWS = 300 };

/* Numbers, decimals, gaps, and now and then one that passes 32 bits. */
static StepId random_column(Builder *builder, uint64_t seed, int64_t most, unsigned decimals) {
    uint32_t input = builder->plan.input_count++;
    Column *column = &builder->table.columns[input].values;
    builder->plan.inputs[input] = (PlanInput){.name = TEXT("x"), .type = INPUT_NUMBER};
    *column = column_new(builder->arena);
    for (size_t row = 0; row < SAME_ROWS; row++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        uint64_t chance = seed >> 33;
        if (chance % 11 == 0)
            column_add(column, cell_without_value(1 + chance % 2));
        else
            column_add(column, cell_from_decimal((int64_t)(chance / 16) % most, decimals));
    }
    return builder_add_step(builder, (Step){.op = OP_INPUT, .input = input}, 0, NULL);
}

static void draft_everything(Builder *builder) {
    StepId part = random_column(builder, 1, 900, 0), whole = random_column(builder, 2, 800, 0);
    StepId level = random_column(builder, 3, 100000, 3),
           large = random_column(builder, 4, INT64_C(1) << 40, 0);
    StepId answer = random_column(builder, 5, 2, 0), one = builder_constant(builder, "1");
    StepId zero = builder_constant(builder, "0"), half = builder_constant(builder, "0.5");
    StepId capped = builder_step(builder, OP_MIN, one, builder_step(builder, OP_DIVIDE, part, whole));
    Step rounding = {.op = OP_ROUND};
    rounding.round.decimals = 2;
    StepId share = builder_add_step(builder, rounding, 1, &capped);
    StepId high = builder_step(builder, OP_LESS_EQUAL, builder_constant(builder, "70"), level);
    StepId bands =
        builder_step(builder, OP_CHOOSE, high, half, builder_step(builder, OP_LESS, zero, level), one, zero);
    StepId yes = builder_step(builder, OP_CHOOSE, answer, half, zero);
    StepId sum = builder_step(builder, OP_MEMBERS_SUM, share, bands, yes, part);
    builder_output(builder, "a", builder_step(builder, OP_MEMBERS_WEIGHTED_MEAN, sum, half, capped, one));
    builder_output(builder, "b", builder_step(builder, OP_ADD, builder_step(builder, OP_ABS, large), sum));
    builder_output(builder, "c", builder_step(builder, OP_MULTIPLY, large, share));
    builder_output(builder, "d", builder_step(builder, OP_MAX, level, part, whole));
    builder_output(builder, "e", builder_step(builder, OP_EQUAL, part, whole));
    builder_output(builder, "f", builder_step(builder, OP_MEMBERS_MIN, part, level, large));
}

/* The kept values of one block, as `path` computes them, one output behind the other. */
static void run_on(Builder *builder, ColumnPath path, Cell *cells, bool *left) {
    const Plan *plan = &builder->plan;
    PlanParts chosen[8] = {PLAN_PART_ALL, PLAN_PART_ALL, PLAN_PART_ALL, PLAN_PART_ALL,
                           PLAN_PART_ALL, PLAN_PART_ALL, PLAN_PART_ALL, PLAN_PART_ALL};
    Column *columns = ARENA_ARRAY(builder->arena, Column, plan->step_count);
    Stage stage = stage_new(plan, &builder->table, chosen, columns, builder->arena);
    Block block = block_new(plan, builder->arena);
    stage.block = &block;
    ColumnProgram *program = column_program_new(&stage, builder->numbers, builder->arena);
    column_program_use(program, path);
    stage_start(&stage, 0, false);
    column_program_start(program);
    stage_load(&stage, 0, SAME_ROWS);
    column_program_run(program, SAME_ROWS, left);
    for (uint32_t i = 0; i < plan->output_count; i++)
        for (size_t row = 0; row < SAME_ROWS; row++)
            cells[i * SAME_ROWS + row] = block_column_cell(&stage.values[plan->outputs[i].value], row);
    block_free(&block);
    stage_free(&stage);
}

static void every_path_computes_the_same(void **state) {
    (void)state;
    static Cell plain[8 * SAME_ROWS], other[8 * SAME_ROWS];
    bool left_by_plain[COLUMN_BLOCK], left[COLUMN_BLOCK];
    Builder builder = builder_new(SAME_ROWS);
    draft_everything(&builder);
    run_on(&builder, COLUMN_PLAIN, plain, left_by_plain);
    for (ColumnPath path = COLUMN_PLAIN + 1; path < COLUMN_PATHS; path++) {
        if (!column_path_has(path)) continue;
        run_on(&builder, path, other, left);
        assert_memory_equal(plain, other, sizeof plain);
        assert_memory_equal(left_by_plain, left, sizeof left);
    }
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
        cmocka_unit_test(no_member_that_applies_is_a_count_of_0),
        cmocka_unit_test(an_input_can_be_loaded_with_a_state_for_missing),
        cmocka_unit_test(weighted_fractions_pass_32_bits_and_stay_exact),
        cmocka_unit_test(every_path_computes_the_same),
    };
    return cmocka_run_group_tests_name("column", tests, NULL, NULL);
}
