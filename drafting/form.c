#include "drafting/form.h"

#include "drafting/input_words.h"
#include "runtime/results/csv_field.h"

typedef struct Form {
    const Methodology *methodology;
    CsvStyle style;
    Arena *arena;
    TextBuilder *out;
    size_t cells; /* of the line so far */
} Form;

static Form form_of(const Compilation *compilation, Arena *arena, TextBuilder *out) {
    Text separator = compilation->ast->data.separator;
    return (Form){
        .methodology = compilation->methodology,
        .style = {.separator = separator.len ? separator.bytes[0] : ',', .guards = true},
        .arena = arena,
        .out = out,
    };
}

static void add_cell(Form *form, Text text) {
    if (form->cells++ > 0) text_builder_add_char(form->out, form->style.separator);
    text_builder_add(form->out, csv_field(form->arena, text, &form->style));
}

static void end_line(Form *form) {
    text_builder_add_char(form->out, '\n');
    form->cells = 0;
}

/* ---- the form */

/* Which column the list of units is about: the key, or the name where there is none. */
static const Input *unit_input(const Methodology *methodology) {
    return methodology->key ? methodology->key : methodology->name;
}

static void add_unit(Form *form, Text unit) {
    const Methodology *methodology = form->methodology;
    for (size_t i = 0; i < methodology->input_count; i++)
        add_cell(form, methodology->inputs[i] == unit_input(methodology) ? unit : TEXT(""));
    end_line(form);
}

void form_write(const Compilation *compilation, Arena *arena, TextBuilder *out) {
    Form form = form_of(compilation, arena, out);
    const Methodology *methodology = compilation->methodology;
    const AstData *data = &compilation->ast->data;
    for (size_t i = 0; i < methodology->input_count; i++)
        add_cell(&form, methodology->inputs[i]->header);
    end_line(&form);
    for (size_t i = 0; i < data->unit_count; i++)
        add_unit(&form, data->units[i].text);
}

/* ---- the guide */

static Text joined(Arena *arena, const WordLines *lines) {
    TextBuilder out = text_builder(arena);
    for (size_t i = 0; i < lines->count; i++) {
        if (i > 0) text_builder_add(&out, TEXT("; "));
        text_builder_add(&out, lines->items[i].text);
    }
    return text_builder_text(&out);
}

static Text note_of(const AstNote *notes, Arena *arena) {
    TextBuilder out = text_builder(arena);
    const Text parts[] = {notes->basis, notes->note};
    for (size_t i = 0; i < 2; i++) {
        if (parts[i].len > 0 && out.len > 0) text_builder_add(&out, TEXT("; "));
        text_builder_add(&out, parts[i]);
    }
    return text_builder_text(&out);
}

static void add_guide_head(Form *form, const Words *words) {
    static const Phrase HEAD[] = {
        PHRASE_COLUMN_HEADER, PHRASE_COLUMN_CONTENT,  PHRASE_COLUMN_UNIT,        PHRASE_COLUMN_VALUES,
        PHRASE_COLUMN_EMPTY,  PHRASE_COLUMN_EVIDENCE, PHRASE_COLUMN_INSTRUCTION,
    };
    for (size_t i = 0; i < sizeof HEAD / sizeof *HEAD; i++)
        add_cell(form, phrase_text(HEAD[i], words->language));
    end_line(form);
}

static void add_guide_line(Form *form, const Words *words, const Input *input) {
    WordLines values = {0};
    input_words_values(words, input->ast, &values);
    add_cell(form, input->header);
    add_cell(form, input->ast->label);
    add_cell(form, input_words_unit(words, input->ast));
    add_cell(form, joined(form->arena, &values));
    add_cell(form, input_words_empty(words, input->ast));
    add_cell(form, input->ast->notes.evidence);
    add_cell(form, note_of(&input->ast->notes, form->arena));
    end_line(form);
}

void form_write_guide(const Compilation *compilation, Language language, NumberContext *numbers, Arena *arena,
                      TextBuilder *out) {
    Form form = form_of(compilation, arena, out);
    Words words = {arena, numbers, compilation->methodology, language, NULL};
    add_guide_head(&form, &words);
    for (size_t i = 0; i < compilation->methodology->input_count; i++)
        add_guide_line(&form, &words, compilation->methodology->inputs[i]);
}
