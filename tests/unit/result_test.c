/* What results look like: columns, order, lists, and the three formats. Clauses: spec/formats.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "runtime/results/result.h"
#include "runtime/results/result_csv.h"
#include "runtime/results/result_json.h"
#include "runtime/results/result_shown.h"
#include "runtime/results/result_table.h"
#include "tests/unit/plan_builder.h"

/* Five units: two in "so", three in "huyen"; the fourth has no points. */
typedef struct Fixture {
    Builder builder;
    Arena *scratch;
    ResultOptions options;
    Evaluation evaluation;
    Result result;
    TextBuilder written;
    size_t room; /* bytes that can be written; then writing fails */
} Fixture;

static uint32_t add_output(Builder *builder, PlanOutputKind kind, const char *name, StepId value) {
    uint32_t output = builder_output(builder, name, value);
    PlanOutput *added = &builder->plan.outputs[output];
    added->kind = kind;
    added->decimals = -1;
    added->source = added->scope_input = RESULT_NONE;
    return output;
}

static uint32_t add_block(Builder *builder) {
    static PlanOption blocks[] = {{{"so", 2}, {"Sở, ngành", 12}}, {{"huyen", 5}, {"Huyện", 7}}};
    uint32_t block = builder_input(builder, "khoi", INPUT_OPTION, "0 1 1 1 0");
    builder->plan.inputs[block].options = blocks;
    builder->plan.inputs[block].option_count = 2;
    builder->plan.inputs[block].is_block = true;
    builder->plan.block_input = block;
    return block;
}

static void add_names(Builder *builder) {
    static const char *const names[] = {"Sở Y tế", "=cmd|'/C calc'!A0", "Phú \"Vang\"", "Nam Đông",
                                        "<b>Sở, mới</b>"};
    uint32_t name = builder_input(builder, "ten", INPUT_NAME, "");
    builder->plan.name_input = name;
    TextColumn *texts = builder->table.columns[name].texts = ARENA_NEW(builder->arena, TextColumn);
    *texts = text_column_new(builder->arena);
    for (size_t row = 0; row < 5; row++)
        text_column_add(texts, text_from(names[row]));
}

static void add_index(Builder *builder) {
    StepId points = builder_column(builder, "dat", "53 61.2 41 . 42");
    StepId max = builder_column(builder, "toi_da", "60 70 60 60 60");
    StepId ratio = builder_step(builder, OP_DIVIDE, points, max);
    Step round = {.op = OP_ROUND, .round = {3, ROUND_HALF_AWAY}};
    StepId rounded = builder_add_step(builder, round, 1, &ratio);
    PlanOutput *index = &builder->plan.outputs[add_output(builder, OUTPUT_INDEX, "chi_so", rounded)];
    index->of_points = true;
    index->exact = ratio;
    index->points = points;
    index->max = max;
    index->decimals = 3;
}

static void add_rank(Builder *builder, uint32_t block) {
    StepId rounded = builder->plan.outputs[0].value;
    StepId eligible = builder_constant(builder, "1");
    StepId rank = builder_cohort(builder, OP_RANK, block, eligible, rounded);
    PlanOutput *output = &builder->plan.outputs[add_output(builder, OUTPUT_RANK, "hang", rank)];
    output->source = 0;
    output->scope_input = block;
}

static void add_grade(Builder *builder) {
    static PlanOption grades[] = {{{"Tốt", 5}, {"Tốt", 5}}, {{"Khá", 4}, {"Khá", 4}}};
    StepId good =
        builder_step(builder, OP_LESS, builder->plan.outputs[0].value, builder_constant(builder, "0.8"));
    builder->plan.steps[good].type = PLAN_YES_NO;
    PlanOutput *output = &builder->plan.outputs[add_output(builder, OUTPUT_GRADE, "nhom", good)];
    output->source = 0;
    output->grades = grades;
    output->grade_count = 2;
}

static int set_up(void **state) {
    Fixture *fixture = calloc(1, sizeof *fixture);
    fixture->builder = builder_new(5);
    Builder *builder = &fixture->builder;
    builder->plan.title = TEXT("Chỉ số");
    builder->plan.year = 2017;
    builder_input(builder, "ma", INPUT_KEY, "H01 H02 H03 H04 H05");
    add_names(builder);
    uint32_t block = add_block(builder);
    add_index(builder);
    add_rank(builder, block);
    add_grade(builder);
    fixture->scratch = arena_new(arena_memory(builder->arena));
    fixture->options.format = RESULT_CSV;
    fixture->written = text_builder(builder->arena);
    fixture->room = SIZE_MAX;
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

static bool take(void *user, const char *bytes, size_t len) {
    Fixture *fixture = user;
    if (len > fixture->room) return false;
    fixture->room -= len;
    text_builder_add(&fixture->written, (Text){bytes, len});
    return true;
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

static bool write_format(Fixture *fixture) {
    Output output = {take, fixture};
    switch (fixture->options.format) {
    case RESULT_TABLE: return result_write_table(&fixture->result, &output);
    case RESULT_CSV: return result_write_csv(&fixture->result, &output);
    case RESULT_JSON: return result_write_json(&fixture->result, &output);
    }
    return false;
}

static void assert_text(Fixture *fixture, const char *expected) {
    text_builder_add_char(&fixture->written, '\0');
    assert_string_equal(text_builder_text(&fixture->written).bytes, expected);
}

/* By one writer, and by several that have a row each at a time [C2.17]. */
static void assert_written(Fixture *fixture, const char *expected) {
    compute(fixture);
    assert_true(write_format(fixture));
    assert_text(fixture, expected);
    fixture->written = text_builder(fixture->builder.arena);
    fixture->result.options.threads = 3;
    fixture->result.options.chunk_rows = 1;
    assert_true(write_format(fixture));
    assert_text(fixture, expected);
}

static void use_columns(Fixture *fixture, size_t count, Text *columns) {
    fixture->options.columns = columns;
    fixture->options.column_count = count;
}

/* ---- CSV */

static void csv_shows_who_then_what_in_rank_order_block_by_block(void **state) {
    assert_written(*state, "ma,ten,khoi,chi_so,chi_so.points,chi_so.max,hang,nhom\n"
                           "H01,Sở Y tế,\"Sở, ngành\",0.883,53,60,1,Tốt\n"
                           "H05,\"<b>Sở, mới</b>\",\"Sở, ngành\",0.700,42,60,2,Khá\n"
                           "H02,'=cmd|'/C calc'!A0,Huyện,0.874,61.2,70,1,Tốt\n"
                           "H03,\"Phú \"\"Vang\"\"\",Huyện,0.683,41,60,2,Khá\n"
                           "H04,Nam Đông,Huyện,,,60,,\n");
}

static void raw_csv_leaves_texts_as_they_are(void **state) {
    Fixture *fixture = *state;
    Text columns[] = {TEXT("ten")};
    fixture->options.raw_csv = true;
    fixture->options.block = TEXT("huyen");
    use_columns(fixture, 1, columns);
    assert_written(fixture, "ten\n=cmd|'/C calc'!A0\n\"Phú \"\"Vang\"\"\"\nNam Đông\n");
}

static void the_vietnamese_locale_takes_commas_and_semicolons(void **state) {
    Fixture *fixture = *state;
    Text columns[] = {TEXT("ma"), TEXT("chi_so"), TEXT("dat")};
    fixture->options.vietnamese = true;
    fixture->options.block = TEXT("HUYEN ");
    use_columns(fixture, 3, columns);
    assert_written(fixture, "ma;chi_so;dat\nH02;0,874;61,2\nH03;0,683;41\nH04;;\n");
}

static void named_parts_of_a_value_are_columns(void **state) {
    Fixture *fixture = *state;
    Text columns[] = {TEXT("ma"), TEXT("chi_so.exact"), TEXT("chi_so.ratio"), TEXT("chi_so.state")};
    fixture->options.data_order = true;
    use_columns(fixture, 4, columns);
    assert_written(fixture, "ma,chi_so.exact,chi_so.ratio,chi_so.state\n"
                            "H01,53/60,0.883333333333,value\n"
                            "H02,153/175,0.874285714286,value\n"
                            "H03,41/60,0.683333333333,value\n"
                            "H04,,,missing\n"
                            "H05,0.7,0.7,value\n");
}

static void top_takes_the_first_of_every_list(void **state) {
    Fixture *fixture = *state;
    Text columns[] = {TEXT("ma"), TEXT("hang")};
    fixture->options.top = 1;
    use_columns(fixture, 2, columns);
    assert_written(fixture, "ma,hang\nH01,1\nH02,1\n");
}

static void shared_places_and_numbers_of_units_are_shown_where_declared(void **state) {
    Fixture *fixture = *state;
    Text columns[] = {TEXT("ma"), TEXT("hang")};
    column_set(&fixture->builder.table.columns[fixture->builder.plan.block_input + 1].values, 0,
               cell_from_decimal(42, 0));
    fixture->builder.plan.outputs[1].show_shared = fixture->builder.plan.outputs[1].show_of = true;
    use_columns(fixture, 2, columns);
    assert_written(fixture, "ma,hang\nH01,=1/2\nH05,=1/2\nH02,1/2\nH03,2/2\nH04,\n");
}

static void a_failed_write_is_told_and_ends_the_writing(void **state) {
    Fixture *fixture = *state;
    fixture->room = 10;
    compute(fixture);
    assert_false(write_format(fixture));
    assert_int_equal(fixture->written.len, 0);
}

/* ---- names that are not there */

static void an_unknown_column_is_reported_with_the_nearest_name(void **state) {
    Fixture *fixture = *state;
    Builder *builder = &fixture->builder;
    Text columns[] = {TEXT("chi_sp"), TEXT("hang.points")};
    PlanParts chosen[8];
    use_columns(fixture, 2, columns);
    assert_false(
        result_choose(&builder->plan, &fixture->options, chosen, builder->arena, builder->diagnostics));
    assert_int_equal(diagnostics_error_count(builder->diagnostics), 2);
    assert_int_equal(diagnostics_area(builder->diagnostics), AREA_USAGE);
    TextBuilder out = text_builder(builder->arena);
    diagnostics_render(builder->diagnostics, false, &out);
    text_builder_add_char(&out, '\0');
    assert_non_null(strstr(out.bytes, "did you mean `chi_so`?"));
}

static void an_unknown_block_is_reported(void **state) {
    Fixture *fixture = *state;
    Builder *builder = &fixture->builder;
    PlanParts chosen[8];
    fixture->options.block = TEXT("huyem");
    assert_false(
        result_choose(&builder->plan, &fixture->options, chosen, builder->arena, builder->diagnostics));
    assert_int_equal(diagnostics_error_count(builder->diagnostics), 1);
}

/* ---- JSON */

static void json_keeps_decimals_as_texts_and_escapes_what_could_run(void **state) {
    Fixture *fixture = *state;
    Text columns[] = {TEXT("chi_so"), TEXT("hang"), TEXT("nhom")};
    fixture->options.format = RESULT_JSON;
    fixture->options.vietnamese = true;
    fixture->options.block = TEXT("so");
    use_columns(fixture, 3, columns);
    assert_written(fixture,
                   "{\"format\":1,\n"
                   "\"methodology\":{\"title\":\"Chỉ số\",\"year\":2017},\n"
                   "\"outputs\":[\n"
                   "{\"name\":\"chi_so\",\"kind\":\"index\",\"decimals\":3},\n"
                   "{\"name\":\"hang\",\"kind\":\"rank\",\"from\":\"chi_so\",\"within\":\"khoi\"},\n"
                   "{\"name\":\"nhom\",\"kind\":\"grade\",\"grades\":[\"Tốt\",\"Khá\"],\"from\":\"chi_so\"}\n"
                   "],\n"
                   "\"units\":[\n"
                   "{\"key\":\"H01\",\"name\":\"Sở Y tế\",\"block\":\"Sở, "
                   "ngành\",\"values\":{\"chi_so\":{\"value\":\"0.883\","
                   "\"exact\":\"53/60\",\"points\":\"53\",\"max\":\"60\"},\"hang\":{\"value\":1,\"of\":2},"
                   "\"nhom\":{\"value\":\"Tốt\"}}},\n"
                   "{\"key\":\"H05\",\"name\":\"\\u003cb>Sở, mới\\u003c/b>\",\"block\":\"Sở, "
                   "ngành\",\"values\":{\"chi_so\":"
                   "{\"value\":\"0.700\",\"exact\":\"0.7\",\"points\":\"42\",\"max\":\"60\"},\"hang\":{"
                   "\"value\":2,\"of\":2},"
                   "\"nhom\":{\"value\":\"Khá\"}}}\n"
                   "],\n"
                   "\"counts\":{\"read\":5,\"scored\":4,\"shown\":2}}\n");
}

static void json_tells_why_a_value_is_absent(void **state) {
    Fixture *fixture = *state;
    Text columns[] = {TEXT("chi_so"), TEXT("hang")};
    fixture->options.format = RESULT_JSON;
    use_columns(fixture, 2, columns);
    compute(fixture);
    assert_true(write_format(fixture));
    text_builder_add_char(&fixture->written, '\0');
    assert_non_null(strstr(fixture->written.bytes,
                           "\"chi_so\":{\"value\":null,\"state\":\"missing\",\"max\":\"60\"},"
                           "\"hang\":{\"value\":null,\"state\":\"missing\"}"));
}

/* A unit each at a time, handed on in order [C2.17]. */
static void json_by_several_threads_is_the_same(void **state) {
    Fixture *fixture = *state;
    Text columns[] = {TEXT("dat"), TEXT("chi_so"), TEXT("hang")};
    fixture->options.format = RESULT_JSON;
    use_columns(fixture, 3, columns);
    compute(fixture);
    assert_true(write_format(fixture));
    text_builder_add_char(&fixture->written, '\0');
    const char *alone = fixture->written.bytes;
    assert_non_null(strstr(alone, "[\n{\"key\":\"H01\""));
    assert_non_null(strstr(alone, "}}},\n{\"key\":\"H03\""));
    fixture->written = text_builder(fixture->builder.arena);
    assert_written(fixture, alone);
}

static void json_marks_shared_places(void **state) {
    Fixture *fixture = *state;
    Text columns[] = {TEXT("hang")};
    column_set(&fixture->builder.table.columns[fixture->builder.plan.block_input + 1].values, 0,
               cell_from_decimal(42, 0));
    fixture->options.format = RESULT_JSON;
    use_columns(fixture, 1, columns);
    compute(fixture);
    assert_true(write_format(fixture));
    text_builder_add_char(&fixture->written, '\0');
    assert_non_null(
        strstr(fixture->written.bytes, "{\"value\":1,\"of\":2,\"shared\":true}}},\n{\"key\":\"H05\""));
    assert_non_null(strstr(fixture->written.bytes, "{\"value\":2,\"of\":2}}},\n{\"key\":\"H04\""));
}

static void json_has_no_exact_value_where_there_is_none(void **state) {
    Fixture *fixture = *state;
    Text columns[] = {TEXT("chi_so")};
    PlanOutput *index = &fixture->builder.plan.outputs[0];
    index->exact = index->max;
    fixture->options.format = RESULT_JSON;
    use_columns(fixture, 1, columns);
    compute(fixture);
    assert_true(write_format(fixture));
    text_builder_add_char(&fixture->written, '\0');
    assert_non_null(strstr(fixture->written.bytes, "{\"value\":\"0.883\",\"exact\":\"60\","));
    assert_non_null(strstr(fixture->written.bytes, "{\"value\":null,\"state\":\"missing\",\"max\":\"60\"}"));
}

/* Where its value is not shown nothing is known of the place. */
static void json_of_a_part_of_a_rank_has_its_value_alone(void **state) {
    Fixture *fixture = *state;
    Text columns[] = {TEXT("hang.state")};
    fixture->options.format = RESULT_JSON;
    fixture->options.data_order = true;
    use_columns(fixture, 1, columns);
    compute(fixture);
    assert_true(write_format(fixture));
    text_builder_add_char(&fixture->written, '\0');
    assert_non_null(strstr(fixture->written.bytes, "\"values\":{\"hang\":{\"value\":1}}},\n"));
}

/* ---- tables */

static void a_table_has_one_list_after_the_other_with_its_summary(void **state) {
    Fixture *fixture = *state;
    fixture->options.format = RESULT_TABLE;
    assert_written(fixture,
                   "Chỉ số\n"
                   "2017\n"
                   "\n"
                   "Sở, ngành\n"
                   "hang  ma   ten                chi_so  points/max  nhom\n"
                   "   1  H01  Sở Y tế             0.883       53/60  Tốt\n"
                   "   2  H05  <b>Sở, mới</b>      0.700       42/60  Khá\n"
                   "\n"
                   "2 units, 2 ranked\n"
                   "nhom: 1/2 Tốt, 1/2 Khá\n"
                   "chi_so: highest 0.883 (Sở Y tế), lowest 0.700 (<b>Sở, mới</b>), mean 0.792\n"
                   "\n"
                   "Huyện\n"
                   "hang  ma   ten                chi_so  points/max  nhom\n"
                   "   1  H02  =cmd|'/C calc'!A0   0.874     61.2/70  Tốt\n"
                   "   2  H03  Phú \"Vang\"          0.683       41/60  Khá\n"
                   "   ?  H04  Nam Đông                ?           ?  ?\n"
                   "\n"
                   "3 units, 2 ranked\n"
                   "nhom: 1/3 Tốt, 1/3 Khá, 1/3 (none)\n"
                   "chi_so: highest 0.874 (=cmd|'/C calc'!A0), lowest 0.683 (Phú \"Vang\"), mean 0.779\n"
                   "not ranked: Nam Đông (chi_so is missing)\n"
                   "\n"
                   "? missing\n");
}

static void a_narrow_terminal_loses_columns_from_the_right_and_says_so(void **state) {
    Fixture *fixture = *state;
    fixture->options.format = RESULT_TABLE;
    fixture->options.block = TEXT("so");
    fixture->options.width = 40;
    assert_written(
        fixture, "Chỉ số\n"
                 "2017\n"
                 "\n"
                 "Sở, ngành\n"
                 "hang  ma   ten             chi_so\n"
                 "   1  H01  Sở Y tế          0.883\n"
                 "   2  H05  <b>Sở, mới</b>   0.700\n"
                 "\n"
                 "2 units, 2 ranked\n"
                 "nhom: 1/2 Tốt, 1/2 Khá\n"
                 "chi_so: highest 0.883 (Sở Y tế), lowest 0.700 (<b>Sở, mới</b>), mean 0.792\n"
                 "\n"
                 "not shown for want of width: points/max, nhom; --columns chooses, --format csv has all\n");
}

/* ---- printed values and order */

static void equal_printed_values_with_different_places_are_flagged(void **state) {
    Fixture *fixture = *state;
    Builder *builder = &fixture->builder;
    column_set(&builder->table.columns[builder->plan.block_input + 1].values, 4, cell_from_decimal(5301, 2));
    builder->plan.outputs[0].decimals = 2;
    builder->plan.outputs[0].value = builder->plan.outputs[0].exact;
    builder->plan.outputs[1].is_exact = true;
    builder->plan.operands[builder->plan.steps[builder->plan.outputs[1].value].first_operand + 1] =
        builder->plan.outputs[0].exact;
    compute(fixture);
    result_check_shown(&fixture->result, builder->diagnostics);
    assert_int_equal(diagnostics_warning_count(builder->diagnostics), 1);
    TextBuilder out = text_builder(builder->arena);
    diagnostics_render(builder->diagnostics, false, &out);
    text_builder_add_char(&out, '\0');
    assert_non_null(strstr(out.bytes, "data.csv:2:1: warning V306: `H05` and `H01` both show 0.88"));
}

#define RESULT_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        RESULT_TEST(csv_shows_who_then_what_in_rank_order_block_by_block),
        RESULT_TEST(raw_csv_leaves_texts_as_they_are),
        RESULT_TEST(the_vietnamese_locale_takes_commas_and_semicolons),
        RESULT_TEST(named_parts_of_a_value_are_columns),
        RESULT_TEST(top_takes_the_first_of_every_list),
        RESULT_TEST(shared_places_and_numbers_of_units_are_shown_where_declared),
        RESULT_TEST(a_failed_write_is_told_and_ends_the_writing),
        RESULT_TEST(an_unknown_column_is_reported_with_the_nearest_name),
        RESULT_TEST(an_unknown_block_is_reported),
        RESULT_TEST(json_keeps_decimals_as_texts_and_escapes_what_could_run),
        RESULT_TEST(json_tells_why_a_value_is_absent),
        RESULT_TEST(json_by_several_threads_is_the_same),
        RESULT_TEST(json_marks_shared_places),
        RESULT_TEST(json_has_no_exact_value_where_there_is_none),
        RESULT_TEST(json_of_a_part_of_a_rank_has_its_value_alone),
        RESULT_TEST(a_table_has_one_list_after_the_other_with_its_summary),
        RESULT_TEST(a_narrow_terminal_loses_columns_from_the_right_and_says_so),
        RESULT_TEST(equal_printed_values_with_different_places_are_flagged),
    };
    return cmocka_run_group_tests_name("result", tests, NULL, NULL);
}
