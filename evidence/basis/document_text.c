#include "base/unicode.h"
#include "evidence/basis/document_parts.h"

#include <string.h>

static void add_blanks(TextBuilder *out, size_t count) {
    text_builder_add_repeated(out, TEXT(" "), count);
}

static size_t *widths_of(const Document *document, const Part *table, size_t columns) {
    size_t *widths = ARENA_ARRAY(document->arena, size_t, columns + 1);
    for (size_t i = 0; i < table->cell_count; i++) {
        size_t width = unicode_width(table->cells[i]);
        if (width > widths[i % columns]) widths[i % columns] = width;
    }
    return widths;
}

/* Nothing stands behind the last text of a line. */
static void write_row(const Part *table, const size_t *widths, size_t columns, size_t first,
                      TextBuilder *out) {
    size_t blanks = 2;
    for (size_t i = 0; i < columns; i++) {
        Text cell = table->cells[first + i];
        bool is_right = table->columns[i] == 'r';
        size_t room = widths[i] - unicode_width(cell);
        if (is_right) blanks += room;
        if (cell.len > 0) add_blanks(out, blanks);
        text_builder_add(out, cell);
        if (cell.len > 0) blanks = 0;
        if (!is_right) blanks += room;
        blanks += 2;
    }
    text_builder_add_char(out, '\n');
}

static void write_table(const Document *document, const Part *table, TextBuilder *out) {
    size_t columns = strlen(table->columns);
    const size_t *widths = widths_of(document, table, columns);
    for (size_t i = 0; i + columns <= table->cell_count; i += columns)
        write_row(table, widths, columns, i, out);
}

static void write_part(const Document *document, const Part *part, bool is_first, TextBuilder *out) {
    switch (part->kind) {
    case PART_HEADING:
        if (!is_first) text_builder_add_char(out, '\n');
        text_builder_add_format(out, "%.*s\n", TEXT_ARG(part->text));
        break;
    case PART_LINE: text_builder_add_format(out, "  %.*s\n", TEXT_ARG(part->text)); break;
    case PART_CODE:
        text_builder_add_format(out, "  %.*s  %.*s\n", TEXT_ARG(part->place), TEXT_ARG(part->text));
        break;
    case PART_TABLE: write_table(document, part, out); break;
    }
}

void document_write_text(const Document *document, TextBuilder *out) {
    for (size_t i = 0; i < document->count; i++)
        write_part(document, &document->parts[i], i == 0, out);
}
