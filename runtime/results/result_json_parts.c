#include "runtime/results/result_json_parts.h"

#include "runtime/results/json_text.h"
#include "runtime/results/result_rank.h"
#include "runtime/results/result_value.h"

#include <string.h>

/* Parts as they are put together. */
typedef struct Build {
    JsonUnits units;
    const Result *result;
    Arena *arena;
    TextBuilder between; /* what stands between the last part and the next */
} Build;

static void add(Build *build, Text text) {
    text_builder_add(&build->between, text);
}

static void add_quoted(Build *build, Text text) {
    json_add_text(&build->between, text);
}

/* What stands between, and `last`. */
static Text joined(const Build *build, Text last) {
    Text between = text_builder_text(&build->between);
    char *bytes = arena_alloc(build->arena, between.len + last.len + TEXT_SLACK);
    if (between.len > 0) memcpy(bytes, between.bytes, between.len);
    if (last.len > 0) memcpy(bytes + between.len, last.bytes, last.len);
    return (Text){bytes, between.len + last.len};
}

/* `absent`: by state. */
static void add_part(Build *build, JsonPart part, Text before, const Text *absent) {
    part.before = joined(build, before);
    for (size_t state = 0; state <= STATE_UNDEFINED; state++)
        part.absent[state] = joined(build, absent[state]);
    build->between.len = 0;
    ARENA_PUSH(build->arena, build->units.parts, build->units.part_count, build->units.part_capacity, part);
}

static const Text nothing[STATE_UNDEFINED + 1];

/* ---- labels */

static const Text *converted(const Build *build, const Text *labels, size_t count) {
    Text *texts = ARENA_ARRAY(build->arena, Text, count + 1);
    for (size_t i = 0; i < count; i++)
        texts[i] = json_text(build->arena, labels[i]);
    return texts;
}

static ResultField output_field(const Build *build, uint32_t output, ResultShow what) {
    ResultColumn column = {what, RESULT_NONE, output, {"", 0}};
    return result_field(build->result, &column, true);
}

/* ---- inputs */

static void add_input(Build *build, uint32_t input, Text name) {
    static const Text absent[] = {{"null", 4}, {"null", 4}, {"null", 4}, {"null", 4}};
    ResultColumn column = {SHOW_INPUT, input, RESULT_NONE, {"", 0}};
    ResultField field = result_field(build->result, &column, true);
    if (field.kind == FIELD_LABEL) field.labels = converted(build, field.labels, field.label_count);
    add_quoted(build, name);
    add(build, TEXT(":"));
    JsonPart part = {.what = JSON_INPUT, .input = input, .field = field, .end = '"', .has_end = true};
    add_part(build, part, TEXT("\""), absent);
}

static void add_who(Build *build, uint32_t input, Text name) {
    if (input == RESULT_NONE) return;
    add_input(build, input, name);
    add(build, TEXT(","));
}

static void add_inputs(Build *build, const uint32_t *inputs, size_t count) {
    if (count == 0) return;
    add(build, TEXT("\"inputs\":{"));
    for (size_t i = 0; i < count; i++) {
        if (i > 0) add(build, TEXT(","));
        add_input(build, inputs[i], build->result->plan->inputs[inputs[i]].name);
    }
    add(build, TEXT("},"));
}

/* ---- outputs */

/* Unlike other texts yes/no of an output is a word of JSON; per cent is not shown. */
static ResultField value_field(const Build *build, uint32_t output) {
    static const Text words[] = {{"false", 5}, {"true", 4}};
    ResultField field = output_field(build, output, SHOW_VALUE);
    field.style.as_percent = false;
    if (field.kind == FIELD_LABEL)
        field.labels = converted(build, field.is_foreign ? field.labels : words, field.label_count);
    else if (build->result->plan->outputs[output].kind == OUTPUT_GATE)
        field.kind = FIELD_CAREFUL;
    return field;
}

static bool is_measure(const PlanOutput *output) {
    return output->kind != OUTPUT_RANK && output->kind != OUTPUT_GRADE && output->kind != OUTPUT_GATE;
}

static PlanType type_of(const Build *build, StepId step) {
    return build->result->plan->steps[step].type;
}

/* Decimals are texts [F5.4]; behind a rank there is more. */
static void add_value(Build *build, uint32_t id) {
    static const Text absent[] = {{"null,\"state\":\"value\"", 20},
                                  {"null,\"state\":\"not_applicable\"", 29},
                                  {"null,\"state\":\"missing\"", 22},
                                  {"null,\"state\":\"undefined\"", 24}};
    const PlanOutput *output = &build->result->plan->outputs[id];
    bool is_word =
        output->kind == OUTPUT_GATE || (is_measure(output) && type_of(build, output->value) == PLAN_YES_NO);
    bool is_rank = output->kind == OUTPUT_RANK;
    bool is_last = is_word || (is_rank && !result_rank_find(build->result, id));
    add_quoted(build, output->name);
    add(build, TEXT(":{\"value\":"));
    JsonPart part = {.what = JSON_VALUE,
                     .output = id,
                     .step = output->value,
                     .field = value_field(build, id),
                     .end = is_rank ? ',' : '"',
                     .has_end = !is_last};
    add_part(build, part, is_word || is_rank ? TEXT("") : TEXT("\""), absent);
}

static Text *place_texts(const Build *build, const ResultRank *rank) {
    size_t categories = (size_t)result_category_count(build->result, rank->scope_input) + 1;
    Text *texts = ARENA_ARRAY(build->arena, Text, 2 * categories);
    for (size_t i = 0; i < 2 * categories; i++) {
        Text text = text_format(build->result->scratch, "\"of\":%lu%s", (unsigned long)rank->ranked[i / 2],
                                i % 2 ? ",\"shared\":true" : "");
        texts[i] = joined(build, text);
    }
    return texts;
}

static void add_place(Build *build, uint32_t id) {
    const Result *result = build->result;
    const ResultRank *rank = result_rank_find(result, id);
    if (!rank) return;
    JsonPart part = {.what = JSON_PLACE, .output = id, .rank = rank, .places = place_texts(build, rank)};
    part.field.source = item_source_of_same(cell_from_decimal(0, 0));
    if (rank->scope_input != RESULT_NONE) {
        const Column *categories = &result->table->columns[rank->scope_input].values;
        part.field.source = item_source(categories);
        part.field.kind = categories->count >= result->evaluation->row_count ? FIELD_LABEL : FIELD_CAREFUL;
    } else {
        part.field.kind = FIELD_LABEL;
    }
    add_part(build, part, TEXT(""), nothing);
}

static void add_exact(Build *build, uint32_t id) {
    const PlanOutput *output = &build->result->plan->outputs[id];
    PlanType type = type_of(build, output->value);
    if (!is_measure(output) || type == PLAN_YES_NO || type == PLAN_DATE) return;
    JsonPart part = {.what = JSON_EXACT, .output = id, .step = output->exact, .end = '"', .has_end = true};
    if (json_exact_is_rare(output))
        part.field = output_field(build, id, SHOW_VALUE);
    else if (type_of(build, output->exact) == PLAN_NUMBER)
        part.field = output_field(build, id, SHOW_EXACT);
    if (part.field.kind != FIELD_NUMBER) part.field.kind = FIELD_CAREFUL;
    add_part(build, part, TEXT(",\"exact\":\""), nothing);
}

static void add_sum(Build *build, uint32_t id, StepId step, ResultShow what, Text before) {
    if (step == STEP_NONE) return;
    JsonPart part = {.what = JSON_SUM,
                     .output = id,
                     .step = step,
                     .field = output_field(build, id, what),
                     .end = '"',
                     .has_end = true};
    add_part(build, part, before, nothing);
}

static void add_output(Build *build, uint32_t id) {
    const PlanOutput *output = &build->result->plan->outputs[id];
    add_value(build, id);
    if (output->kind == OUTPUT_RANK) add_place(build, id);
    add_exact(build, id);
    add_sum(build, id, output->points, SHOW_POINTS, TEXT(",\"points\":\""));
    add_sum(build, id, output->max, SHOW_MAX, TEXT(",\"max\":\""));
    add(build, TEXT("}"));
}

JsonUnits json_units(const Result *result, const uint32_t *outputs, size_t output_count,
                     const uint32_t *inputs, size_t input_count) {
    const Plan *plan = result->plan;
    Build build = {.units = {.result = result, .path = machine_best()},
                   .result = result,
                   .arena = result->arena,
                   .between = text_builder(result->arena)};
    add(&build, TEXT("{"));
    add_who(&build, plan->key_input, TEXT("key"));
    add_who(&build, plan->name_input, TEXT("name"));
    add_who(&build, plan->block_input, TEXT("block"));
    add_inputs(&build, inputs, input_count);
    add(&build, TEXT("\"values\":{"));
    for (size_t i = 0; i < output_count; i++) {
        if (i > 0) add(&build, TEXT(","));
        add_output(&build, outputs[i]);
    }
    add(&build, TEXT("}}"));
    build.units.end = joined(&build, TEXT(""));
    arena_reset(result->scratch);
    return build.units;
}
