#include "runtime/result_json.h"

#include "runtime/json_text.h"
#include "runtime/result_cell.h"
#include "runtime/result_rank.h"
#include "runtime/result_value.h"

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

static const char *const state_names[] = {
    [STATE_VALUE] = "value",
    [STATE_NOT_APPLICABLE] = "not_applicable",
    [STATE_MISSING] = "missing",
    [STATE_UNDEFINED] = "undefined",
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

static void add_raw_member(JsonWriter *writer, const char *name, Text text, bool *first) {
    json_add_name(&writer->sink, name, first);
    sink_add(&writer->sink, text);
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

static ValueStyle style_of(const JsonWriter *writer) {
    return (ValueStyle){writer->result->numbers, writer->result->scratch, '.'};
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

/* [F5.5] The value as text; where that is not all of it, the fraction too. */
static void add_number(JsonWriter *writer, const char *name, Number number, int decimals, bool *first) {
    ValueStyle style = style_of(writer);
    add_text_member(writer, name, value_number(&style, number, decimals, false), first);
}

static void add_sum(JsonWriter *writer, const char *name, StepId step, uint32_t row, bool *first) {
    if (step == STEP_NONE) return;
    ResultValue value = result_value(writer->result, step, row);
    if (value.state == STATE_VALUE) add_number(writer, name, value.number, -1, first);
}

static void add_exact(JsonWriter *writer, const PlanOutput *output, uint32_t row, bool *first) {
    const Result *result = writer->result;
    ResultValue exact = result_value(result, output->exact, row);
    if (exact.state != STATE_VALUE) return;
    if (output->exact == output->value &&
        number_decimals(result->numbers, exact.number, VALUE_FREE_DECIMALS) >= 0)
        return;
    add_text_member(writer, "exact", number_format_exact(result->numbers, result->scratch, exact.number),
                    first);
}

static void add_measure(JsonWriter *writer, const PlanOutput *output, Number number, uint32_t row,
                        bool *first) {
    ValueStyle style = style_of(writer);
    switch (writer->result->plan->steps[output->value].type) {
    case PLAN_YES_NO: add_bool_member(writer, "value", number_sign(number) != 0, first); return;
    case PLAN_DATE: add_text_member(writer, "value", value_date(&style, number), first); return;
    case PLAN_NUMBER:
    case PLAN_OPTION: break;
    }
    add_number(writer, "value", number, output->decimals, first);
    add_exact(writer, output, row, first);
}

static void add_rank(JsonWriter *writer, uint32_t output, Number number, uint32_t row, bool *first) {
    ValueStyle style = style_of(writer);
    add_raw_member(writer, "value", value_number(&style, number, -1, false), first);
    const ResultRank *rank = result_rank_find(writer->result, output);
    if (!rank) return;
    add_count_member(writer, "of", result_rank_of(writer->result, rank, row), first);
    if (rank->shared[row]) add_bool_member(writer, "shared", true, first);
}

static void add_value(JsonWriter *writer, uint32_t output_id, uint32_t row, bool *first) {
    const Result *result = writer->result;
    const PlanOutput *output = &result->plan->outputs[output_id];
    ResultValue value = result_value(result, output->value, row);
    if (value.state != STATE_VALUE) {
        add_raw_member(writer, "value", TEXT("null"), first);
        add_text_member(writer, "state", text_from(state_names[value.state]), first);
        return;
    }
    ResultColumn column = {SHOW_VALUE, RESULT_NONE, output_id, {"", 0}};
    switch (output->kind) {
    case OUTPUT_RANK: add_rank(writer, output_id, value.number, row, first); return;
    case OUTPUT_GRADE:
        add_text_member(writer, "value", result_text(result, &column, row, true).text, first);
        return;
    case OUTPUT_GATE: add_bool_member(writer, "value", number_sign(value.number) != 0, first); return;
    case OUTPUT_INDEX:
    case OUTPUT_GROUP:
    case OUTPUT_CRITERION:
    case OUTPUT_REPORT:
    case OUTPUT_LET: add_measure(writer, output, value.number, row, first); return;
    }
}

static void add_input_value(JsonWriter *writer, uint32_t input, uint32_t row) {
    ResultColumn column = {SHOW_INPUT, input, RESULT_NONE, {"", 0}};
    ValueText value = result_text(writer->result, &column, row, true);
    if (value.state == STATE_VALUE)
        json_add_text(&writer->sink, value.text);
    else
        sink_add(&writer->sink, TEXT("null"));
}

static void add_input_member(JsonWriter *writer, uint32_t input, const char *name, uint32_t row,
                             bool *first) {
    json_add_name(&writer->sink, name, first);
    add_input_value(writer, input, row);
}

static void write_who(JsonWriter *writer, uint32_t row, bool *first) {
    const Plan *plan = writer->result->plan;
    if (plan->key_input != RESULT_NONE) add_input_member(writer, plan->key_input, "key", row, first);
    if (plan->name_input != RESULT_NONE) add_input_member(writer, plan->name_input, "name", row, first);
    if (plan->block_input != RESULT_NONE) add_input_member(writer, plan->block_input, "block", row, first);
}

static void write_inputs(JsonWriter *writer, uint32_t row, bool *first) {
    if (writer->input_count == 0) return;
    json_add_name(&writer->sink, "inputs", first);
    sink_add_char(&writer->sink, '{');
    for (size_t i = 0; i < writer->input_count; i++) {
        if (i > 0) sink_add_char(&writer->sink, ',');
        json_add_text(&writer->sink, writer->result->plan->inputs[writer->inputs[i]].name);
        sink_add_char(&writer->sink, ':');
        add_input_value(writer, writer->inputs[i], row);
    }
    sink_add_char(&writer->sink, '}');
}

static void write_output_value(JsonWriter *writer, uint32_t output_id, uint32_t row) {
    const PlanOutput *output = &writer->result->plan->outputs[output_id];
    bool first = true;
    json_add_text(&writer->sink, output->name);
    sink_add(&writer->sink, TEXT(":{"));
    add_value(writer, output_id, row, &first);
    add_sum(writer, "points", output->points, row, &first);
    add_sum(writer, "max", output->max, row, &first);
    sink_add_char(&writer->sink, '}');
}

static void write_unit(JsonWriter *writer, uint32_t row) {
    bool first = true;
    sink_add_char(&writer->sink, '{');
    write_who(writer, row, &first);
    write_inputs(writer, row, &first);
    json_add_name(&writer->sink, "values", &first);
    sink_add_char(&writer->sink, '{');
    for (size_t i = 0; i < writer->output_count; i++) {
        if (i > 0) sink_add_char(&writer->sink, ',');
        write_output_value(writer, writer->outputs[i], row);
    }
    sink_add(&writer->sink, TEXT("}}"));
    arena_reset(writer->result->scratch);
}

static void write_units(JsonWriter *writer) {
    const Result *result = writer->result;
    sink_add(&writer->sink, TEXT("\"units\":["));
    for (size_t i = 0; i < result->row_count && !writer->sink.failed; i++) {
        sink_add(&writer->sink, i > 0 ? TEXT(",\n") : TEXT("\n"));
        write_unit(writer, result->rows[i]);
    }
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
