#include "runtime/reading/csv.h"

#include "tests/unit/data_fixture.h"

/* A tokenizer over a text in memory. */
typedef struct TestSource {
    Fixture *fixture;
    FixtureData data;
    DataInput input;
    Csv csv;
} TestSource;

static TestSource *start_within(FixtureData data, ReadLimits limits) {
    TestSource *source = calloc(1, sizeof *source);
    source->fixture = fixture_new();
    source->data = data;
    source->input = (DataInput){.name = TEXT("data.csv"), .read = fixture_read, .user = &source->data};
    source->csv = csv_new(&source->input, ',', &limits, source->fixture->arena);
    csv_open(&source->csv);
    return source;
}

static TestSource *start(const char *bytes, size_t len, size_t piece) {
    return start_within((FixtureData){.text = {bytes, len}, .piece = piece}, READ_LIMITS_DEFAULT);
}

static void end(TestSource *source) {
    fixture_free(source->fixture);
    free(source);
}

#define START(literal) start(literal, sizeof(literal) - 1, SIZE_MAX)

static void assert_cell(TestSource *source, size_t field, const char *expected) {
    assert_true(field < source->csv.record.count);
    Text cell = csv_text(&source->csv, field);
    if (!text_equal(cell, text_from(expected))) fail_msg("`%.*s` is not `%s`", TEXT_ARG(cell), expected);
}

static void assert_fault(TestSource *source, CsvProblemKind kind, size_t at) {
    assert_int_equal(csv_next(&source->csv), CSV_BROKEN);
    assert_int_equal(source->csv.fault.kind, kind);
    assert_int_equal(source->csv.fault.at, at);
    assert_int_equal(csv_next(&source->csv), CSV_BROKEN);
}

static void bare_cells_stand_between_separators(void **state) {
    (void)state;
    TestSource *source = START("a,b c,\n,,\n");
    assert_int_equal(csv_next(&source->csv), CSV_RECORD);
    assert_int_equal(source->csv.record.count, 3);
    assert_cell(source, 0, "a");
    assert_cell(source, 1, "b c");
    assert_cell(source, 2, "");
    assert_int_equal(csv_next(&source->csv), CSV_RECORD);
    assert_int_equal(source->csv.record.count, 3);
    assert_int_equal(source->csv.record.line, 2);
    assert_int_equal(csv_next(&source->csv), CSV_END);
    assert_int_equal(csv_next(&source->csv), CSV_END);
    end(source);
}

static void quoted_cells_hold_separators_lines_and_quotes(void **state) {
    (void)state;
    TestSource *source = START("\"a,b\",\"c\nd\",\"e\"\"f\",\"\",\"\"\"\"\nx\n");
    assert_int_equal(csv_next(&source->csv), CSV_RECORD);
    assert_int_equal(source->csv.record.count, 5);
    assert_cell(source, 0, "a,b");
    assert_cell(source, 1, "c\nd");
    assert_cell(source, 2, "e\"f");
    assert_cell(source, 3, "");
    assert_cell(source, 4, "\"");
    assert_int_equal(csv_next(&source->csv), CSV_RECORD);
    assert_int_equal(source->csv.record.line, 3);
    assert_int_equal(source->csv.record.problem_count, 0);
    end(source);
}

static void the_last_line_needs_no_end(void **state) {
    (void)state;
    static const char *const texts[] = {"a,b", "a,b\n", "a,b\r\n", "\"a\",\"b\""};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        TestSource *source = start(texts[i], strlen(texts[i]), 1);
        assert_int_equal(csv_next(&source->csv), CSV_RECORD);
        assert_cell(source, 1, "b");
        assert_int_equal(csv_next(&source->csv), CSV_END);
        end(source);
    }
}

static void a_separator_at_the_end_of_the_file_begins_an_empty_cell(void **state) {
    (void)state;
    TestSource *source = START("a,");
    assert_int_equal(csv_next(&source->csv), CSV_RECORD);
    assert_int_equal(source->csv.record.count, 2);
    end(source);
}

static void a_byte_order_mark_at_the_start_is_skipped(void **state) {
    (void)state;
    TestSource *source = START("\xEF\xBB\xBF"
                               "a\n");
    assert_int_equal(csv_next(&source->csv), CSV_RECORD);
    assert_cell(source, 0, "a");
    assert_int_equal(source->csv.record.problem_count, 0);
    end(source);
}

static void problems_of_a_cell_do_not_end_the_reading(void **state) {
    (void)state;
    TestSource *source = START("a\"b\"c,\"d\"e,\x01,\xEF\xBB\xBF,\xC2\x85,\x7F\nx\n");
    static const CsvProblemKind kinds[] = {CSV_STRAY_QUOTE, CSV_TEXT_AFTER_QUOTE, CSV_CONTROL,
                                           CSV_BOM_INSIDE,  CSV_CONTROL,          CSV_CONTROL};
    static const size_t places[] = {1, 9, 11, 13, 17, 20};
    assert_int_equal(csv_next(&source->csv), CSV_RECORD);
    assert_int_equal(source->csv.record.count, 6);
    assert_int_equal(source->csv.record.problem_count, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(source->csv.record.problems[i].kind, kinds[i]);
        assert_int_equal(source->csv.record.problems[i].at, places[i]);
    }
    assert_int_equal(csv_next(&source->csv), CSV_RECORD);
    end(source);
}

static void letters_that_begin_like_a_control_are_letters(void **state) {
    (void)state;
    TestSource *source = START("\xC2\xA0,\xC2\xBD,\xEF\xBC\x91\n");
    assert_int_equal(csv_next(&source->csv), CSV_RECORD);
    assert_int_equal(source->csv.record.problem_count, 0);
    end(source);
}

static void the_last_control_character_is_u_009f(void **state) {
    (void)state;
    TestSource *source = START("\xC2\x9F\n");
    assert_int_equal(csv_next(&source->csv), CSV_RECORD);
    assert_int_equal(source->csv.record.problem_count, 1);
    end(source);
}

static void faults_end_the_reading_where_they_stand(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
        CsvProblemKind kind;
        size_t at;
    } faults[] = {
        {"a\0b", 3, CSV_NUL, 1},
        {"a\xFF", 2, CSV_NOT_UTF8, 1},
        {"\xC0\x80", 2, CSV_NOT_UTF8, 0},
        {"a\rb", 3, CSV_STRAY_RETURN, 1},
        {"a\r", 2, CSV_STRAY_RETURN, 1},
        {"a\r\r\n", 4, CSV_STRAY_RETURN, 1},
        {"a,\"b\n", 5, CSV_OPEN_QUOTE, 2},
        {"\"a\rb\"", 5, CSV_STRAY_RETURN, 2},
        {"a\xE1\xBB", 3, CSV_NOT_UTF8, 1},
        {"a\xE0\x9F\xBF", 4, CSV_NOT_UTF8, 1},
        {"a\xED\xA0\x80", 4, CSV_NOT_UTF8, 1},
        {"a\xC1\xBF", 3, CSV_NOT_UTF8, 1},
        {"a\xE1\x80\x7F", 4, CSV_NOT_UTF8, 1},
        {"a\xF4\x90\x80\x80", 5, CSV_NOT_UTF8, 1},
        {"\"a\"\"", 4, CSV_OPEN_QUOTE, 0},
        {"\"a\"\r", 4, CSV_STRAY_RETURN, 3},
    };
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++)
        for (size_t piece = 1; piece < 6; piece++) {
            TestSource *source = start(faults[i].bytes, faults[i].len, piece);
            assert_fault(source, faults[i].kind, faults[i].at);
            end(source);
        }
}

static void limits_are_exact(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool is_good;
    } cells[] = {{"12345678,x\n", true},     {"123456789,x\n", false},
                 {"\"12345678\",x\n", true}, {"\"123456789\",x\n", false},
                 {"a,b,c\n", true},          {"a,b,c,d\n", false},
                 {"a,b,c,", false},          {"12345678", true}};
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
        for (size_t piece = 1; piece < 12; piece++) {
            FixtureData data = {.text = text_from(cells[i].text), .piece = piece};
            TestSource *source = start_within(data, (ReadLimits){1000, 1000, 3, 8});
            assert_int_equal(csv_next(&source->csv), cells[i].is_good ? CSV_RECORD : CSV_BROKEN);
            end(source);
        }
}

static void the_limit_of_bytes_is_exact(void **state) {
    (void)state;
    for (size_t limit = 4; limit <= 5; limit++) {
        TestSource *source =
            start_within((FixtureData){.text = TEXT("a,b\nc"), .piece = 2}, (ReadLimits){limit, 9, 9, 9});
        assert_int_equal(csv_next(&source->csv), CSV_RECORD);
        assert_int_equal(csv_next(&source->csv), limit == 5 ? CSV_RECORD : CSV_BROKEN);
        if (limit == 4) assert_int_equal(source->csv.fault.kind, CSV_MANY_BYTES);
        end(source);
    }
}

static void an_endless_cell_does_not_fill_the_memory(void **state) {
    (void)state;
    size_t len = 8 << 20;
    char *bytes = malloc(len);
    memset(bytes, '1', len);
    TestSource *source = start(bytes, len, SIZE_MAX);
    assert_int_equal(csv_next(&source->csv), CSV_BROKEN);
    assert_int_equal(source->csv.fault.kind, CSV_LONG_CELL);
    assert_true(arena_size(source->fixture->arena) < 2 << 20);
    end(source);
    free(bytes);
}

static void a_failing_read_is_told_apart_from_the_end(void **state) {
    (void)state;
    size_t len = 200;
    char bytes[200];
    memset(bytes, 'x', len);
    bytes[99] = '\n';
    TestSource *source =
        start_within((FixtureData){.text = {bytes, len}, .piece = 10, .fails_at = 150}, READ_LIMITS_DEFAULT);
    assert_int_equal(csv_next(&source->csv), CSV_RECORD);
    assert_int_equal(csv_next(&source->csv), CSV_FAILED);
    assert_int_equal(csv_next(&source->csv), CSV_FAILED);
    end(source);
}

static void mixed_line_ends_are_noticed_once(void **state) {
    (void)state;
    TestSource *source = START("a\r\nb\nc\r\n");
    while (csv_next(&source->csv) == CSV_RECORD) {
    }
    assert_int_equal(source->csv.mixed_line, 2);
    end(source);
}

static void skipped_lines_need_not_be_records(void **state) {
    (void)state;
    TestSource *source = START("a \"b\nc\n\nd,e\n");
    for (int i = 0; i < 3; i++)
        assert_int_equal(csv_skip_line(&source->csv), CSV_RECORD);
    assert_int_equal(csv_next(&source->csv), CSV_RECORD);
    assert_int_equal(source->csv.record.line, 4);
    assert_cell(source, 1, "e");
    assert_int_equal(csv_skip_line(&source->csv), CSV_END);
    end(source);
}

/* Records much longer than a piece, so that the buffer moves and grows under them. */
static void records_survive_a_moving_buffer(void **state) {
    (void)state;
    size_t cell = 60000, cells = 20, rows = 5, len = rows * cells * (cell + 1);
    char *bytes = malloc(len);
    memset(bytes, 'x', len);
    for (size_t i = 1; i <= rows * cells; i++)
        bytes[i * (cell + 1) - 1] = i % cells == 0 ? '\n' : ',';
    TestSource *source = start(bytes, len, 70000);
    for (size_t row = 0; row < rows; row++) {
        assert_int_equal(csv_next(&source->csv), CSV_RECORD);
        assert_int_equal(source->csv.record.count, cells);
        for (size_t i = 0; i < cells; i++)
            assert_int_equal(csv_text(&source->csv, i).len, cell);
    }
    assert_int_equal(csv_next(&source->csv), CSV_END);
    end(source);
    free(bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bare_cells_stand_between_separators),
        cmocka_unit_test(quoted_cells_hold_separators_lines_and_quotes),
        cmocka_unit_test(the_last_line_needs_no_end),
        cmocka_unit_test(a_separator_at_the_end_of_the_file_begins_an_empty_cell),
        cmocka_unit_test(a_byte_order_mark_at_the_start_is_skipped),
        cmocka_unit_test(problems_of_a_cell_do_not_end_the_reading),
        cmocka_unit_test(letters_that_begin_like_a_control_are_letters),
        cmocka_unit_test(the_last_control_character_is_u_009f),
        cmocka_unit_test(faults_end_the_reading_where_they_stand),
        cmocka_unit_test(limits_are_exact),
        cmocka_unit_test(the_limit_of_bytes_is_exact),
        cmocka_unit_test(an_endless_cell_does_not_fill_the_memory),
        cmocka_unit_test(a_failing_read_is_told_apart_from_the_end),
        cmocka_unit_test(mixed_line_ends_are_noticed_once),
        cmocka_unit_test(skipped_lines_need_not_be_records),
        cmocka_unit_test(records_survive_a_moving_buffer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
