/* [F4] Whole columns of a CSV file against its cells one by one: values of every width and kind, in any order
 * and in pieces. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "runtime/results/result_cell.h"
#include "runtime/results/result_csv_rows.h"
#include "tests/unit/rows_fixture.h"

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
