#include "evidence/basis/document_parts.h"

#include "drafting/markup.h"

#include <string.h>

static void write_rule(const Part *table, size_t columns, TextBuilder *out) {
    text_builder_add_char(out, '|');
    for (size_t i = 0; i < columns; i++)
        text_builder_add(out, table->columns[i] == 'r' ? TEXT(" ---: |") : TEXT(" --- |"));
    text_builder_add_char(out, '\n');
}

static void write_cell(const Part *table, bool is_link, size_t i, TextBuilder *out) {
    if (is_link) text_builder_add_char(out, '[');
    markup_add_markdown(out, table->cells[i]);
    if (is_link) text_builder_add_format(out, "](%.*s)", TEXT_ARG(table->cells[i]));
}

static void write_row(const Part *table, size_t columns, size_t first, TextBuilder *out) {
    text_builder_add_char(out, '|');
    for (size_t i = 0; i < columns; i++) {
        text_builder_add_char(out, ' ');
        if (first + i < table->cell_count)
            write_cell(table, table->columns[i] == 'f' && first > 0, first + i, out);
        text_builder_add(out, TEXT(" |"));
    }
    text_builder_add_char(out, '\n');
}

/* Every table of Markdown has a head. */
static void write_table(const Part *table, TextBuilder *out) {
    size_t columns = strlen(table->columns), first = table->has_head ? columns : 0;
    write_row(table, columns, table->has_head ? 0 : table->cell_count, out);
    write_rule(table, columns, out);
    for (size_t i = first; i + columns <= table->cell_count; i += columns)
        write_row(table, columns, i, out);
    text_builder_add_char(out, '\n');
}

/* More backquotes than any of the text. */
static void write_code(const Part *part, TextBuilder *out) {
    size_t most = 0, run = 0;
    for (size_t i = 0; i < part->text.len; i++) {
        run = part->text.bytes[i] == '`' ? run + 1 : 0;
        if (run > most) most = run;
    }
    markup_add_markdown(out, part->place);
    text_builder_add_char(out, ' ');
    text_builder_add_repeated(out, TEXT("`"), most + 1);
    text_builder_add_format(out, " %.*s ", TEXT_ARG(part->text));
    text_builder_add_repeated(out, TEXT("`"), most + 1);
    text_builder_add(out, TEXT("\n\n"));
}

static void write_part(const Part *part, TextBuilder *out) {
    switch (part->kind) {
    case PART_HEADING:
        text_builder_add_repeated(out, TEXT("#"), (size_t)part->level);
        text_builder_add_char(out, ' ');
        markup_add_markdown(out, part->text);
        text_builder_add(out, TEXT("\n\n"));
        break;
    case PART_LINE:
        markup_add_markdown(out, part->text);
        text_builder_add(out, TEXT("\n\n"));
        break;
    case PART_CODE: write_code(part, out); break;
    case PART_TABLE: write_table(part, out); break;
    }
}

void document_write_markdown(const Document *document, TextBuilder *out) {
    for (size_t i = 0; i < document->count; i++)
        write_part(&document->parts[i], out);
}
