#include "runtime/result_json_unit.h"

#include "runtime/json_text.h"
#include "runtime/result_cell.h"
#include "runtime/result_rank.h"
#include "runtime/result_value.h"

static const Text state_names[] = {
    [STATE_VALUE] = {"value", 5},
    [STATE_NOT_APPLICABLE] = {"not_applicable", 14},
    [STATE_MISSING] = {"missing", 7},
    [STATE_UNDEFINED] = {"undefined", 9},
};

static Text name_before(const Result *result, Text name, const char *mark) {
    const Text *quoted = json_texts(result->arena, result->scratch, &name, 1);
    return text_format(result->arena, "%.*s%s", TEXT_ARG(*quoted), mark);
}

static JsonField json_field(const Result *result, ResultField field) {
    JsonField json = {.as = field};
    if (field.kind == FIELD_TEXT)
        json.texts = ARENA_ARRAY(result->arena, Text, ITEM_ROWS);
    else if (field.kind != FIELD_CAREFUL)
        json.cells = ARENA_ARRAY(result->arena, Cell, ITEM_ROWS);
    return json;
}

static JsonInput json_input(const Result *result, uint32_t input, Text name) {
    ResultColumn column = {SHOW_INPUT, input, RESULT_NONE, {"", 0}};
    ResultField field = result_field(result, &column, true);
    if (field.kind == FIELD_LABEL)
        field.labels = json_texts(result->arena, result->scratch, field.labels, field.label_count);
    return (JsonInput){input, name_before(result, name, ":"), json_field(result, field)};
}

static ResultField output_field(const Result *result, uint32_t output, ResultShow what) {
    ResultColumn column = {what, RESULT_NONE, output, {"", 0}};
    return result_field(result, &column, true);
}

/* Unlike other texts yes/no of an output is a word of JSON; per cent is not shown. */
static ResultField value_field(const Result *result, uint32_t output) {
    static const Text words[] = {{"false", 5}, {"true", 4}};
    ResultField field = output_field(result, output, SHOW_VALUE);
    field.style.as_percent = false;
    if (field.kind == FIELD_LABEL && field.is_foreign)
        field.labels = json_texts(result->arena, result->scratch, field.labels, field.label_count);
    else if (field.kind == FIELD_LABEL)
        field.labels = words;
    else if (result->plan->outputs[output].kind == OUTPUT_GATE)
        field.kind = FIELD_CAREFUL;
    return field;
}

static bool has_exact(const Result *result, const PlanOutput *output) {
    bool is_measure =
        output->kind != OUTPUT_RANK && output->kind != OUTPUT_GRADE && output->kind != OUTPUT_GATE;
    PlanType type = result->plan->steps[output->value].type;
    return is_measure && type != PLAN_YES_NO && type != PLAN_DATE;
}

static JsonOutput json_output(const Result *result, uint32_t id) {
    const PlanOutput *output = &result->plan->outputs[id];
    JsonOutput json = {.output = id, .name = name_before(result, output->name, ":{\"value\":")};
    json.value = json_field(result, value_field(result, id));
    json.rank = output->kind == OUTPUT_RANK ? result_rank_find(result, id) : NULL;
    if (has_exact(result, output) && output->exact != output->value &&
        result->plan->steps[output->exact].type == PLAN_NUMBER)
        json.exact = json_field(result, output_field(result, id, SHOW_EXACT));
    if (output->points != STEP_NONE) json.points = json_field(result, output_field(result, id, SHOW_POINTS));
    if (output->max != STEP_NONE) json.max = json_field(result, output_field(result, id, SHOW_MAX));
    return json;
}

static void add_who(JsonUnits *units, uint32_t input, Text name) {
    if (input != RESULT_NONE) units->who[units->who_count++] = json_input(units->result, input, name);
}

JsonUnits json_units(Result *result, ResultSink *sink, const uint32_t *outputs, size_t output_count,
                     const uint32_t *inputs, size_t input_count) {
    JsonUnits units = {
        .result = result, .sink = sink, .input_count = input_count, .output_count = output_count};
    const Plan *plan = result->plan;
    add_who(&units, plan->key_input, TEXT("key"));
    add_who(&units, plan->name_input, TEXT("name"));
    add_who(&units, plan->block_input, TEXT("block"));
    units.inputs = ARENA_ARRAY(result->arena, JsonInput, input_count + 1);
    for (size_t i = 0; i < input_count; i++)
        units.inputs[i] = json_input(result, inputs[i], plan->inputs[inputs[i]].name);
    units.outputs = ARENA_ARRAY(result->arena, JsonOutput, output_count + 1);
    for (size_t i = 0; i < output_count; i++)
        units.outputs[i] = json_output(result, outputs[i]);
    return units;
}

static void add_bool(JsonUnits *units, bool yes) {
    sink_add(units->sink, yes ? TEXT("true") : TEXT("false"));
}

static ValueStyle style_of(const JsonUnits *units) {
    return (ValueStyle){units->result->numbers, units->result->scratch, '.'};
}

/* Written between quotes: decimals are texts [F5.4]. false: not an ordinary cell, nothing was written. */
static bool add_cell(JsonUnits *units, const ResultField *field, Cell cell, bool quotes) {
    if (!cell_is_ordinary(cell)) return false;
    char *start = sink_room(units->sink, CELL_TEXT_ROOM + 2), *out = start + quotes;
    if (field->kind == FIELD_LABEL) {
        const Text *label = result_field_label(field, cell);
        if (label) sink_add(units->sink, *label);
        return label != NULL;
    }
    if (field->kind == FIELD_NUMBER)
        out = cell_text_write(out, cell, &field->style);
    else if (cell_text_write_date(out, cell))
        out += 10;
    else
        return false;
    if (quotes) *start = *out++ = '"';
    sink_end(units->sink, out);
    return true;
}

static void add_measure(JsonUnits *units, const PlanOutput *output, Number number) {
    ValueStyle style = style_of(units);
    switch (units->result->plan->steps[output->value].type) {
    case PLAN_YES_NO: add_bool(units, number_sign(number) != 0); return;
    case PLAN_DATE: json_add_text(units->sink, value_date(&style, number)); return;
    case PLAN_NUMBER:
    case PLAN_OPTION: break;
    }
    json_add_text(units->sink, value_number(&style, number, output->decimals, false));
}

static void add_careful_value(JsonUnits *units, uint32_t id, uint32_t row, Number number) {
    const PlanOutput *output = &units->result->plan->outputs[id];
    ResultColumn column = {SHOW_VALUE, RESULT_NONE, id, {"", 0}};
    ValueStyle style = style_of(units);
    switch (output->kind) {
    case OUTPUT_RANK: sink_add(units->sink, value_number(&style, number, -1, false)); return;
    case OUTPUT_GRADE:
        json_add_text(units->sink, result_text(units->result, &column, row, true).text);
        return;
    case OUTPUT_GATE: add_bool(units, number_sign(number) != 0); return;
    case OUTPUT_INDEX:
    case OUTPUT_GROUP:
    case OUTPUT_CRITERION:
    case OUTPUT_REPORT:
    case OUTPUT_LET: add_measure(units, output, number); return;
    }
}

/* false: there is none, and its state was written. */
static bool add_value(JsonUnits *units, const JsonOutput *json, size_t at, uint32_t row) {
    const PlanOutput *output = &units->result->plan->outputs[json->output];
    if (json->value.as.kind != FIELD_CAREFUL &&
        add_cell(units, &json->value.as, json->value.cells[at], output->kind != OUTPUT_RANK))
        return true;
    ResultValue value = result_value(units->result, output->value, row);
    if (value.state == STATE_VALUE) {
        add_careful_value(units, json->output, row, value.number);
        return true;
    }
    sink_add(units->sink, TEXT("null,\"state\":"));
    json_add_text(units->sink, state_names[value.state]);
    return false;
}

static void add_place(JsonUnits *units, const ResultRank *rank, uint32_t row) {
    sink_add(units->sink, TEXT(",\"of\":"));
    sink_add_count(units->sink, result_rank_of(units->result, rank, row));
    if (rank->shared[row]) sink_add(units->sink, TEXT(",\"shared\":true"));
}

/* [F5.5] The value as text; where that is not all of it, the fraction too. */
static void add_careful_exact(JsonUnits *units, const PlanOutput *output, uint32_t row) {
    const Result *result = units->result;
    ResultValue exact = result_value(result, output->exact, row);
    if (exact.state != STATE_VALUE) return;
    if (output->exact == output->value &&
        number_decimals(result->numbers, exact.number, VALUE_FREE_DECIMALS) >= 0)
        return;
    sink_add(units->sink, TEXT(",\"exact\":"));
    json_add_text(units->sink, number_format_exact(result->numbers, result->scratch, exact.number));
}

static void add_exact(JsonUnits *units, const JsonOutput *json, size_t at, uint32_t row) {
    const PlanOutput *output = &units->result->plan->outputs[json->output];
    const JsonField *field = output->exact == output->value ? &json->value : &json->exact;
    Cell cell = field->as.kind == FIELD_NUMBER ? field->cells[at] : 0;
    if (field->as.kind != FIELD_NUMBER || !cell_is_ordinary(cell)) {
        add_careful_exact(units, output, row);
    } else if (output->exact != output->value) {
        sink_add(units->sink, TEXT(",\"exact\":"));
        add_cell(units, &field->as, cell, true);
    } else if (cell_decimals(cell) > VALUE_FREE_DECIMALS) {
        add_careful_exact(units, output, row);
    }
}

static void add_sum(JsonUnits *units, Text name, const JsonField *field, size_t at, StepId step,
                    uint32_t row) {
    if (step == STEP_NONE) return;
    Cell cell = field->as.kind == FIELD_NUMBER ? field->cells[at] : 0;
    if (field->as.kind == FIELD_NUMBER && cell_is_ordinary(cell)) {
        sink_add(units->sink, name);
        add_cell(units, &field->as, cell, true);
        return;
    }
    ResultValue value = result_value(units->result, step, row);
    ValueStyle style = style_of(units);
    if (value.state != STATE_VALUE) return;
    sink_add(units->sink, name);
    json_add_text(units->sink, value_number(&style, value.number, -1, false));
}

static void add_output(JsonUnits *units, const JsonOutput *json, size_t at, uint32_t row) {
    const PlanOutput *output = &units->result->plan->outputs[json->output];
    sink_add(units->sink, json->name);
    if (add_value(units, json, at, row)) {
        if (json->rank) add_place(units, json->rank, row);
        if (has_exact(units->result, output)) add_exact(units, json, at, row);
    }
    add_sum(units, TEXT(",\"points\":"), &json->points, at, output->points, row);
    add_sum(units, TEXT(",\"max\":"), &json->max, at, output->max, row);
    sink_add_char(units->sink, '}');
}

static void add_input(JsonUnits *units, const JsonInput *json, size_t at, uint32_t row) {
    const JsonField *field = &json->field;
    ResultColumn column = {SHOW_INPUT, json->input, RESULT_NONE, {"", 0}};
    sink_add(units->sink, json->name);
    if (field->as.kind == FIELD_TEXT) {
        json_add_text(units->sink, field->texts[at]);
        return;
    }
    if (field->as.kind != FIELD_CAREFUL &&
        add_cell(units, &field->as, field->cells[at], field->as.kind != FIELD_LABEL))
        return;
    ValueText value = result_text(units->result, &column, row, true);
    if (value.state == STATE_VALUE)
        json_add_text(units->sink, value.text);
    else
        sink_add(units->sink, TEXT("null"));
}

static void add_inputs(JsonUnits *units, size_t at, uint32_t row) {
    if (units->input_count == 0) return;
    sink_add(units->sink, TEXT("\"inputs\":{"));
    for (size_t i = 0; i < units->input_count; i++) {
        if (i > 0) sink_add_char(units->sink, ',');
        add_input(units, &units->inputs[i], at, row);
    }
    sink_add(units->sink, TEXT("},"));
}

static void add_unit(JsonUnits *units, size_t at, uint32_t row) {
    sink_add_char(units->sink, '{');
    for (size_t i = 0; i < units->who_count; i++) {
        add_input(units, &units->who[i], at, row);
        sink_add_char(units->sink, ',');
    }
    add_inputs(units, at, row);
    sink_add(units->sink, TEXT("\"values\":{"));
    for (size_t i = 0; i < units->output_count; i++) {
        if (i > 0) sink_add_char(units->sink, ',');
        add_output(units, &units->outputs[i], at, row);
    }
    sink_add(units->sink, TEXT("}}"));
    arena_reset(units->result->scratch);
}

/* The cells of some units are gathered column by column: in rank order they lie anywhere, and so that costs
 * least. The texts themselves lie anywhere too: they are asked for before they are needed. */
static void gather(JsonField *field, const ItemSpan *span) {
    for (size_t i = span->begin; field->cells && i < span->end; i++)
        field->cells[i] = item_source_cell(&field->as.source, item_span_row(span, i));
    for (size_t i = span->begin; field->texts && i < span->end; i++) {
        field->texts[i] = text_column_get(field->as.texts, item_span_row(span, i));
        __builtin_prefetch(field->texts[i].bytes);
    }
}

static void gather_all(JsonUnits *units, const ItemSpan *span) {
    for (size_t i = 0; i < units->who_count; i++)
        gather(&units->who[i].field, span);
    for (size_t i = 0; i < units->input_count; i++)
        gather(&units->inputs[i].field, span);
    for (size_t i = 0; i < units->output_count; i++) {
        JsonOutput *output = &units->outputs[i];
        gather(&output->value, span);
        gather(&output->exact, span);
        gather(&output->points, span);
        gather(&output->max, span);
    }
}

void json_units_write(JsonUnits *units, size_t from, size_t to) {
    for (size_t at = from; at < to && !units->sink->failed;) {
        ItemSpan span = result_field_span(units->result, at, to);
        gather_all(units, &span);
        for (size_t i = span.begin; i < span.end; i++, at++) {
            sink_add(units->sink, at > 0 ? TEXT(",\n") : TEXT("\n"));
            add_unit(units, i, item_span_row(&span, i));
        }
    }
}
