#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "runtime/computing/evaluate.h"
#include "tests/unit/plan_builder.h"

#define ALL UINT32_MAX

static bool run(Builder *builder, Evaluation *evaluation) {
    return evaluate(&builder->plan, &builder->table, &(EvaluateOptions){0}, builder->arena, builder->numbers,
                    builder->diagnostics, evaluation);
}

/* Shows the step, runs the plan and compares its column. Undefined values are made to show as "-1". */
static void check_step(Builder *builder, StepId step, const char *expected) {
    StepId fallback = builder_constant(builder, "-1");
    StepId shown = builder_step(builder, OP_OTHERWISE, step, fallback);
    builder_output(builder, "shown", shown);
    Evaluation evaluation;
    assert_true(run(builder, &evaluation));
    assert_string_equal(builder_cells_text(builder, &evaluation.columns[shown]).bytes, expected);
}

static void check_binary(StepOp op, const char *a, const char *b, const char *expected) {
    Builder builder = builder_new(4);
    StepId first = builder_column(&builder, "a", a), second = builder_column(&builder, "b", b);
    check_step(&builder, builder_step(&builder, op, first, second), expected);
    builder_free(&builder);
}

static void an_operation_on_a_missing_value_is_missing(void **state) {
    (void)state;
    check_binary(OP_ADD, "1 . e .", "2 2 2 e", "3 . e .");
    check_binary(OP_DIVIDE, "1 1 1 .", "4 0 e 0", "0.25 -1 e .");
}

static void and_or_look_only_at_what_they_need(void **state) {
    (void)state;
    check_binary(OP_AND, "0 1 . 1", ". . 0 0", "0 . . 0");
    check_binary(OP_OR, "1 0 e 0", ". . 1 0", "1 . e 0");
}

static void missing_values_can_be_replaced(void **state) {
    (void)state;
    check_binary(OP_IF_MISSING, "1 . e .", "5 6 7 e", "1 6 e e");
    check_binary(OP_WHERE_APPLICABLE, "1 2 3 .", "0 e . 1", "1 e . .");
}

static void present_asks_whether_there_is_a_value(void **state) {
    (void)state;
    Builder builder = builder_new(3);
    StepId value = builder_column(&builder, "a", "0 . e");
    check_step(&builder, builder_step(&builder, OP_PRESENT, value), "1 0 0");
    builder_free(&builder);
}

static void no_result_is_not_the_same_as_not_present(void **state) {
    (void)state;
    Builder builder = builder_new(2);
    StepId a = builder_column(&builder, "a", "1 1"), b = builder_column(&builder, "b", "2 0");
    check_step(&builder, builder_step(&builder, OP_PRESENT, builder_step(&builder, OP_DIVIDE, a, b)), "1 -1");
    builder_free(&builder);
}

static void a_choice_takes_the_first_test_that_is_yes(void **state) {
    (void)state;
    Builder builder = builder_new(5);
    StepId first = builder_column(&builder, "a", "1 0 0 . 0"),
           second = builder_column(&builder, "b", ". 1 0 1 e");
    StepId ten = builder_constant(&builder, "10"), twenty = builder_constant(&builder, "20");
    StepId none = builder_no_value(&builder, STATE_NOT_APPLICABLE);
    check_step(&builder, builder_step(&builder, OP_CHOOSE, first, ten, second, twenty, none), "10 20 e . e");
    builder_free(&builder);
}

static void check_members(StepOp op, const char *expected) {
    Builder builder = builder_new(4);
    StepId a = builder_column(&builder, "a", "1 e 1 e"), b = builder_column(&builder, "b", "2 6 . e");
    check_step(&builder, builder_step(&builder, op, a, b), expected);
    builder_free(&builder);
}

static void members_that_do_not_apply_are_left_out(void **state) {
    (void)state;
    check_members(OP_MEMBERS_SUM, "3 6 . e");
    check_members(OP_MEMBERS_MEAN, "1.5 6 . e");
    check_members(OP_MEMBERS_COUNT, "2 1 . 0");
}

static void weights_leave_with_their_members(void **state) {
    (void)state;
    Builder builder = builder_new(3);
    StepId a = builder_column(&builder, "a", "10 10 e"), b = builder_column(&builder, "b", "20 e e");
    StepId wa = builder_constant(&builder, "0.25"), wb = builder_constant(&builder, "0.75");
    check_step(&builder, builder_step(&builder, OP_MEMBERS_WEIGHTED_MEAN, a, wa, b, wb), "17.5 10 e");
    builder_free(&builder);
}

static void a_later_stage_reads_what_earlier_ones_kept(void **state) {
    (void)state;
    Builder builder = builder_new(3);
    StepId a = builder_column(&builder, "a", "1 2 4"), two = builder_constant(&builder, "2");
    StepId doubled = builder_step(&builder, OP_MULTIPLY, a, two);
    StepId best = builder_cohort(&builder, OP_COHORT_MAX, ALL, doubled);
    StepId ratio = builder_step(&builder, OP_DIVIDE, doubled, best);
    StepId mean = builder_cohort(&builder, OP_COHORT_MEAN, ALL, ratio);
    StepId above = builder_step(&builder, OP_ADD, ratio, mean, a, builder_step(&builder, OP_NEGATE, two));
    StepId tripled = builder_step(&builder, OP_ADD, doubled, a); /* kept for no cohort */
    above = builder_step(&builder, OP_ADD, above, tripled);
    check_step(&builder, above, "17/6 85/12 187/12");
    builder_free(&builder);
}

static void only_what_is_chosen_is_computed(void **state) {
    (void)state;
    Builder builder = builder_new(1);
    StepId a = builder_column(&builder, "a", "3"), one = builder_constant(&builder, "1");
    StepId wanted = builder_step(&builder, OP_ADD, a, one), other = builder_step(&builder, OP_MULTIPLY, a, a);
    builder_output(&builder, "wanted", wanted);
    builder_output(&builder, "other", other);
    PlanParts chosen[] = {PLAN_PART_ALL, 0};
    Evaluation evaluation;
    assert_true(evaluate(&builder.plan, &builder.table, &(EvaluateOptions){.chosen = chosen}, builder.arena,
                         builder.numbers, builder.diagnostics, &evaluation));
    assert_true(evaluation.kept[wanted] && !evaluation.kept[other] && !evaluation.kept[a]);
    assert_int_equal(evaluation.columns[other].count, 0);
    assert_string_equal(builder_cells_text(&builder, &evaluation.columns[wanted]).bytes, "4");
    builder_free(&builder);
}

static void constants_and_inputs_may_be_outputs(void **state) {
    (void)state;
    Builder builder = builder_new(2);
    StepId a = builder_column(&builder, "a", "1/3 ."), third = builder_constant(&builder, "1/3");
    builder_output(&builder, "a", a);
    builder_output(&builder, "third", third);
    Evaluation evaluation;
    assert_true(run(&builder, &evaluation));
    assert_string_equal(builder_cells_text(&builder, &evaluation.columns[a]).bytes, "1/3 .");
    assert_string_equal(builder_cells_text(&builder, &evaluation.columns[third]).bytes, "1/3 1/3");
    builder_free(&builder);
}

static void a_key_is_present_and_nothing_more(void **state) {
    (void)state;
    Builder builder = builder_new(2);
    uint32_t key = builder_input(&builder, "ma", INPUT_KEY, "A B");
    StepId read = builder_add_step(&builder, (Step){.op = OP_INPUT, .input = key}, 0, NULL);
    check_step(&builder, builder_step(&builder, OP_PRESENT, read), "1 1");
    builder_free(&builder);
}

static const char *messages(Builder *builder) {
    TextBuilder out = text_builder(builder->arena);
    diagnostics_render(builder->diagnostics, false, &out);
    text_builder_add_char(&out, '\0');
    return text_builder_text(&out).bytes;
}

static void a_broken_requirement_names_the_line(void **state) {
    (void)state;
    Builder builder = builder_new(3);
    builder_input(&builder, "ma", INPUT_KEY, "H01 H02 H03");
    StepId a = builder_column(&builder, "a", "1 5 ."), b = builder_column(&builder, "b", "2 2 2");
    builder.plan.requires[builder.plan.require_count++] = (PlanRequire){
        .condition = builder_step(&builder, OP_LESS_EQUAL, a, b),
        .message = TEXT("more than there are"),
        .condition_text = TEXT("a <= b"),
    };
    Evaluation evaluation;
    assert_false(run(&builder, &evaluation));
    assert_string_equal(messages(&builder), "data.csv:3:1: error D214: \"H02\": more than there are\n"
                                            "   hint: the rules require `a <= b`; here a = 5, b = 2\n");
    builder_free(&builder);
}

static void a_number_past_the_limits_is_reported_with_its_operands(void **state) {
    (void)state;
    Builder builder = builder_new(2);
    builder_input(&builder, "ma", INPUT_KEY, "H01 H02");
    StepId a = builder_column(&builder, "a", "2 100000");
    StepId power = builder_step(&builder, OP_POWER, a, a), one = builder_constant(&builder, "1");
    builder_output(&builder, "tong", builder_step(&builder, OP_ADD, power, one));
    Evaluation evaluation;
    assert_false(run(&builder, &evaluation));
    assert_string_equal(
        messages(&builder),
        "data.csv:3:1: error D215: \"H02\": power(100000, 100000) in `tong` is too large to compute "
        "with\n   hint: a numerator or denominator may have about 19700 digits; round or bound "
        "the values before this\n");
    builder_free(&builder);
}

static void a_number_past_the_limits_that_nobody_needs_is_no_error(void **state) {
    (void)state;
    Builder builder = builder_new(2);
    StepId a = builder_column(&builder, "a", "2 100000"), small = builder_column(&builder, "b", "1 0");
    StepId power = builder_step(&builder, OP_POWER, a, a), zero = builder_constant(&builder, "0");
    check_step(&builder, builder_step(&builder, OP_CHOOSE, small, power, zero), "4 0");
    builder_free(&builder);
}

static void a_value_without_a_result_is_never_shown(void **state) {
    (void)state;
    Builder builder = builder_new(2);
    builder_input(&builder, "ma", INPUT_KEY, "H01 H02");
    StepId a = builder_column(&builder, "a", "2 7"), b = builder_column(&builder, "b", "1 0");
    StepId ratio = builder_step(&builder, OP_DIVIDE, a, b), half = builder_constant(&builder, "0.5");
    builder_output(&builder, "ty_le", builder_step(&builder, OP_MULTIPLY, ratio, half));
    Evaluation evaluation;
    assert_false(run(&builder, &evaluation));
    assert_string_equal(messages(&builder),
                        "data.csv:3:1: error D218: \"H02\": divide(7, 0) in `ty_le` has no "
                        "result\n   hint: write `otherwise` behind the expression that has no "
                        "result here\n");
    builder_free(&builder);
}

static void a_cohort_without_a_result_is_not_shown_either(void **state) {
    (void)state;
    Builder builder = builder_new(1);
    StepId a = builder_column(&builder, "a", "7");
    builder_output(&builder, "nhat", builder_cohort(&builder, OP_COHORT_SD_SAMPLE, ALL, a));
    Evaluation evaluation;
    assert_false(run(&builder, &evaluation));
    assert_string_equal(messages(&builder),
                        "data.csv:2:1: error D218: \"?\": cohort_sd_sample in `nhat` has no result\n"
                        "   hint: write `otherwise` behind the expression that has no result "
                        "here\n");
    builder_free(&builder);
}

static void a_cohort_past_the_limits_names_the_cohort(void **state) {
    (void)state;
    enum { ROWS = 8000 };
    Builder builder = builder_new(ROWS);
    uint32_t input = builder_input(&builder, "x", INPUT_NUMBER, "");
    for (int64_t row = 0; row < ROWS; row++)
        column_add_number(&builder.table.columns[input].values, builder.numbers,
                          number_from_fraction(builder.numbers, 1, 1000003 + 2 * row * row));
    StepId values = builder_add_step(&builder, (Step){.op = OP_INPUT, .input = input}, 0, NULL);
    builder_output(&builder, "tong", builder_cohort(&builder, OP_COHORT_SUM, ALL, values));
    Evaluation evaluation;
    assert_false(run(&builder, &evaluation));
    assert_string_equal(
        messages(&builder),
        "data.csv: error D215: cohort_sum over all units in `tong` is too large to compute with\n"
        "   hint: a numerator or denominator may have about 19700 digits; round or bound the "
        "values before this\n");
    builder_free(&builder);
}

static void a_plan_is_shown_step_by_step(void **state) {
    (void)state;
    Builder builder = builder_new(0);
    uint32_t block = builder_input(&builder, "khoi", INPUT_OPTION, "");
    StepId a = builder_column(&builder, "a", ""), two = builder_constant(&builder, "0.5");
    StepId ratio = builder_step(&builder, OP_DIVIDE, a, two);
    Step *step = &builder.plan.steps[ratio];
    step->range = (Range){.low = NUMBER_ZERO, .high = NUMBER_ONE, .has_low = true, .has_high = true};
    step->may_be_undefined = true;
    Step rounding = {.op = OP_ROUND, .round = {3, ROUND_HALF_AWAY}};
    StepId rounded = builder_add_step(&builder, rounding, 1, &ratio);
    builder_output(&builder, "nhat", builder_cohort(&builder, OP_COHORT_MAX, block, rounded));
    TextBuilder out = text_builder(builder.arena);
    plan_dump(&builder.plan, builder.numbers, &out);
    text_builder_add_char(&out, '\0');
    assert_string_equal(text_builder_text(&out).bytes,
                        "inputs\n  i0 = option khoi\n  i1 = number a\nsteps in 2 stages\n"
                        "  s0 = input a\n  s1 = constant 0.5\n"
                        "  s2 = divide s0 s1   # range 0..1, may be undefined\n  s3 = round s2 3 half_away\n"
                        "  s4 = cohort_max s3 within khoi   # stage 1\noutputs\n  report nhat: value s4\n");
    builder_free(&builder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_operation_on_a_missing_value_is_missing),
        cmocka_unit_test(and_or_look_only_at_what_they_need),
        cmocka_unit_test(missing_values_can_be_replaced),
        cmocka_unit_test(present_asks_whether_there_is_a_value),
        cmocka_unit_test(no_result_is_not_the_same_as_not_present),
        cmocka_unit_test(a_choice_takes_the_first_test_that_is_yes),
        cmocka_unit_test(members_that_do_not_apply_are_left_out),
        cmocka_unit_test(weights_leave_with_their_members),
        cmocka_unit_test(a_later_stage_reads_what_earlier_ones_kept),
        cmocka_unit_test(only_what_is_chosen_is_computed),
        cmocka_unit_test(constants_and_inputs_may_be_outputs),
        cmocka_unit_test(a_key_is_present_and_nothing_more),
        cmocka_unit_test(a_broken_requirement_names_the_line),
        cmocka_unit_test(a_number_past_the_limits_is_reported_with_its_operands),
        cmocka_unit_test(a_number_past_the_limits_that_nobody_needs_is_no_error),
        cmocka_unit_test(a_value_without_a_result_is_never_shown),
        cmocka_unit_test(a_cohort_without_a_result_is_not_shown_either),
        cmocka_unit_test(a_cohort_past_the_limits_names_the_cohort),
        cmocka_unit_test(a_plan_is_shown_step_by_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
