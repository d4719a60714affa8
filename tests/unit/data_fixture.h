/* Plans and data for tests of the reader: built by hand, no rules needed. */
#ifndef TESTS_UNIT_DATA_FIXTURE_H
#define TESTS_UNIT_DATA_FIXTURE_H

#include "runtime/reading/table_read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct Fixture {
    Memory memory;
    Arena *arena;
    NumberContext *numbers;
    Diagnostics *diagnostics;
    Plan plan;
    Table table;
    ReadOptions options;
} Fixture;

static inline void *fixture_allocate(void *user, size_t size) {
    (void)user;
    return malloc(size);
}

static inline void fixture_release(void *user, void *block) {
    (void)user;
    free(block);
}

static inline void fixture_exhausted(void *user) {
    (void)user;
    abort();
}

enum { FIXTURE_MAX_INPUTS = 48 };

static inline Fixture *fixture_new(void) {
    Fixture *fixture = calloc(1, sizeof *fixture);
    fixture->memory = (Memory){fixture_allocate, fixture_release, fixture_exhausted, NULL, NULL};
    fixture->arena = arena_new(&fixture->memory);
    fixture->numbers = number_context_new(fixture->arena);
    fixture->diagnostics = diagnostics_new(fixture->arena);
    fixture->options = (ReadOptions){.header_row = 1, .limits = READ_LIMITS_DEFAULT};
    Plan *plan = &fixture->plan;
    plan->dialect = (PlanDialect){',', '.', 0};
    plan->key_input = plan->name_input = plan->block_input = UINT32_MAX;
    plan->inputs = ARENA_ARRAY(fixture->arena, PlanInput, FIXTURE_MAX_INPUTS);
    return fixture;
}

static inline void fixture_free(Fixture *fixture) {
    number_context_free(fixture->numbers);
    arena_free(fixture->arena);
    free(fixture);
}

static inline PlanInput *fixture_input(Fixture *fixture, const char *name, PlanInputType type) {
    Plan *plan = &fixture->plan;
    PlanInput *input = &plan->inputs[plan->input_count++];
    *input = (PlanInput){
        .name = text_from(name), .header = text_from(name), .type = type, .rejects_missing = true};
    if (type == INPUT_KEY) plan->key_input = plan->input_count - 1;
    if (type == INPUT_NAME) plan->name_input = plan->input_count - 1;
    if (plan->key_input == UINT32_MAX) plan->key_input = plan->name_input;
    return input;
}

static inline Number fixture_number(Fixture *fixture, const char *digits) {
    return number_from_digits(fixture->numbers, text_from(digits));
}

/* Data from memory, in pieces of at most `piece` bytes. */
typedef struct FixtureData {
    Text text;
    size_t at, piece;
    size_t fails_at; /* the read callback fails there; 0: never */
} FixtureData;

static inline long fixture_read(void *user, char *buffer, size_t size) {
    FixtureData *data = user;
    size_t len = data->text.len - data->at;
    if (data->fails_at && data->at >= data->fails_at) return -1;
    if (len > size) len = size;
    if (len > data->piece) len = data->piece;
    if (len > 0) memcpy(buffer, data->text.bytes + data->at, len);
    data->at += len;
    return (long)len;
}

static inline ReadStatus fixture_table_read(Fixture *fixture, const DataInput *input) {
    fixture->table = table_new(&fixture->plan, input->name, NULL, fixture->arena);
    return table_read(&fixture->plan, input, &fixture->options, (BlockTaker){NULL, NULL}, fixture->numbers,
                      fixture->diagnostics, &fixture->table);
}

static inline ReadStatus fixture_load(Fixture *fixture, Text text, size_t piece) {
    FixtureData data = {.text = text, .piece = piece};
    DataInput input = {.name = TEXT("data.csv"), .read = fixture_read, .user = &data};
    return fixture_table_read(fixture, &input);
}

static inline Text fixture_messages(Fixture *fixture) {
    TextBuilder messages = text_builder(fixture->arena);
    diagnostics_render(fixture->diagnostics, false, &messages);
    return text_builder_text(&messages);
}

static inline void fixture_assert_message(Fixture *fixture, const char *wanted) {
    Text messages = fixture_messages(fixture);
    const char *found = messages.len > 0
                            ? strstr(text_format(fixture->arena, "%.*s", TEXT_ARG(messages)).bytes, wanted)
                            : NULL;
    if (!found) print_error("wanted: %s\nfound:\n%.*s", wanted, TEXT_ARG(messages));
    assert_non_null(found);
}

static inline void fixture_add_cell(TextBuilder *out, Fixture *fixture, const TableColumn *column,
                                    size_t row) {
    if (column->texts)
        text_builder_add(out, text_column_get(column->texts, row));
    else if (column_state(&column->values, row) != STATE_VALUE)
        text_builder_add_format(out, "<%d>", (int)column_state(&column->values, row));
    else
        text_builder_add(
            out, number_format_exact(fixture->numbers, fixture->arena, column_number(&column->values, row)));
    text_builder_add_char(out, '|');
}

/* The table and the messages as one text. */
static inline Text fixture_all(Fixture *fixture, ReadStatus status) {
    TextBuilder out = text_builder(fixture->arena);
    text_builder_add_format(&out, "%d\n", (int)status);
    text_builder_add(&out, fixture_messages(fixture));
    for (size_t row = 0; status == READ_DONE && row < fixture->table.row_count; row++) {
        text_builder_add_format(&out, "%u:", (unsigned)table_line(&fixture->table, row));
        for (uint32_t i = 0; i < fixture->plan.input_count; i++)
            fixture_add_cell(&out, fixture, &fixture->table.columns[i], row);
        text_builder_add_char(&out, '\n');
    }
    return text_builder_text(&out);
}

static inline uint64_t fixture_random(uint64_t *random) {
    *random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *random >> 33;
}

/* Some bytes replaced, put in or taken out; most of them are bytes that mean something. */
static inline Text fixture_mutated(Fixture *fixture, Text text, uint64_t *random) {
    static const char signs[] = ",\"\n\r;\t\0 \xEF\xBB\xBF\xC2\xA0.%-e9\x1B\x80\xE1";
    TextBuilder out = text_builder(fixture->arena);
    size_t rate = 5 + fixture_random(random) % 100;
    for (size_t i = 0; i < text.len; i++) {
        size_t what = fixture_random(random) % (rate * 3);
        if (what < 2) text_builder_add_char(&out, signs[fixture_random(random) % (sizeof signs - 1)]);
        if (what != 0 && what != 2) text_builder_add_char(&out, text.bytes[i]);
    }
    return text_builder_text(&out);
}

#endif
