/* Plans and data for tests of the reader: built by hand, no rules needed. */
#ifndef TESTS_UNIT_DATA_FIXTURE_H
#define TESTS_UNIT_DATA_FIXTURE_H

#include "runtime/table_read.h"

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

enum { FIXTURE_MAX_INPUTS = 16 };

static inline Fixture *fixture_new(void) {
    Fixture *fixture = calloc(1, sizeof *fixture);
    fixture->memory = (Memory){fixture_allocate, fixture_release, fixture_exhausted, NULL};
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

static inline ReadStatus fixture_load(Fixture *fixture, Text text, size_t piece) {
    FixtureData data = {.text = text, .piece = piece};
    DataInput input = {.name = TEXT("data.csv"), .read = fixture_read, .user = &data};
    return table_read(&fixture->plan, &input, &fixture->options, fixture->arena, fixture->numbers,
                      fixture->diagnostics, &fixture->table);
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

#endif
