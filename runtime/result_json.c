#include "runtime/result_json.h"

#include "runtime/json_text.h"
#include "runtime/result_json_unit.h"

typedef struct JsonWriter {
    Result *result;
    ResultSink sink;
    uint32_t *outputs; /* those shown, each once, in the order of the columns */
    size_t output_count;
    uint32_t *inputs; /* those that --columns names, but key, name and block */
    size_t input_count;
} JsonWriter;

static const char *const kind_names[] = {
    [OUTPUT_INDEX] = "index",   [OUTPUT_GROUP] = "group", [OUTPUT_CRITERION] = "criterion",
    [OUTPUT_REPORT] = "report", [OUTPUT_GATE] = "gate",   [OUTPUT_RANK] = "rank",
    [OUTPUT_GRADE] = "grade",   [OUTPUT_LET] = "let",
};

static bool is_identity(const Plan *plan, uint32_t input) {
    return input == plan->key_input || input == plan->name_input || input == plan->block_input;
}

static void collect(JsonWriter *writer) {
    const Result *result = writer->result;
    const Plan *plan = result->plan;
    bool *output_seen = ARENA_ARRAY(result->arena, bool, (size_t)plan->output_count + 1);
    bool *input_seen = ARENA_ARRAY(result->arena, bool, (size_t)plan->input_count + 1);
    writer->outputs = ARENA_ARRAY(result->arena, uint32_t, (size_t)plan->output_count + 1);
    writer->inputs = ARENA_ARRAY(result->arena, uint32_t, (size_t)plan->input_count + 1);
    for (size_t i = 0; i < result->column_count; i++) {
        const ResultColumn *column = &result->columns[i];
        if (column->what != SHOW_INPUT && !output_seen[column->output])
            writer->outputs[writer->output_count++] = column->output;
        else if (column->what == SHOW_INPUT && !is_identity(plan, column->input) &&
                 !input_seen[column->input])
            writer->inputs[writer->input_count++] = column->input;
        if (column->what == SHOW_INPUT)
            input_seen[column->input] = true;
        else
            output_seen[column->output] = true;
    }
}

static void add_text_member(JsonWriter *writer, const char *name, Text text, bool *first) {
    json_add_name(&writer->sink, name, first);
    json_add_text(&writer->sink, text);
}

static void add_count_member(JsonWriter *writer, const char *name, uint64_t count, bool *first) {
    json_add_name(&writer->sink, name, first);
    sink_add_count(&writer->sink, count);
}

static void add_bool_member(JsonWriter *writer, const char *name, bool yes, bool *first) {
    json_add_name(&writer->sink, name, first);
    sink_add(&writer->sink, yes ? TEXT("true") : TEXT("false"));
}

static void write_methodology(JsonWriter *writer) {
    const Plan *plan = writer->result->plan;
    bool first = true;
    sink_add(&writer->sink, TEXT("\"methodology\":{"));
    add_text_member(writer, "title", plan->title, &first);
    json_add_name(&writer->sink, "year", &first);
    if (plan->year < 0) sink_add_char(&writer->sink, '-');
    sink_add_count(&writer->sink, plan->year < 0 ? (uint64_t)0 - (uint64_t)plan->year : (uint64_t)plan->year);
    if (plan->issued.len > 0) add_text_member(writer, "issued", plan->issued, &first);
    sink_add(&writer->sink, TEXT("},\n"));
}

static void write_grades(JsonWriter *writer, const PlanOutput *output, bool *first) {
    json_add_name(&writer->sink, "grades", first);
    sink_add_char(&writer->sink, '[');
    for (size_t i = 0; i < output->grade_count; i++) {
        if (i > 0) sink_add_char(&writer->sink, ',');
        json_add_text(&writer->sink, output->grades[i].label);
    }
    sink_add_char(&writer->sink, ']');
}

static void write_output_declaration(JsonWriter *writer, const PlanOutput *output) {
    const Plan *plan = writer->result->plan;
    bool first = true;
    sink_add_char(&writer->sink, '{');
    add_text_member(writer, "name", output->name, &first);
    add_text_member(writer, "kind", text_from(kind_names[output->kind]), &first);
    if (output->label.len > 0) add_text_member(writer, "label", output->label, &first);
    if (output->kind == OUTPUT_GRADE) write_grades(writer, output, &first);
    bool has_source = output->kind == OUTPUT_RANK || output->kind == OUTPUT_GRADE;
    if (has_source && output->source != RESULT_NONE)
        add_text_member(writer, "from", plan->outputs[output->source].name, &first);
    if (has_source && output->scope_input != RESULT_NONE)
        add_text_member(writer, "within", plan->inputs[output->scope_input].name, &first);
    if (!has_source && output->parent != RESULT_NONE)
        add_text_member(writer, "in", plan->outputs[output->parent].name, &first);
    if (!has_source && output->decimals >= 0)
        add_count_member(writer, "decimals", (uint64_t)output->decimals, &first);
    if (output->as_percent) add_bool_member(writer, "percent", true, &first);
    sink_add_char(&writer->sink, '}');
}

static void write_declarations(JsonWriter *writer) {
    sink_add(&writer->sink, TEXT("\"outputs\":["));
    for (size_t i = 0; i < writer->output_count; i++) {
        sink_add(&writer->sink, i > 0 ? TEXT(",\n") : TEXT("\n"));
        write_output_declaration(writer, &writer->result->plan->outputs[writer->outputs[i]]);
        arena_reset(writer->result->scratch);
    }
    sink_add(&writer->sink, TEXT("\n],\n"));
}

static void write_units(JsonWriter *writer) {
    const Result *result = writer->result;
    JsonUnits units = json_units(writer->result, &writer->sink, writer->outputs, writer->output_count,
                                 writer->inputs, writer->input_count);
    sink_add(&writer->sink, TEXT("\"units\":["));
    json_units_write(&units, 0, result->row_count);
    sink_add(&writer->sink, TEXT("\n],\n"));
}

static void write_counts(JsonWriter *writer) {
    const Result *result = writer->result;
    bool first = true;
    sink_add(&writer->sink, TEXT("\"counts\":{"));
    add_count_member(writer, "read", result->evaluation->row_count, &first);
    add_count_member(writer, "scored", result->scored, &first);
    add_count_member(writer, "shown", result->row_count, &first);
    sink_add(&writer->sink, TEXT("}}\n"));
}

bool result_write_json(Result *result, const Output *output) {
    JsonWriter writer = {result, sink_new(result->arena, output), NULL, 0, NULL, 0};
    collect(&writer);
    sink_add(&writer.sink, TEXT("{\"format\":1,\n"));
    write_methodology(&writer);
    write_declarations(&writer);
    write_units(&writer);
    write_counts(&writer);
    return sink_close(&writer.sink);
}
