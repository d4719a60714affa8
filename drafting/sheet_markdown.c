#include "drafting/sheet.h"

#include "drafting/markup.h"

/* A cell of Markdown is one line: its lines are parted by <br>, items have a dash. */
static void write_cell(const WordLines *lines, bool is_strong, TextBuilder *out) {
    text_builder_add_char(out, ' ');
    for (size_t i = 0; i < lines->count; i++) {
        if (i > 0) text_builder_add(out, TEXT("<br>"));
        if (lines->items[i].is_item) text_builder_add(out, TEXT("– "));
        if (is_strong) text_builder_add(out, TEXT("**"));
        markup_add_markdown(out, lines->items[i].text);
        if (is_strong) text_builder_add(out, TEXT("**"));
    }
    text_builder_add(out, TEXT(" |"));
}

static void write_row(const SheetPart *table, const SheetRow *row, TextBuilder *out) {
    text_builder_add_char(out, '|');
    for (size_t i = 0; i < table->width; i++)
        write_cell(&row->cells[i], row->is_strong && table->columns[i] != 'w', out);
    text_builder_add_char(out, '\n');
}

static void write_rule(const SheetPart *table, TextBuilder *out) {
    text_builder_add_char(out, '|');
    for (size_t i = 0; i < table->width; i++)
        text_builder_add(out, table->columns[i] == 'm' ? TEXT(" ---: |") : TEXT(" --- |"));
    text_builder_add_char(out, '\n');
}

static void write_table(const SheetPart *table, TextBuilder *out) {
    for (size_t i = 0; i < table->count; i++) {
        write_row(table, &table->rows[i], out);
        if (i == 0) write_rule(table, out);
    }
}

static void write_part(const SheetPart *part, TextBuilder *out) {
    switch (part->kind) {
    case SHEET_TITLE: text_builder_add(out, TEXT("# ")); break;
    case SHEET_HEADING: text_builder_add(out, TEXT("## ")); break;
    case SHEET_LINE: break;
    case SHEET_TABLE: write_table(part, out); return;
    }
    markup_add_markdown(out, part->text);
    text_builder_add_char(out, '\n');
}

void sheet_write_markdown(const Sheet *sheet, TextBuilder *out) {
    for (size_t i = 0; i < sheet->count; i++) {
        if (i > 0) text_builder_add_char(out, '\n');
        write_part(&sheet->parts[i], out);
    }
}
