#include "evidence/basis/document.h"

#include "base/unicode.h"

Document *document_new(Arena *arena) {
    Document *document = ARENA_NEW(arena, Document);
    document->arena = arena;
    return document;
}

static Text kept(Document *document, Text text) {
    return text_copy(document->arena, unicode_visible(document->arena, text));
}

static Part *add(Document *document, Part part) {
    ARENA_PUSH(document->arena, document->parts, document->count, document->capacity, part);
    return &document->parts[document->count - 1];
}

void document_heading(Document *document, int level, Text text) {
    add(document, (Part){.kind = PART_HEADING, .level = level, .text = kept(document, text)});
}

void document_line(Document *document, Text text) {
    add(document, (Part){.kind = PART_LINE, .text = kept(document, text)});
}

void document_code(Document *document, Text place, Text text) {
    add(document, (Part){.kind = PART_CODE, .place = kept(document, place), .text = kept(document, text)});
}

void document_table(Document *document, const char *columns, bool has_head) {
    add(document, (Part){.kind = PART_TABLE, .columns = columns, .has_head = has_head});
}

void document_cell(Document *document, Text text) {
    Part *table = &document->parts[document->count - 1];
    ARENA_PUSH(document->arena, table->cells, table->cell_count, table->cell_capacity, kept(document, text));
}

void document_write(const Document *document, DocumentFormat format, const char *language, TextBuilder *out) {
    switch (format) {
    case DOCUMENT_TEXT: document_write_text(document, out); break;
    case DOCUMENT_MARKDOWN: document_write_markdown(document, out); break;
    case DOCUMENT_HTML: document_write_html(document, language, out); break;
    }
}
