#include "runtime/results/result_json.h"

#include "runtime/results/json_text.h"
#include "runtime/results/result_chunks.h"
#include "runtime/results/result_json_rows.h"

#include <inttypes.h>

enum { CHUNK_ROWS = 512 };

/* What stands before the units and behind them. */
typedef struct JsonFrame {
    const Result *result;
    TextBuilder out;
    uint32_t *outputs; /* those shown, each once, in the order of the columns */
    size_t output_count;
    uint32_t *inputs; /* those that --columns names, but key, name and block */
    size_t input_count;
} JsonFrame;

static const char *const kind_names[] = {
    [OUTPUT_INDEX] = "index",   [OUTPUT_GROUP] = "group", [OUTPUT_CRITERION] = "criterion",
    [OUTPUT_REPORT] = "report", [OUTPUT_GATE] = "gate",   [OUTPUT_RANK] = "rank",
    [OUTPUT_GRADE] = "grade",   [OUTPUT_LET] = "let",
};

static bool is_identity(const Plan *plan, uint32_t input) {
    return input == plan->key_input || input == plan->name_input || input == plan->block_input;
}

static void collect(JsonFrame *frame) {
    const Result *result = frame->result;
    const Plan *plan = result->plan;
    bool *output_seen = ARENA_ARRAY(result->arena, bool, (size_t)plan->output_count + 1);
    bool *input_seen = ARENA_ARRAY(result->arena, bool, (size_t)plan->input_count + 1);
    frame->outputs = ARENA_ARRAY(result->arena, uint32_t, (size_t)plan->output_count + 1);
    frame->inputs = ARENA_ARRAY(result->arena, uint32_t, (size_t)plan->input_count + 1);
    for (size_t i = 0; i < result->column_count; i++) {
        const ResultColumn *column = &result->columns[i];
        if (column->what != SHOW_INPUT && !output_seen[column->output])
            frame->outputs[frame->output_count++] = column->output;
        else if (column->what == SHOW_INPUT && !is_identity(plan, column->input) &&
                 !input_seen[column->input])
            frame->inputs[frame->input_count++] = column->input;
        if (column->what == SHOW_INPUT)
            input_seen[column->input] = true;
        else
            output_seen[column->output] = true;
    }
}

static void add_text_member(JsonFrame *frame, const char *name, Text text, bool *first) {
    json_add_name(&frame->out, name, first);
    json_add_text(&frame->out, text);
}

static void add_count_member(JsonFrame *frame, const char *name, uint64_t count, bool *first) {
    json_add_name(&frame->out, name, first);
    text_builder_add_format(&frame->out, "%" PRIu64, count);
}

static void add_bool_member(JsonFrame *frame, const char *name, bool yes, bool *first) {
    json_add_name(&frame->out, name, first);
    text_builder_add(&frame->out, yes ? TEXT("true") : TEXT("false"));
}

static void write_methodology(JsonFrame *frame) {
    const Plan *plan = frame->result->plan;
    bool first = true;
    text_builder_add(&frame->out, TEXT("\"methodology\":{"));
    add_text_member(frame, "title", plan->title, &first);
    json_add_name(&frame->out, "year", &first);
    text_builder_add_format(&frame->out, "%" PRId64, (int64_t)plan->year);
    if (plan->issued.len > 0) add_text_member(frame, "issued", plan->issued, &first);
    text_builder_add(&frame->out, TEXT("},\n"));
}

static void write_grades(JsonFrame *frame, const PlanOutput *output, bool *first) {
    json_add_name(&frame->out, "grades", first);
    text_builder_add_char(&frame->out, '[');
    for (size_t i = 0; i < output->grade_count; i++) {
        if (i > 0) text_builder_add_char(&frame->out, ',');
        json_add_text(&frame->out, output->grades[i].label);
    }
    text_builder_add_char(&frame->out, ']');
}

static void write_output_declaration(JsonFrame *frame, const PlanOutput *output) {
    const Plan *plan = frame->result->plan;
    bool first = true;
    text_builder_add_char(&frame->out, '{');
    add_text_member(frame, "name", output->name, &first);
    add_text_member(frame, "kind", text_from(kind_names[output->kind]), &first);
    if (output->label.len > 0) add_text_member(frame, "label", output->label, &first);
    if (output->kind == OUTPUT_GRADE) write_grades(frame, output, &first);
    bool has_source = output->kind == OUTPUT_RANK || output->kind == OUTPUT_GRADE;
    if (has_source && output->source != RESULT_NONE)
        add_text_member(frame, "from", plan->outputs[output->source].name, &first);
    if (has_source && output->scope_input != RESULT_NONE)
        add_text_member(frame, "within", plan->inputs[output->scope_input].name, &first);
    if (!has_source && output->parent != RESULT_NONE)
        add_text_member(frame, "in", plan->outputs[output->parent].name, &first);
    if (!has_source && output->decimals >= 0)
        add_count_member(frame, "decimals", (uint64_t)output->decimals, &first);
    if (output->as_percent) add_bool_member(frame, "percent", true, &first);
    text_builder_add_char(&frame->out, '}');
}

static void write_declarations(JsonFrame *frame) {
    text_builder_add(&frame->out, TEXT("\"outputs\":["));
    for (size_t i = 0; i < frame->output_count; i++) {
        text_builder_add(&frame->out, i > 0 ? TEXT(",\n") : TEXT("\n"));
        write_output_declaration(frame, &frame->result->plan->outputs[frame->outputs[i]]);
    }
    text_builder_add(&frame->out, TEXT("\n],\n"));
}

static void *writer_new(const void *units, Arena *arena, Arena *scratch, NumberContext *numbers) {
    return json_writer_new(units, arena, scratch, numbers);
}

static size_t add(void *writer, size_t from, size_t count) {
    return json_writer_add(writer, from, count);
}

static Text take(void *writer) {
    return json_writer_take(writer);
}

static bool write_units(const JsonFrame *frame, const Output *output) {
    JsonUnits units =
        json_units(frame->result, frame->outputs, frame->output_count, frame->inputs, frame->input_count);
    RowFormat format = {&units, writer_new, add, take, CHUNK_ROWS};
    return result_chunks_write(frame->result, &format, output);
}

static void write_counts(JsonFrame *frame) {
    const Result *result = frame->result;
    bool first = true;
    text_builder_add(&frame->out, TEXT("\"counts\":{"));
    add_count_member(frame, "read", result->evaluation->row_count, &first);
    add_count_member(frame, "scored", result->scored, &first);
    add_count_member(frame, "shown", result->row_count, &first);
    text_builder_add(&frame->out, TEXT("}}\n"));
}

/* Hands on what there is. */
static bool flush(JsonFrame *frame, const Output *output) {
    bool written = output_add(output, text_builder_text(&frame->out));
    frame->out.len = 0;
    return written;
}

bool result_write_json(Result *result, const Output *output) {
    JsonFrame frame = {.result = result, .out = text_builder(result->arena)};
    collect(&frame);
    text_builder_add(&frame.out, TEXT("{\"format\":1,\n"));
    write_methodology(&frame);
    write_declarations(&frame);
    text_builder_add(&frame.out, TEXT("\"units\":["));
    if (!flush(&frame, output) || !write_units(&frame, output)) return false;
    text_builder_add(&frame.out, TEXT("\n],\n"));
    write_counts(&frame);
    return flush(&frame, output);
}
