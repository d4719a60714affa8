#include "evidence/units/register_document.h"

#include "evidence/basis/json_writer.h"
#include "evidence/card/turn_told.h"
#include "runtime/results/csv_field.h"

typedef struct Writer {
    const Register *made;
    const Scored *scored;
    Arena *arena;
    ValueTeller teller;
} Writer;

static Writer writer_of(const Register *made, bool is_for_programs, Arena *arena) {
    return (Writer){made, made->watch.maker->scored, arena,
                    turn_teller(&made->watch, is_for_programs, arena)};
}

static Text say(const Writer *writer, CardWord word) {
    return card_word(writer->made->watch.maker->language, word);
}

static Text cell_told(const Writer *writer, const RegisterEntry *entry, Number number) {
    StepValue value = {number, STATE_VALUE};
    return told_input(&writer->teller, entry->input, &value);
}

static Text before_told(const Writer *writer, const RegisterEntry *entry) {
    return turn_value(&writer->made->watch, &writer->teller, entry->item, &entry->before);
}

static Text after_told(const Writer *writer, const RegisterEntry *entry) {
    return turn_value(&writer->made->watch, &writer->teller, entry->item, &entry->after);
}

static Text input_name(const Writer *writer, const RegisterEntry *entry) {
    return writer->scored->plan->inputs[entry->input].name;
}

/* ---- to be read */

static void add_heads(const Writer *writer, Document *document) {
    static const CardWord words[] = {WORD_KEY,      WORD_NAME,  WORD_CELL, WORD_NOW,
                                     WORD_ONE_STEP, WORD_TURNS, WORD_NOW,  WORD_WOULD_BE};
    document_table(document, "lllrrlll", true);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        document_cell(document, say(writer, words[i]));
}

static void add_entry(const Writer *writer, Document *document, const RegisterEntry *entry) {
    document_cell(document, scored_key(writer->scored, entry->row, writer->arena));
    document_cell(document, scored_name(writer->scored, entry->row, writer->arena));
    document_cell(document, input_name(writer, entry));
    document_cell(document, cell_told(writer, entry, entry->from));
    document_cell(document, cell_told(writer, entry, entry->to));
    document_cell(document, turn_name(&writer->made->watch, entry->item));
    document_cell(document, before_told(writer, entry));
    document_cell(document, after_told(writer, entry));
}

/* [E5.5] One line for each reason; none where no input is left out for it. */
static void add_left_out(const Writer *writer, Document *document, LeftOut reason, CardWord word) {
    TextBuilder line = text_builder(writer->arena);
    const Plan *plan = writer->scored->plan;
    const char *between = ": ";
    for (uint32_t i = 0; i < plan->input_count; i++) {
        if (register_left_out(writer->made, i) != reason) continue;
        text_builder_add(&line, text_from(between));
        text_builder_add(&line, plan->inputs[i].name);
        between = ", ";
    }
    if (line.len == 0) return;
    document_line(document, text_format(writer->arena, "%.*s%.*s", TEXT_ARG(say(writer, word)),
                                        TEXT_ARG(text_builder_text(&line))));
}

static void add_all_left_out(const Writer *writer, Document *document) {
    add_left_out(writer, document, LEFT_OUT_NO_STEP, WORD_NOT_TRIED_NO_STEP);
    add_left_out(writer, document, LEFT_OUT_NO_NUMBER, WORD_NOT_TRIED_NO_NUMBER);
}

static void add_entries(const Writer *writer, Document *document) {
    if (writer->made->count == 0) return;
    add_heads(writer, document);
    for (size_t i = 0; i < writer->made->count; i++)
        add_entry(writer, document, &writer->made->entries[i]);
}

Document *register_document(const Register *made, Arena *arena) {
    Writer writer = writer_of(made, false, arena);
    Document *document = document_new(arena);
    document_heading(document, 1, say(&writer, WORD_REGISTER));
    if (writer.scored->plan->title.len > 0) document_line(document, writer.scored->plan->title);
    document_line(document,
                  text_format(arena, "%zu %.*s %zu %.*s", made->units, TEXT_ARG(say(&writer, WORD_AMONG)),
                              writer.scored->table->row_count, TEXT_ARG(say(&writer, WORD_UNITS))));
    add_entries(&writer, document);
    add_all_left_out(&writer, document);
    return document;
}

/* ---- for programs */

static void add_field(const Writer *writer, Text text, const char *behind, TextBuilder *out) {
    CsvStyle style = {',', true};
    text_builder_add(out, csv_field(writer->arena, text, &style));
    text_builder_add(out, text_from(behind));
}

static void add_row(const Writer *writer, const RegisterEntry *entry, TextBuilder *out) {
    add_field(writer, scored_key(writer->scored, entry->row, writer->arena), ",", out);
    add_field(writer, scored_name(writer->scored, entry->row, writer->arena), ",", out);
    text_builder_add_format(out, "%llu,", (unsigned long long)table_line(writer->scored->table, entry->row));
    add_field(writer, input_name(writer, entry), ",", out);
    text_builder_add_format(out, "%.*s,", TEXT_ARG(cell_told(writer, entry, entry->from)));
    text_builder_add_format(out, "%.*s,", TEXT_ARG(cell_told(writer, entry, entry->to)));
    text_builder_add_format(out, "%s,", turn_kind(&writer->made->watch, entry->item));
    add_field(writer, turn_name(&writer->made->watch, entry->item), ",", out);
    add_field(writer, turn_bare(before_told(writer, entry)), ",", out);
    add_field(writer, turn_bare(after_told(writer, entry)), "\n", out);
}

void register_csv(const Register *made, TextBuilder *out) {
    Writer writer = writer_of(made, true, out->arena);
    text_builder_add(out, TEXT("key,name,line,input,from,to,kind,of,now,then\n"));
    for (size_t i = 0; i < made->count; i++)
        add_row(&writer, &made->entries[i], out);
}

static void add_object(const Writer *writer, JsonWriter *json, const RegisterEntry *entry) {
    json_break(json);
    json_open(json, NULL, '{');
    json_string(json, "key", scored_key(writer->scored, entry->row, writer->arena));
    json_string(json, "name", scored_name(writer->scored, entry->row, writer->arena));
    json_count(json, "line", table_line(writer->scored->table, entry->row));
    json_string(json, "input", input_name(writer, entry));
    json_string(json, "from", cell_told(writer, entry, entry->from));
    json_string(json, "to", cell_told(writer, entry, entry->to));
    json_string(json, "kind", text_from(turn_kind(&writer->made->watch, entry->item)));
    json_string(json, "of", turn_name(&writer->made->watch, entry->item));
    json_string(json, "now", turn_bare(before_told(writer, entry)));
    json_string(json, "then", turn_bare(after_told(writer, entry)));
    json_close(json, '}');
}

static void add_not_tried(const Writer *writer, JsonWriter *json) {
    static const char *const reasons[] = {[LEFT_OUT_NO_STEP] = "no_step", [LEFT_OUT_NO_NUMBER] = "no_number"};
    json_break(json);
    json_open(json, "not_tried", '[');
    for (uint32_t i = 0; i < writer->scored->plan->input_count; i++) {
        LeftOut reason = register_left_out(writer->made, i);
        if (reason == LEFT_OUT_NOT) continue;
        json_open(json, NULL, '{');
        json_string(json, "input", writer->scored->plan->inputs[i].name);
        json_string(json, "reason", text_from(reasons[reason]));
        json_close(json, '}');
    }
    json_close(json, ']');
}

void register_json(const Register *made, TextBuilder *out) {
    Writer writer = writer_of(made, true, out->arena);
    JsonWriter json = {out, false};
    json_open(&json, NULL, '{');
    json_count(&json, "format", 1);
    json_string(&json, "kind", TEXT("register"));
    json_count(&json, "units", writer.scored->table->row_count);
    json_count(&json, "near", made->units);
    json_open(&json, "entries", '[');
    for (size_t i = 0; i < made->count; i++)
        add_object(&writer, &json, &made->entries[i]);
    json_close(&json, ']');
    add_not_tried(&writer, &json);
    json_close(&json, '}');
    text_builder_add_char(out, '\n');
}
