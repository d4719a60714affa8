/* [F4] Whole columns of a CSV file against its cells one by one: values of every width and kind, in any order
 * and in pieces. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "runtime/result.h"
#include "runtime/result_cell.h"
#include "runtime/result_csv_rows.h"
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

/* The bytes of one field, taken from the start of `written`. */
static void take_field(Fixture *fixture, const CsvRows *rows, size_t column, uint32_t row, Text *written) {
    const Result *result = &fixture->result;
    ValueText value = result_text(result, &result->columns[column], row, result->options.raw_csv);
    CsvStyle style = {rows->style.separator, rows->style.guards && value.is_foreign};
    Text field = csv_field(fixture->scratch, value.text, &style);
    bool is_equal = written->len > field.len && memcmp(written->bytes, field.bytes, field.len) == 0 &&
                    written->bytes[field.len] == rows->columns[column].end;
    if (!is_equal)
        fail_msg("row %u, column %.*s: expected %.*s, written %.*s", (unsigned)row,
                 TEXT_ARG(result->columns[column].header), TEXT_ARG(field),
                 (int)(written->len < 60 ? written->len : 60), written->bytes);
    *written = text_slice(*written, field.len + 1, written->len);
}

static void assert_rows(Fixture *fixture, const CsvRows *rows, size_t from, size_t count, Text written) {
    for (size_t at = from; at < from + count; at++) {
        for (size_t column = 0; column < rows->column_count; column++)
            take_field(fixture, rows, column, fixture->result.rows ? fixture->result.rows[at] : (uint32_t)at,
                       &written);
        arena_reset(fixture->scratch);
    }
    assert_int_equal(written.len, 0);
}

/* Pieces of any size, by two writers in turn. */
static void check(Fixture *fixture, MachinePath path) {
    static const size_t sizes[] = {1, 3, 130, 7, 1000, 128, 77};
    Builder *builder = &fixture->builder;
    CsvRows rows = csv_rows_new(&fixture->result, builder->arena);
    rows.path = path;
    Arena *scratch = arena_new(arena_memory(builder->arena));
    CsvWriter *writers[2];
    for (size_t i = 0; i < 2; i++)
        writers[i] = csv_writer_new(&rows, builder->arena, scratch, builder->numbers);
    for (size_t i = 0, at = 0, count; at < fixture->result.row_count; i++, at += count) {
        size_t rest = fixture->result.row_count - at;
        count = sizes[i % 7] < rest ? sizes[i % 7] : rest;
        csv_writer_add(writers[i % 2], at, count);
        assert_rows(fixture, &rows, at, count, csv_writer_take(writers[i % 2]));
    }
    arena_free(scratch);
}

static void all_cells_are_written_as_one_by_one(void **state) {
    Fixture *fixture = *state;
    compute(fixture);
    const Plan *plan = &fixture->builder.plan;
    for (uint32_t i = 0; i < plan->output_count; i++)
        if (plan->outputs[i].kind == OUTPUT_RANK)
            assert_non_null(fixture->evaluation.columns[plan->outputs[i].value].lookup);
    assert_null(fixture->result.rows);
    check(fixture, machine_best());
    check(fixture, MACHINE_PLAIN);
}

static void rows_in_another_order_take_their_cells_along(void **state) {
    Fixture *fixture = *state;
    compute(fixture);
    uint32_t *rows = ARENA_ARRAY(fixture->builder.arena, uint32_t, ROWS);
    for (size_t i = 0; i < ROWS; i++)
        rows[i] = (uint32_t)(i * 4099 % ROWS);
    fixture->result.rows = rows;
    check(fixture, machine_best());
}

static void raw_csv_with_semicolons_is_no_exception(void **state) {
    Fixture *fixture = *state;
    fixture->options.vietnamese = fixture->options.raw_csv = true;
    compute(fixture);
    check(fixture, machine_best());
}

/* [F4.5] */
static void one_special_letter_anywhere_needs_quotes(void **state) {
    Fixture *fixture = *state;
    CsvStyle style = {';', true};
    char text[80 + TEXT_SLACK];
    for (size_t len = 1; len <= 80; len++)
        for (size_t at = 0; at < len; at++)
            for (const char *special = ";\"\n\r"; *special; special++) {
                memset(text, ';', sizeof text);
                memset(text, 'a', len);
                assert_true(csv_field_is_plain((Text){text, len}, &style));
                assert_int_equal(csv_field(fixture->scratch, (Text){text, len}, &style).len, len);
                text[at] = *special;
                size_t added = 2 + (*special == '"') + (*special == '\r' && at == 0);
                assert_false(csv_field_is_plain((Text){text, len}, &style));
                assert_int_equal(csv_field(fixture->scratch, (Text){text, len}, &style).len, len + added);
                arena_reset(fixture->scratch);
            }
}

#define ROWS_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        ROWS_TEST(all_cells_are_written_as_one_by_one),
        ROWS_TEST(rows_in_another_order_take_their_cells_along),
        ROWS_TEST(one_special_letter_anywhere_needs_quotes),
        ROWS_TEST(raw_csv_with_semicolons_is_no_exception),
    };
    return cmocka_run_group_tests_name("result_csv_rows", tests, NULL, NULL);
}
