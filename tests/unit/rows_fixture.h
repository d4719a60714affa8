/* A result of some thousand units with values of every width and kind, for tests of what writes many rows. */
#ifndef TESTS_UNIT_ROWS_FIXTURE_H
#define TESTS_UNIT_ROWS_FIXTURE_H

#include "runtime/results/result.h"
#include "tests/unit/plan_builder.h"

enum { ROWS = 2 * PAGE_ROWS + 77 };

typedef struct Fixture {
    Builder builder;
    Arena *scratch;
    ResultOptions options;
    Evaluation evaluation;
    Result result;
} Fixture;

static uint64_t mixed(size_t row, unsigned column) {
    uint64_t bits = (row + 1) * UINT64_C(0x9E3779B97F4A7C15) + column * UINT64_C(0xD1B54A32D192ED03);
    bits ^= bits >> 29;
    bits *= UINT64_C(0xBF58476D1CE4E5B9);
    return bits ^ bits >> 32;
}

/* Every eleventh row has no value. */
static void add_state_or(Column *column, size_t row, Cell cell) {
    column_add(column, row % 11 == 5 ? cell_without_value((ValueState)(1 + row % 2)) : cell);
}

/* One column of every width, with up to `decimals`; `odd` rows have something else. */
static uint32_t add_numbers(Builder *builder, const char *name, unsigned bits, unsigned decimals,
                            bool is_signed, size_t odd_row, Cell odd) {
    uint32_t input = builder_input(builder, name, INPUT_NUMBER, "");
    Column *column = &builder->table.columns[input].values;
    for (size_t row = 0; row < ROWS; row++) {
        int64_t number = (int64_t)(mixed(row, input) >> (64 - bits));
        if (is_signed) number -= INT64_C(1) << (bits - 1);
        add_state_or(column, row, row == odd_row ? odd : cell_from_decimal(number, decimals));
    }
    return input;
}

static void show(Builder *builder, uint32_t input, int decimals, bool as_percent) {
    StepId step = builder_add_step(builder, (Step){.op = OP_INPUT, .input = input}, 0, NULL);
    uint32_t output = builder_output(builder, builder->plan.inputs[input].name.bytes, step);
    PlanOutput *shown = &builder->plan.outputs[output];
    shown->kind = OUTPUT_REPORT;
    shown->decimals = decimals;
    shown->as_percent = as_percent;
    shown->source = shown->scope_input = shown->category_input = RESULT_NONE;
}

static void show_in_every_style(Builder *builder, uint32_t input) {
    static const int decimals[] = {-1, 0, 2, 4, 6, 12};
    for (size_t i = 0; i < sizeof decimals / sizeof *decimals; i++) {
        show(builder, input, decimals[i], false);
        show(builder, input, decimals[i], true);
    }
}

static uint32_t add_large(Builder *builder, uint32_t input) {
    Column *column = &builder->table.columns[input].values;
    Number large = builder_number(builder, "-12345678901234567890.5"),
           fraction = builder_number(builder, "2/3");
    column_set(column, 500, column_cell_of(column, builder->numbers, large));
    column_set(column, 501, column_cell_of(column, builder->numbers, fraction));
    return input;
}

static void add_all_numbers(Builder *builder) {
    show_in_every_style(builder, add_numbers(builder, "one", 7, 0, false, ROWS, 0));
    show_in_every_style(builder, add_numbers(builder, "one_signed", 7, 1, true, ROWS, 0));
    show_in_every_style(builder, add_numbers(builder, "two", 14, 4, false, ROWS, 0));
    show_in_every_style(builder, add_numbers(builder, "four", 20, 2, false, ROWS, 0));
    show_in_every_style(builder, add_numbers(builder, "four_wide", 31, 0, true, ROWS, 0));
    show_in_every_style(builder, add_large(builder, add_numbers(builder, "eight", 50, 9, true, ROWS, 0)));
    show_in_every_style(
        builder, add_numbers(builder, "widened", 7, 1, false, 4500, cell_from_decimal(INT64_C(1) << 40, 3)));
    show_in_every_style(builder, add_numbers(builder, "pages", 7, 0, false, 4500, cell_from_decimal(31, 3)));
    show_in_every_style(builder, add_numbers(builder, "finer", 3, 0, false, 4500, cell_from_decimal(5, 1)));
    show_in_every_style(builder,
                        add_numbers(builder, "outlier", 20, 0, false, 300, cell_from_decimal(20000000, 0)));
}

static const char *const names[] = {
    "Sở Y tế",
    "",
    "a,b",
    "=1+2",
    "a",
    "-",
    "Ban Quản lý các Khu kinh tế và Khu công nghiệp của tỉnh",
    "exactly sixteen!",
    "seventeen of them",
    "this name has thirty-two letters",
    "and the next one has thirty-three",
    "a quote \" at fifteen, and \"",
    "sixteen letters,",
    "seventeen letter,",
    "seven 7,",
    "the separator is the next letter;",
    "line\nend",
    "\xEF\xBC\x9D full width",
    "\xEF\xBC\xA1 full width letter",
    "@here",
    "carriage\r",
    "semi;colon",
};

static void add_texts(Builder *builder, const char *name, PlanInputType type) {
    uint32_t input = builder_input(builder, name, type, "");
    TextColumn *texts = builder->table.columns[input].texts = ARENA_NEW(builder->arena, TextColumn);
    *texts = text_column_new(builder->arena);
    for (size_t row = 0; row < ROWS; row++)
        text_column_add(texts, text_from(names[mixed(row, input) % (sizeof names / sizeof *names)]));
    if (type == INPUT_KEY) builder->plan.key_input = input;
}

static void add_labels(Builder *builder, const char *name, PlanInputType type) {
    static const char *const labels[] = {"=a", "B, C; D", "", "d", "e", "f", "g", "h", "i", "j", "k", "l"};
    enum { LABELS = sizeof labels / sizeof *labels };
    PlanOption *options = ARENA_ARRAY(builder->arena, PlanOption, LABELS);
    for (size_t i = 0; i < LABELS; i++)
        options[i].label = text_from(labels[i]);
    uint32_t input = builder_input(builder, name, type, "");
    builder->plan.inputs[input].options = options;
    builder->plan.inputs[input].option_count = LABELS;
    for (size_t row = 0; row < ROWS; row++)
        add_state_or(
            &builder->table.columns[input].values, row,
            cell_from_decimal((int64_t)(mixed(row, input) % (type == INPUT_YES_NO ? 2 : LABELS + 1)), 0));
    if (type == INPUT_OPTION)
        column_set(&builder->table.columns[input].values, 3000, cell_from_decimal(10, 1));
}

static void add_others(Builder *builder) {
    add_texts(builder, "key", INPUT_KEY);
    add_texts(builder, "name", INPUT_NAME);
    add_labels(builder, "option", INPUT_OPTION);
    add_labels(builder, "yes", INPUT_YES_NO);
    add_numbers(builder, "number", 30, 2, true, ROWS, 0);
    builder->plan.inputs[add_numbers(builder, "percent", 13, 4, false, ROWS, 0)].type = INPUT_PERCENT;
    builder->plan.inputs[add_numbers(builder, "date", 15, 0, false, 3000, cell_from_decimal(5, 1))].type =
        INPUT_DATE;
    StepId constant = builder_constant(builder, "12.5");
    uint32_t output = builder_output(builder, "constant", constant);
    builder->plan.outputs[output].source = builder->plan.outputs[output].scope_input = RESULT_NONE;
    builder->plan.outputs[output].decimals = 3;
}

static StepId add_step_of(Builder *builder, uint32_t input) {
    return builder_add_step(builder, (Step){.op = OP_INPUT, .input = input}, 0, NULL);
}

/* Numbers from 0 to before `count`, and states among them. */
static uint32_t add_small(Builder *builder, const char *name, PlanInputType type, uint32_t count) {
    static PlanOption options[3] = {{{"a", 1}, {"A", 1}}, {{"b", 1}, {"B", 1}}, {{"c", 1}, {"C", 1}}};
    uint32_t input = builder_input(builder, name, type, "");
    builder->plan.inputs[input].options = options;
    builder->plan.inputs[input].option_count = count;
    for (size_t row = 0; row < ROWS; row++)
        add_state_or(&builder->table.columns[input].values, row + input,
                     cell_from_decimal((int64_t)(mixed(row, input) % count), 0));
    return input;
}

static void add_rank(Builder *builder, const char *name, uint32_t scope, StepId eligible, StepId value) {
    StepId rank = builder_cohort(builder, OP_RANK, scope, eligible, value);
    PlanOutput *output = &builder->plan.outputs[builder_output(builder, name, rank)];
    output->kind = OUTPUT_RANK;
    output->decimals = -1;
    output->source = RESULT_NONE;
    output->scope_input = scope;
}

/* Values of few kinds, so that ranks follow from them. */
static void add_ranks(Builder *builder) {
    StepId all = builder_constant(builder, "1");
    StepId value = add_step_of(builder, add_numbers(builder, "ranked", 9, 2, true, ROWS, 0));
    StepId finer = add_step_of(
        builder, add_numbers(builder, "ranked_finer", 3, 0, false, 4500, cell_from_decimal(5, 1)));
    uint32_t scope = add_small(builder, "scope", INPUT_OPTION, 3);
    StepId some = add_step_of(builder, add_small(builder, "some", INPUT_YES_NO, 2));
    add_rank(builder, "rank", RESULT_NONE, all, value);
    add_rank(builder, "rank_within", scope, all, value);
    add_rank(builder, "rank_of_some", RESULT_NONE, some, value);
    add_rank(builder, "rank_of_some_within", scope, some, finer);
}

static uint32_t output_of(Builder *builder, const char *name, StepId value, PlanOutputKind kind) {
    uint32_t id = builder_output(builder, name, value);
    PlanOutput *output = &builder->plan.outputs[id];
    output->kind = kind;
    output->source = output->scope_input = output->category_input = RESULT_NONE;
    return id;
}

/* Rounded, with an exact value that is a fraction as a rule; and long decimals, all of which is the value. */
static void add_exact(Builder *builder) {
    StepId points =
        add_step_of(builder, add_numbers(builder, "points", 20, 2, true, 700, cell_from_decimal(5, 3)));
    StepId max = add_step_of(builder, add_numbers(builder, "most", 8, 1, false, ROWS, 0));
    StepId ratio = builder_step(builder, OP_DIVIDE, points, builder_constant(builder, "4.2"));
    Step round = {.op = OP_ROUND, .round = {3, ROUND_HALF_AWAY}};
    StepId rounded = builder_add_step(builder, round, 1, &ratio);
    PlanOutput *index = &builder->plan.outputs[output_of(builder, "index", rounded, OUTPUT_INDEX)];
    index->exact = ratio;
    index->points = points;
    index->max = max;
    index->decimals = 3;
    show(builder, add_numbers(builder, "long", 20, 15, true, ROWS, 0), -1, false);
    show(builder, add_numbers(builder, "longer", 50, 16, true, ROWS, 0), -1, false);
}

/* What is no number. */
static void add_words(Builder *builder) {
    static PlanOption grades[] = {{{"<b>", 3}, {"<b>", 3}}, {{"\"B\"", 3}, {"\"B\"", 3}}};
    StepId yes = add_step_of(builder, add_small(builder, "word", INPUT_YES_NO, 2));
    builder->plan.steps[yes].type = PLAN_YES_NO;
    StepId date = add_step_of(builder, add_numbers(builder, "day", 15, 0, false, ROWS, 0));
    builder->plan.steps[date].type = PLAN_DATE;
    output_of(builder, "measure_word", yes, OUTPUT_REPORT);
    output_of(builder, "gate", yes, OUTPUT_GATE);
    output_of(builder, "day_shown", date, OUTPUT_LET);
    PlanOutput *grade = &builder->plan.outputs[output_of(builder, "grade", yes, OUTPUT_GRADE)];
    grade->grades = grades;
    grade->grade_count = 2;
}

static void choose_all(Fixture *fixture) {
    Plan *plan = &fixture->builder.plan;
    fixture->options.columns =
        ARENA_ARRAY(fixture->builder.arena, Text, plan->output_count + plan->input_count);
    for (uint32_t i = 0; i < plan->output_count; i++) {
        plan->outputs[i].name = text_format(fixture->builder.arena, "o%u", (unsigned)i);
        fixture->options.columns[fixture->options.column_count++] = plan->outputs[i].name;
    }
    for (uint32_t i = 0; i < plan->input_count; i++)
        fixture->options.columns[fixture->options.column_count++] = plan->inputs[i].name;
}

static int set_up(void **state) {
    Fixture *fixture = calloc(1, sizeof *fixture);
    fixture->builder = builder_new(ROWS);
    add_all_numbers(&fixture->builder);
    add_others(&fixture->builder);
    add_ranks(&fixture->builder);
    add_exact(&fixture->builder);
    add_words(&fixture->builder);
    fixture->scratch = arena_new(arena_memory(fixture->builder.arena));
    fixture->options = (ResultOptions){.format = RESULT_CSV, .data_order = true};
    choose_all(fixture);
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    Fixture *fixture = *state;
    arena_free(fixture->scratch);
    builder_free(&fixture->builder);
    free(fixture);
    return 0;
}

static void compute(Fixture *fixture) {
    Builder *builder = &fixture->builder;
    PlanParts *chosen = ARENA_ARRAY(builder->arena, PlanParts, builder->plan.output_count);
    assert_true(
        result_choose(&builder->plan, &fixture->options, chosen, builder->arena, builder->diagnostics));
    assert_true(evaluate(&builder->plan, &builder->table, &(EvaluateOptions){.chosen = chosen},
                         builder->arena, builder->numbers, builder->diagnostics, &fixture->evaluation));
    result_build(&fixture->evaluation, &fixture->options, builder->arena, fixture->scratch, builder->numbers,
                 &fixture->result);
}

#endif
