/* [F5.2] Units in JSON, many at a time, against their values one by one: values of every width and kind, in
 * any order and in pieces. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "runtime/results/json_text.h"
#include "runtime/results/result_json_rows.h"
#include "tests/unit/rows_fixture.h"

static JsonUnits units_of(Fixture *fixture) {
    Builder *builder = &fixture->builder;
    uint32_t *outputs = ARENA_ARRAY(builder->arena, uint32_t, builder->plan.output_count);
    uint32_t *inputs = ARENA_ARRAY(builder->arena, uint32_t, builder->plan.input_count);
    for (uint32_t i = 0; i < builder->plan.output_count; i++)
        outputs[i] = i;
    for (uint32_t i = 0; i < builder->plan.input_count; i++)
        inputs[i] = i;
    return json_units(&fixture->result, outputs, builder->plan.output_count, inputs,
                      builder->plan.input_count);
}

static JsonUnits careful_units_of(Fixture *fixture) {
    JsonUnits units = units_of(fixture);
    for (size_t i = 0; i < units.part_count; i++)
        units.parts[i].field.kind = FIELD_CAREFUL;
    return units;
}

static void assert_same(Text written, Text expected, size_t from) {
    size_t at = 0;
    while (at < written.len && at < expected.len && written.bytes[at] == expected.bytes[at])
        at++;
    if (at == written.len && at == expected.len) return;
    size_t start = at < 60 ? 0 : at - 60;
    fail_msg("units from %zu on: expected %.100s, written %.100s", from, expected.bytes + start,
             written.bytes + start);
}

/* Pieces of any size, by two writers in turn. */
static void check(Fixture *fixture, MachinePath path) {
    static const size_t sizes[] = {1, 3, 130, 7, 1000, 128, 77};
    Builder *builder = &fixture->builder;
    JsonUnits units = units_of(fixture), careful = careful_units_of(fixture);
    units.path = path;
    Arena *scratch = arena_new(arena_memory(builder->arena));
    JsonWriter *writers[3];
    for (size_t i = 0; i < 3; i++)
        writers[i] = json_writer_new(i < 2 ? &units : &careful, builder->arena, scratch, builder->numbers);
    for (size_t i = 0, at = 0, count; at < fixture->result.row_count; i++, at += count) {
        size_t rest = fixture->result.row_count - at;
        count = sizes[i % 7] < rest ? sizes[i % 7] : rest;
        json_writer_add(writers[i % 2], at, count);
        json_writer_add(writers[2], at, count);
        assert_same(json_writer_take(writers[i % 2]), json_writer_take(writers[2]), at);
    }
    arena_free(scratch);
}

static void compute_json(Fixture *fixture) {
    fixture->options.format = RESULT_JSON;
    compute(fixture);
}

static void all_values_are_written_as_one_by_one(void **state) {
    Fixture *fixture = *state;
    compute_json(fixture);
    assert_null(fixture->result.rows);
    check(fixture, machine_best());
    check(fixture, MACHINE_PLAIN);
}

static void units_in_another_order_take_their_values_along(void **state) {
    Fixture *fixture = *state;
    compute_json(fixture);
    uint32_t *rows = ARENA_ARRAY(fixture->builder.arena, uint32_t, ROWS);
    for (size_t i = 0; i < ROWS; i++)
        rows[i] = (uint32_t)(i * 4099 % ROWS);
    fixture->result.rows = rows;
    check(fixture, machine_best());
}

/* [F5.3] */
static void one_special_letter_anywhere_needs_an_escape(void **state) {
    Fixture *fixture = *state;
    char text[80 + TEXT_SLACK];
    for (size_t len = 1; len <= 80; len++)
        for (size_t at = 0; at < len; at++)
            for (const char *special = "\"\\<\n\x1f\x7f"; *special; special++) {
                memset(text, '<', sizeof text);
                memset(text, 'a', len);
                assert_true(json_is_plain((Text){text, len}));
                assert_int_equal(json_text(fixture->scratch, (Text){text, len}).len, len);
                text[at] = *special;
                size_t added = *special == '"' || *special == '\\' ? 1 : 5;
                assert_false(json_is_plain((Text){text, len}));
                assert_int_equal(json_text(fixture->scratch, (Text){text, len}).len, len + added);
                arena_reset(fixture->scratch);
            }
}

/* [F5.3] Beyond ASCII: what is escaped is never taken for plain. */
static void every_code_point_to_escape_is_seen(void **state) {
    static const char *const texts[] = {"\xC2\x85",     "\xD8\x9C",     "\xE2\x80\x8F", "\xE2\x80\xA8",
                                        "\xE2\x80\xA9", "\xE2\x81\xA6", "\xEF\xBB\xBF"};
    static const char *const escapes[] = {"\\u0085", "\\u061c", "\\u200f", "\\u2028",
                                          "\\u2029", "\\u2066", "\\ufeff"};
    Fixture *fixture = *state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char bytes[8 + TEXT_SLACK] = {0};
        size_t len = strlen(texts[i]);
        memcpy(bytes, texts[i], len);
        assert_false(json_is_plain((Text){bytes, len}));
        Text written = json_text(fixture->scratch, (Text){bytes, len});
        assert_true(text_equal(written, text_from(escapes[i])));
    }
}

#define ROWS_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        ROWS_TEST(all_values_are_written_as_one_by_one),
        ROWS_TEST(units_in_another_order_take_their_values_along),
        ROWS_TEST(one_special_letter_anywhere_needs_an_escape),
        ROWS_TEST(every_code_point_to_escape_is_seen),
    };
    return cmocka_run_group_tests_name("result_json_rows", tests, NULL, NULL);
}
