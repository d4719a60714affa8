#include "evidence/basis/json_writer.h"
#include "evidence/units/ledger.h"
#include "evidence/card/card_losses.h"
#include "evidence/card/turn_told.h"
#include "runtime/results/csv_field.h"

typedef struct Writer {
    const Ledger *ledger;
    const Scored *scored;
    Arena *arena;
    ValueTeller teller;
} Writer;

static Writer writer_of(const Ledger *ledger, bool is_for_programs, Arena *arena) {
    const CardMaker *maker = ledger->maker;
    bool is_vietnamese = maker->language == CARD_VIETNAMESE && !is_for_programs;
    ValueTeller teller = {maker->scored->plan,
                          maker->scored->table,
                          maker->numbers,
                          arena,
                          is_vietnamese ? ',' : '.',
                          is_for_programs ? &value_words_english : &maker->words};
    return (Writer){ledger, maker->scored, arena, teller};
}

static Text say(const Writer *writer, CardWord word) {
    return card_word(writer->ledger->maker->language, word);
}

static const PlanOutput *output_of(const Writer *writer) {
    return &writer->scored->plan->outputs[writer->ledger->output];
}

static Text part_told(const Writer *writer, unsigned part, const StepValue *value) {
    return told_output(&writer->teller, writer->ledger->output, part, value);
}

static Text number_told(const Writer *writer, Number number) {
    return told_number(&writer->teller, number, false);
}

static Text input_told(const Writer *writer, size_t row, size_t i) {
    StepValue value = scored_input(writer->scored, writer->ledger->inputs[i], row);
    return told_input(&writer->teller, writer->ledger->inputs[i], &value);
}

static bool has_points(const LedgerLine *line) {
    return line->points.state == STATE_VALUE;
}

static bool has_maximum(const LedgerLine *line) {
    return has_points(line) && line->maximum.state == STATE_VALUE;
}

/* Nothing where there is no value. */
static Text maximum_told(const Writer *writer, const LedgerLine *line) {
    return has_maximum(line) ? number_told(writer, line->maximum.number) : TEXT("");
}

static Text lost_told(const Writer *writer, const LedgerLine *line) {
    return has_maximum(line) ? number_told(writer, line->lost) : TEXT("");
}

/* ---- to be read */

static const char *columns_of(const Writer *writer) {
    size_t inputs = writer->ledger->input_count;
    TextBuilder columns = text_builder(writer->arena);
    text_builder_add(&columns, TEXT("ll"));
    text_builder_add_repeated(&columns, TEXT("r"), inputs + 3);
    text_builder_add_char(&columns, '\0');
    return columns.bytes;
}

static void add_heads(const Writer *writer, Document *document) {
    document_table(document, columns_of(writer), true);
    document_cell(document, say(writer, WORD_KEY));
    document_cell(document, say(writer, WORD_NAME));
    for (size_t i = 0; i < writer->ledger->input_count; i++)
        document_cell(document, writer->scored->plan->inputs[writer->ledger->inputs[i]].name);
    document_cell(document, say(writer, WORD_POINTS));
    document_cell(document, say(writer, WORD_MAXIMUM));
    document_cell(document, say(writer, WORD_LOST));
}

static void add_line(const Writer *writer, Document *document, size_t row) {
    const LedgerLine *line = &writer->ledger->lines[row];
    document_cell(document, scored_key(writer->scored, row, writer->arena));
    document_cell(document, scored_name(writer->scored, row, writer->arena));
    for (size_t i = 0; i < writer->ledger->input_count; i++)
        document_cell(document, input_told(writer, row, i));
    document_cell(document, part_told(writer, 2, &line->points));
    document_cell(document, maximum_told(writer, line));
    document_cell(document, lost_told(writer, line));
}

static void add_total(const Writer *writer, Document *document) {
    document_cell(document, say(writer, WORD_TOTAL));
    document_cell(document, TEXT(""));
    for (size_t i = 0; i < writer->ledger->input_count; i++)
        document_cell(document, TEXT(""));
    document_cell(document, number_told(writer, writer->ledger->points));
    document_cell(document, number_told(writer, writer->ledger->maximum));
    document_cell(document, number_told(writer, writer->ledger->lost));
}

static void add_head(const Writer *writer, Document *document) {
    const PlanOutput *output = output_of(writer);
    const Source *rules = writer->scored->rules;
    document_heading(document, 1,
                     text_format(writer->arena, "%.*s%s%.*s", TEXT_ARG(output->name),
                                 output->label.len > 0 ? "  " : "", TEXT_ARG(output->label)));
    for (uint32_t at = output->rule.from; at < output->rule.to;) {
        Text line = source_line(rules, at);
        Text place = text_format(writer->arena, "%.*s:%zu", TEXT_ARG(source_file_name(rules, at)),
                                 source_position(rules, at).line);
        if (text_trim(line).len > 0) document_code(document, place, text_trim(line));
        at = (uint32_t)((size_t)(line.bytes - rules->text.bytes) + line.len + 1);
    }
}

static void add_counts(const Writer *writer, Document *document) {
    const Ledger *ledger = writer->ledger;
    document_line(document,
                  text_format(writer->arena, "%zu %.*s; %.*s: %zu; %.*s: %zu", ledger->applicable,
                              TEXT_ARG(say(writer, WORD_UNITS)), TEXT_ARG(say(writer, WORD_NOT_APPLICABLE)),
                              ledger->not_applicable, TEXT_ARG(say(writer, WORD_MISSING)), ledger->missing));
}

Document *ledger_document(const Ledger *ledger, Arena *arena) {
    Writer writer = writer_of(ledger, false, arena);
    Document *document = document_new(arena);
    add_head(&writer, document);
    add_counts(&writer, document);
    add_heads(&writer, document);
    for (size_t row = 0; row < writer.scored->table->row_count; row++)
        add_line(&writer, document, row);
    add_total(&writer, document);
    return document;
}

/* ---- CSV */

static void add_field(const Writer *writer, Text text, TextBuilder *out) {
    CsvStyle style = {',', true};
    text_builder_add(out, csv_field(writer->arena, text, &style));
    text_builder_add_char(out, ',');
}

static void add_sums(TextBuilder *out, Text points, Text maximum, Text lost) {
    text_builder_add_format(out, "%.*s,%.*s,%.*s\n", TEXT_ARG(points), TEXT_ARG(maximum), TEXT_ARG(lost));
}

static void add_row(const Writer *writer, size_t row, TextBuilder *out) {
    const LedgerLine *line = &writer->ledger->lines[row];
    add_field(writer, scored_key(writer->scored, row, writer->arena), out);
    add_field(writer, scored_name(writer->scored, row, writer->arena), out);
    for (size_t i = 0; i < writer->ledger->input_count; i++) {
        StepValue value = scored_input(writer->scored, writer->ledger->inputs[i], row);
        Text told = value.state == STATE_VALUE ? turn_bare(input_told(writer, row, i)) : TEXT("");
        bool is_number = writer->scored->plan->inputs[writer->ledger->inputs[i]].type == INPUT_NUMBER;
        if (is_number)
            text_builder_add_format(out, "%.*s,", TEXT_ARG(told));
        else
            add_field(writer, told, out);
    }
    if (has_points(line))
        add_sums(out, part_told(writer, 2, &line->points), maximum_told(writer, line),
                 lost_told(writer, line));
    else
        add_sums(out, TEXT(""), TEXT(""), TEXT(""));
}

void ledger_csv(const Ledger *ledger, TextBuilder *out) {
    Writer writer = writer_of(ledger, true, out->arena);
    text_builder_add(out, TEXT("key,name,"));
    for (size_t i = 0; i < ledger->input_count; i++)
        add_field(&writer, writer.scored->plan->inputs[ledger->inputs[i]].name, out);
    text_builder_add(out, TEXT("points,max,lost\n"));
    for (size_t row = 0; row < writer.scored->table->row_count; row++)
        add_row(&writer, row, out);
    text_builder_add(out, TEXT("total,,"));
    text_builder_add_repeated(out, TEXT(","), ledger->input_count);
    add_sums(out, number_told(&writer, ledger->points), number_told(&writer, ledger->maximum),
             number_told(&writer, ledger->lost));
}

/* ---- JSON */

static void add_unit(const Writer *writer, JsonWriter *json, size_t row) {
    static const char *const states[] = {"value", "not_applicable", "missing"};
    const LedgerLine *line = &writer->ledger->lines[row];
    json_break(json);
    json_open(json, NULL, '{');
    json_string(json, "key", scored_key(writer->scored, row, writer->arena));
    json_string(json, "name", scored_name(writer->scored, row, writer->arena));
    json_count(json, "line", table_line(writer->scored->table, row));
    json_open(json, "cells", '[');
    for (size_t i = 0; i < writer->ledger->input_count; i++)
        json_string(json, NULL, turn_bare(input_told(writer, row, i)));
    json_close(json, ']');
    if (has_points(line)) {
        json_string(json, "points", number_told(writer, line->points.number));
        if (has_maximum(line)) json_string(json, "max", number_told(writer, line->maximum.number));
        if (has_maximum(line)) json_string(json, "lost", number_told(writer, line->lost));
    } else {
        json_string(json, "state", text_from(states[line->points.state % 3]));
    }
    json_close(json, '}');
}

static void add_json_total(const Writer *writer, JsonWriter *json) {
    const Ledger *ledger = writer->ledger;
    json_break(json);
    json_open(json, "total", '{');
    json_string(json, "points", number_told(writer, ledger->points));
    json_string(json, "max", number_told(writer, ledger->maximum));
    json_string(json, "lost", number_told(writer, ledger->lost));
    json_count(json, "applicable", ledger->applicable);
    json_count(json, "not_applicable", ledger->not_applicable);
    json_count(json, "missing", ledger->missing);
    json_close(json, '}');
}

void ledger_json(const Ledger *ledger, TextBuilder *out) {
    Writer writer = writer_of(ledger, true, out->arena);
    JsonWriter json = {out, false};
    json_open(&json, NULL, '{');
    json_count(&json, "format", 1);
    json_string(&json, "kind", TEXT("ledger"));
    json_string(&json, "of", output_of(&writer)->name);
    json_optional(&json, "label", output_of(&writer)->label);
    json_optional(&json, "outside", card_outside(output_of(&writer)));
    json_open(&json, "inputs", '[');
    for (size_t i = 0; i < ledger->input_count; i++)
        json_string(&json, NULL, writer.scored->plan->inputs[ledger->inputs[i]].name);
    json_close(&json, ']');
    json_open(&json, "units", '[');
    for (size_t row = 0; row < writer.scored->table->row_count; row++)
        add_unit(&writer, &json, row);
    json_close(&json, ']');
    add_json_total(&writer, &json);
    json_close(&json, '}');
    text_builder_add_char(out, '\n');
}
