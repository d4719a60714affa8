#include "evidence/card/card_index.h"

#include <inttypes.h>

enum { KEY_BYTES = 60, PLACES_LEAST = 3 };

static bool is_safe(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '-' || byte == '_';
}

static int places_of(size_t count) {
    int places = PLACES_LEAST;
    for (size_t most = 999; count > most; most = most * 10 + 9)
        places++;
    return places;
}

Text card_file_name(const Scored *scored, size_t row, const char *extension, Arena *arena) {
    Text key = scored_key(scored, row, arena);
    TextBuilder name = text_builder(arena);
    text_builder_add_format(&name, "%0*zu-", places_of(scored->table->row_count), row + 1);
    for (size_t i = 0; i < key.len && i < KEY_BYTES; i++)
        text_builder_add_char(&name, is_safe(key.bytes[i]) ? key.bytes[i] : '_');
    text_builder_add_format(&name, ".%s", extension);
    return text_builder_text(&name);
}

static bool is_shown(const PlanOutput *output) {
    return (output->kind == OUTPUT_INDEX || output->kind == OUTPUT_RANK || output->kind == OUTPUT_GRADE) &&
           output->value != STEP_NONE;
}

static const char *columns_of(const Plan *plan, Arena *arena) {
    TextBuilder columns = text_builder(arena);
    text_builder_add(&columns, TEXT("fll"));
    for (uint32_t i = 0; i < plan->output_count; i++)
        if (is_shown(&plan->outputs[i]))
            text_builder_add_char(&columns, plan->outputs[i].kind == OUTPUT_GRADE ? 'l' : 'r');
    text_builder_add_char(&columns, '\0');
    return columns.bytes;
}

static void add_heads(const CardMaker *maker, Document *document, Arena *arena) {
    const Plan *plan = maker->scored->plan;
    document_table(document, columns_of(plan, arena), true);
    document_cell(document, card_word(maker->language, WORD_CARD));
    document_cell(document, card_word(maker->language, WORD_KEY));
    document_cell(document, card_word(maker->language, WORD_NAME));
    for (uint32_t i = 0; i < plan->output_count; i++)
        if (is_shown(&plan->outputs[i])) document_cell(document, plan->outputs[i].name);
}

static void add_unit(const CardMaker *maker, size_t row, const char *extension, Document *document,
                     Arena *arena) {
    const Plan *plan = maker->scored->plan;
    ValueTeller teller = {plan,
                          maker->scored->table,
                          maker->numbers,
                          arena,
                          maker->language == CARD_VIETNAMESE ? ',' : '.',
                          &maker->words};
    document_cell(document, card_file_name(maker->scored, row, extension, arena));
    document_cell(document, scored_key(maker->scored, row, arena));
    document_cell(document, scored_name(maker->scored, row, arena));
    for (uint32_t i = 0; i < plan->output_count; i++) {
        if (!is_shown(&plan->outputs[i])) continue;
        StepValue value = scored_part(maker->scored, i, 0, row);
        document_cell(document, told_output(&teller, i, 0, &value));
    }
}

Document *card_index(const CardMaker *maker, const char *extension, Arena *arena) {
    const Plan *plan = maker->scored->plan;
    Document *document = document_new(arena);
    document_heading(document, 1, plan->title);
    if (plan->issued.len > 0)
        document_line(document, text_format(arena, "%" PRId64 " · %.*s", plan->year, TEXT_ARG(plan->issued)));
    document_line(document, text_format(arena, "%zu %.*s", maker->scored->table->row_count,
                                        TEXT_ARG(card_word(maker->language, WORD_UNITS))));
    add_heads(maker, document, arena);
    for (size_t row = 0; row < maker->scored->table->row_count; row++)
        add_unit(maker, row, extension, document, arena);
    return document;
}
