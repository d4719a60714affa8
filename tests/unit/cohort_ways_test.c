/* Cohort steps are computed by counting, by sums over slices, or group by group: all ways agree. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "lang/ast.h"
#include "runtime/computing/cohort.h"
#include "tests/unit/plan_builder.h"

#define ALL UINT32_MAX

static uint64_t next(uint64_t *random) {
    *random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *random >> 33;
}

/* What the values of a column are like. */
typedef struct Kind {
    int64_t low, width;
    unsigned decimals;
    bool is_mixed; /* other decimals in some pages */
    unsigned states_of_16;
} Kind;

static Cell random_cell(const Kind *kind, size_t row, uint64_t *random) {
    if (next(random) % 16 < kind->states_of_16) return cell_without_value((ValueState)(1 + next(random) % 3));
    bool is_other = kind->is_mixed && row / PAGE_ROWS % 2 == 1;
    return cell_from_decimal(kind->low + (int64_t)next(random) % kind->width,
                             kind->decimals + (is_other ? 1 : 0));
}

static StepId random_input(Builder *builder, PlanInputType type, const Kind *kind, uint64_t *random) {
    uint32_t input = builder_input(builder, "x", type, "");
    for (size_t row = 0; row < builder->table.row_count; row++)
        column_add(&builder->table.columns[input].values, random_cell(kind, row, random));
    return builder_add_step(builder, (Step){.op = OP_INPUT, .input = input}, 0, NULL);
}

/* One step at work, twice. */
typedef struct Ways {
    Builder builder;
    Column *columns;
    Cohort cohort;
    CohortWorker worker;
    size_t quick; /* steps that were not grouped of themselves */
} Ways;

static Ways ways_new(size_t row_count) {
    return (Ways){.builder = builder_new(row_count)};
}

static void ways_start(Ways *ways) {
    Builder *builder = &ways->builder;
    size_t rows = builder->table.row_count;
    ways->columns = ARENA_ARRAY(builder->arena, Column, builder->plan.step_count);
    for (StepId id = 0; id < builder->plan.step_count; id++) {
        const Step *step = &builder->plan.steps[id];
        if (step->op == OP_INPUT) ways->columns[id] = builder->table.columns[step->input].values;
        if (step->op == OP_CONSTANT)
            ways->columns[id] = column_of_same(builder->arena, builder->numbers,
                                               builder->plan.constants[step->constant], STATE_VALUE, rows);
    }
    ways->cohort = cohort_new(&builder->plan, &builder->table, ways->columns, builder->arena);
    ways->worker =
        (CohortWorker){builder->numbers, builder->arena, arena_new(arena_memory(builder->arena)), 0};
}

static void ways_free(Ways *ways) {
    arena_free(ways->worker.scratch);
    builder_free(&ways->builder);
}

static void compare_cell(Ways *ways, const Column *quick, const Column *slow, size_t row) {
    assert_int_equal(column_state(quick, row), column_state(slow, row));
    if (column_state(quick, row) != STATE_VALUE) return;
    assert_int_equal(
        number_compare(ways->builder.numbers, column_number(quick, row), column_number(slow, row)), 0);
}

/* However it is looked at, a column shows the same cells. */
static void compare_looks(Ways *ways, const Column *column) {
    Cell *cells = arena_alloc(ways->worker.scratch, (column->count + 1) * sizeof *cells);
    BlockColumn block = block_column_new(ways->worker.scratch, ways->worker.scratch);
    size_t from = column->count > 77 ? 77 : 0;
    column_cells(column, from, column->count - from, cells);
    for (size_t row = 0; row < column->count; row++) {
        size_t rest = column->count - row;
        if (row % BLOCK_ROWS == 0) column_load(column, row, rest < BLOCK_ROWS ? rest : BLOCK_ROWS, &block);
        assert_int_equal(block_column_cell(&block, row % BLOCK_ROWS), column_cell(column, row));
        if (row >= from) assert_int_equal(cells[row - from], column_cell(column, row));
        assert_true(cell_state(column_cell(column, row)) <= column_worst_state(column));
    }
    arena_reset(ways->worker.scratch);
}

static void check_step(Ways *ways, StepId id) {
    Column quick, slow;
    const Step *step = &ways->builder.plan.steps[id];
    cohort_prepare(&ways->cohort, id);
    ways->quick += !ways->cohort.steps[id]->is_grouped;
    assert_true(cohort_column(&ways->cohort, id, &ways->worker, &quick));
    CohortGroups groups = cohort_groups(&ways->builder.table, step->cohort.scope_input, ways->builder.arena);
    *cohort_groups_place(&ways->cohort, step) = &groups;
    ways->cohort.steps[id]->is_grouped = true;
    assert_true(cohort_column(&ways->cohort, id, &ways->worker, &slow));
    *cohort_groups_place(&ways->cohort, step) = NULL;
    assert_int_equal(quick.count, slow.count);
    for (size_t row = 0; row < slow.count; row++)
        compare_cell(ways, &quick, &slow, row);
    compare_looks(ways, &quick);
}

/* ---- all operations over columns of one kind */

typedef struct Operands {
    StepId values, others, chosen, one, share, cut;
    uint32_t scope;
} Operands;

static void add_ranks(Builder *builder, const Operands *with, StepId chosen) {
    for (unsigned ties = TIES_COMPETITION; ties <= TIES_LOWEST; ties++)
        for (uint16_t flags = 0; flags < 2; flags++)
            builder_add_step(builder, (Step){.op = OP_RANK, .cohort = {with->scope, (uint16_t)ties, flags}},
                             BUILDER_IDS(chosen, with->values));
}

static void add_steps(Builder *builder, const Operands *with) {
    static const StepOp ops[] = {OP_COHORT_MAX,   OP_COHORT_MIN,       OP_COHORT_SUM,   OP_COHORT_MEAN,
                                 OP_COHORT_SD,    OP_COHORT_SD_SAMPLE, OP_COHORT_COUNT, OP_COHORT_MEDIAN,
                                 OP_COHORT_BELOW, OP_COHORT_AT_MOST,   OP_COHORT_PLACE};
    for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++)
        builder_cohort(builder, ops[i], with->scope, with->values);
    builder_cohort(builder, OP_COHORT_PERCENTILE, with->scope, with->values, with->share);
    builder_cohort(builder, OP_COHORT_WEIGHTED_MEAN, with->scope, with->values, with->others);
    add_ranks(builder, with, with->one);
    add_ranks(builder, with, with->chosen);
    for (uint16_t ties = 0; ties < 2; ties++)
        builder_add_step(builder, (Step){.op = OP_GRADE_TOP, .cohort = {with->scope, ties, ties}},
                         BUILDER_IDS(with->values, with->share, with->cut));
}

/* Returns how many steps took a quick way of themselves. */
static size_t check_kind(size_t row_count, const Kind *kind, const Kind *other, int64_t categories,
                         uint64_t seed) {
    Ways ways = ways_new(row_count);
    Builder *builder = &ways.builder;
    uint64_t random = seed;
    Operands with = {.scope = ALL};
    builder_input(builder, "ma", INPUT_KEY, "");
    for (size_t row = 0; row < row_count; row++)
        text_column_add(builder->table.columns[0].texts,
                        text_format(builder->arena, "%zu", row * 7 % row_count));
    with.values = random_input(builder, INPUT_NUMBER, kind, &random);
    with.others = random_input(builder, INPUT_NUMBER, other, &random);
    with.chosen = random_input(builder, INPUT_YES_NO, &(Kind){0, 2, 0, false, 2}, &random);
    random_input(builder, INPUT_OPTION, &(Kind){0, categories, 0, false, 1}, &random);
    with.one = builder_constant(builder, "1");
    with.share = builder_constant(builder, "0.3");
    with.cut = builder_constant(builder, "0.9");
    StepId first = builder->plan.step_count;
    add_steps(builder, &with);
    with.scope = builder->plan.input_count - 1;
    add_steps(builder, &with);
    ways_start(&ways);
    for (StepId id = first; id < builder->plan.step_count; id++)
        check_step(&ways, id);
    size_t quick = ways.quick;
    ways_free(&ways);
    return quick;
}

enum { STEPS = 2 * (13 + 10 + 10 + 2), ORDINAL = 2 * 4 }; /* ordinal ranks are sorted in any case */

static void few_values_are_counted(void **state) {
    (void)state;
    const Kind kind = {-40, 90, 2, false, 2}, weight = {0, 30, 1, false, 1};
    assert_int_equal(check_kind(3000, &kind, &weight, 5, 1), STEPS - ORDINAL);
    const Kind points = {0, 10001, 4, false, 1};
    assert_int_equal(check_kind(9000, &points, &weight, 3, 2), STEPS - ORDINAL);
    assert_int_equal(check_kind(9000, &points, &points, 1, 3), STEPS - ORDINAL);
}

static void pages_of_different_decimals_are_counted_too(void **state) {
    (void)state;
    const Kind kind = {-50, 100, 1, true, 1}, weight = {1, 9, 0, true, 0};
    assert_int_equal(check_kind(3 * PAGE_ROWS + 5, &kind, &weight, 4, 4), STEPS - ORDINAL);
}

static void values_of_32_bits_are_summed_exactly(void **state) {
    (void)state;
    const Kind kind = {-INT64_C(2147483000), INT64_C(2147483647), 9, false, 1};
    const Kind weight = {INT64_C(2147480000), 3600, 9, false, 0};
    size_t quick = check_kind(6000, &kind, &weight, 3, 5);
    assert_in_range(quick, 2 * 8, STEPS / 2); /* sums and extremes, but nothing that counts values */
}

static void values_of_any_size_are_sorted(void **state) {
    (void)state;
    const Kind kind = {-(INT64_C(1) << 50), INT64_C(1) << 30, 3, true, 1}, weight = {1, 9, 0, false, 0};
    assert_int_equal(check_kind(5000, &kind, &weight, 3, 6), 0);
}

static void small_tables_agree_too(void **state) {
    (void)state;
    for (uint64_t seed = 10; seed < 60; seed++) {
        const Kind kind = {-3, 1 + (int64_t)seed % 40, seed % 5, false, seed % 16};
        check_kind(seed % 23, &kind, &(Kind){0, 2, 0, false, 3}, 1 + (int64_t)seed % 4, seed);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_values_are_counted),
        cmocka_unit_test(pages_of_different_decimals_are_counted_too),
        cmocka_unit_test(values_of_32_bits_are_summed_exactly),
        cmocka_unit_test(values_of_any_size_are_sorted),
        cmocka_unit_test(small_tables_agree_too),
    };
    return cmocka_run_group_tests_name("cohort_ways", tests, NULL, NULL);
}
