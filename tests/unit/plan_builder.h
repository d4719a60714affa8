/* Plans and tables by hand, for tests of what runs them. Everything lives until builder_free. */
#ifndef TESTS_UNIT_PLAN_BUILDER_H
#define TESTS_UNIT_PLAN_BUILDER_H

#include "base/diagnostic.h"
#include "lang/plan.h"
#include "runtime/values/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BUILDER_ROOM = 4096 }; /* steps, operands, inputs, outputs of one test plan */

typedef struct Builder {
    Arena *arena;
    NumberContext *numbers;
    Diagnostics *diagnostics;
    Plan plan;
    Table table;
} Builder;

static inline void *builder_allocate(void *user, size_t size) {
    (void)user;
    return malloc(size);
}

static inline void builder_release(void *user, void *block) {
    (void)user;
    free(block);
}

static inline void builder_exhausted(void *user) {
    (void)user;
    abort();
}

static inline Builder builder_new(size_t row_count) {
    static const Memory memory = {builder_allocate, builder_release, builder_exhausted, NULL, NULL};
    Builder builder = {.arena = arena_new(&memory)};
    builder.numbers = number_context_new(builder.arena);
    number_context_use(builder.numbers, builder.arena);
    builder.diagnostics = diagnostics_new(builder.arena);
    builder.plan = (Plan){
        .source_name = TEXT("rules.isl"),
        .inputs = ARENA_ARRAY(builder.arena, PlanInput, BUILDER_ROOM),
        .key_input = UINT32_MAX,
        .name_input = UINT32_MAX,
        .block_input = UINT32_MAX,
        .steps = ARENA_ARRAY(builder.arena, Step, BUILDER_ROOM),
        .operands = ARENA_ARRAY(builder.arena, StepId, BUILDER_ROOM),
        .constants = ARENA_ARRAY(builder.arena, Number, BUILDER_ROOM),
        .outputs = ARENA_ARRAY(builder.arena, PlanOutput, BUILDER_ROOM),
        .requires = ARENA_ARRAY(builder.arena, PlanRequire, BUILDER_ROOM),
        .stage_count = 1,
    };
    builder.table = (Table){
        .file = TEXT("data.csv"),
        .row_count = row_count,
        .columns = ARENA_ARRAY(builder.arena, TableColumn, BUILDER_ROOM),
        .lines = ARENA_NEW(builder.arena, LineRun),
        .line_count = 1,
        .arena = builder.arena,
    };
    builder.table.lines[0] = (LineRun){0, 2};
    return builder;
}

static inline void builder_free(Builder *builder) {
    number_context_free(builder->numbers);
    arena_free(builder->arena);
}

/* "12.5", "-3", "1/3" */
static inline Number builder_number(Builder *builder, const char *text) {
    const char *slash = strchr(text, '/');
    if (!slash) return number_from_digits(builder->numbers, text_from(text));
    Text numerator = {text, (size_t)(slash - text)};
    return number_divide(builder->numbers, number_from_digits(builder->numbers, numerator),
                         number_from_digits(builder->numbers, text_from(slash + 1)));
}

/* A value, or "" missing, "e" not applicable. */
static inline void builder_add_cell(Builder *builder, Column *column, const char *text) {
    if (*text == '\0')
        column_add(column, cell_without_value(STATE_MISSING));
    else if (*text == 'e')
        column_add(column, cell_without_value(STATE_NOT_APPLICABLE));
    else
        column_add_number(column, builder->numbers, builder_number(builder, text));
}

/* `cells`: separated by blanks, "." for an empty one; one per row. */
static inline void builder_add_cells(Builder *builder, Column *column, const char *cells) {
    char word[64];
    for (int used; sscanf(cells, "%63s%n", word, &used) == 1; cells += used)
        builder_add_cell(builder, column, strcmp(word, ".") == 0 ? "" : word);
}

static inline StepId builder_add_step(Builder *builder, Step step, size_t count, const StepId *operands) {
    Plan *plan = &builder->plan;
    step.first_operand = plan->operand_count;
    step.operand_count = (uint32_t)count;
    for (size_t i = 0; i < count; i++) {
        plan->operands[plan->operand_count++] = operands[i];
        if (plan->steps[operands[i]].stage > step.stage) step.stage = plan->steps[operands[i]].stage;
    }
    if (step_op_is_cohort(step.op)) step.stage++;
    if (step.stage >= plan->stage_count) plan->stage_count = step.stage + 1;
    plan->steps[plan->step_count] = step;
    return plan->step_count++;
}

static inline uint32_t builder_input(Builder *builder, const char *name, PlanInputType type,
                                     const char *cells) {
    uint32_t input = builder->plan.input_count++;
    TableColumn *column = &builder->table.columns[input];
    builder->plan.inputs[input] = (PlanInput){.name = text_from(name), .type = type};
    column->values = column_new(builder->arena);
    column->is_kept = true;
    if (type != INPUT_KEY) {
        builder_add_cells(builder, &column->values, cells);
        return input;
    }
    builder->plan.key_input = input;
    column->texts = ARENA_NEW(builder->arena, TextColumn);
    *column->texts = text_column_new(builder->arena);
    char word[64];
    for (int used; sscanf(cells, "%63s%n", word, &used) == 1; cells += used)
        text_column_add(column->texts, text_from(word));
    return input;
}

/* An input and the step that reads it. */
static inline StepId builder_column(Builder *builder, const char *name, const char *cells) {
    uint32_t input = builder_input(builder, name, INPUT_NUMBER, cells);
    return builder_add_step(builder, (Step){.op = OP_INPUT, .input = input}, 0, NULL);
}

static inline StepId builder_constant(Builder *builder, const char *text) {
    Plan *plan = &builder->plan;
    plan->constants[plan->constant_count] = builder_number(builder, text);
    Step step = {.op = OP_CONSTANT, .constant = plan->constant_count++};
    return builder_add_step(builder, step, 0, NULL);
}

static inline StepId builder_no_value(Builder *builder, ValueState state) {
    return builder_add_step(builder, (Step){.op = OP_NO_VALUE, .state = state}, 0, NULL);
}

#define BUILDER_IDS(...)                                                                                     \
    (sizeof((StepId[]){__VA_ARGS__}) / sizeof(StepId)), (StepId[]) {                                         \
        __VA_ARGS__                                                                                          \
    }
#define builder_step(builder, operation, ...)                                                                \
    builder_add_step((builder), (Step){.op = (operation)}, BUILDER_IDS(__VA_ARGS__))
#define builder_cohort(builder, operation, scope, ...)                                                       \
    builder_add_step((builder), (Step){.op = (operation), .cohort = {(scope), 0, 0}},                        \
                     BUILDER_IDS(__VA_ARGS__))

static inline uint32_t builder_output(Builder *builder, const char *name, StepId value) {
    builder->plan.outputs[builder->plan.output_count] = (PlanOutput){
        .kind = OUTPUT_REPORT,
        .name = text_from(name),
        .value = value,
        .exact = value,
        .points = STEP_NONE,
        .max = STEP_NONE,
        .ratio = STEP_NONE,
        .declared_max = STEP_NONE,
        .parent = UINT32_MAX,
    };
    return builder->plan.output_count++;
}

/* The cells of a column as they would be written in builder_add_cells; "?" has no result. */
static inline Text builder_cells_text(Builder *builder, const Column *column) {
    static const char *const words[] = {"", "e", ".", "?"};
    TextBuilder out = text_builder(builder->arena);
    for (size_t row = 0; row < column->count; row++) {
        ValueState state = column_state(column, row);
        Text text = text_from(words[state]);
        if (state == STATE_VALUE)
            text = number_format_exact(builder->numbers, builder->arena, column_number(column, row));
        if (row > 0) text_builder_add_char(&out, ' ');
        text_builder_add(&out, text);
    }
    text_builder_add_char(&out, '\0');
    return text_builder_text(&out);
}

#endif
