#include "evidence/basis/document_parts.h"

#include "drafting/markup.h"

#include <string.h>

/* [E2.8] Nothing is loaded and nothing can run; on paper a usual card is one side of A4, in two columns. */
static const char head[] =
    "<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'\">\n"
    "<meta name=\"referrer\" content=\"no-referrer\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n";

static const char style[] =
    "<style>\n"
    "@page { size: A4; margin: 12mm }\n"
    "body { font: 10pt/1.35 serif; max-width: 186mm; margin: 1em auto; padding: 0 1em }\n"
    "h1 { font-size: 14pt; margin: 0 0 .3em } h2 { font-size: 11pt; margin: .9em 0 .2em; "
    "border-bottom: 1px solid } h3 { font-size: 10pt; margin: .6em 0 .1em }\n"
    "p { margin: .1em 0 } table { border-collapse: collapse }\n"
    "th, td { text-align: left; vertical-align: top; padding: 0 1em 0 0 } .r { text-align: right }\n"
    "code { font-size: .9em; white-space: pre-wrap }\n"
    "@media print { body { margin: 0; padding: 0; font-size: 7pt } h2, h3 { break-after: avoid } "
    "tr, p { break-inside: avoid } main { columns: 2; column-gap: 5mm } }\n"
    "</style>\n";

static void write_row(const Part *table, size_t columns, size_t first, const char *tag, TextBuilder *out) {
    text_builder_add(out, TEXT("<tr>"));
    for (size_t i = 0; i < columns; i++) {
        text_builder_add_format(out, "<%s%s>", tag, table->columns[i] == 'r' ? " class=\"r\"" : "");
        bool is_link = table->columns[i] == 'f' && tag[1] == 'd';
        if (is_link) text_builder_add_format(out, "<a href=\"%.*s\">", TEXT_ARG(table->cells[first + i]));
        markup_add_isolated(out, table->cells[first + i]);
        if (is_link) text_builder_add(out, TEXT("</a>"));
        text_builder_add_format(out, "</%s>", tag);
    }
    text_builder_add(out, TEXT("</tr>\n"));
}

static void write_table(const Part *table, TextBuilder *out) {
    size_t columns = strlen(table->columns);
    text_builder_add(out, TEXT("<table>\n"));
    for (size_t i = 0; i + columns <= table->cell_count; i += columns)
        write_row(table, columns, i, table->has_head && i == 0 ? "th" : "td", out);
    text_builder_add(out, TEXT("</table>\n"));
}

static void write_part(const Part *part, TextBuilder *out) {
    switch (part->kind) {
    case PART_HEADING:
        text_builder_add_format(out, "<h%d>", part->level);
        markup_add_isolated(out, part->text);
        text_builder_add_format(out, "</h%d>\n", part->level);
        break;
    case PART_LINE:
        text_builder_add(out, TEXT("<p>"));
        markup_add_isolated(out, part->text);
        text_builder_add(out, TEXT("</p>\n"));
        break;
    case PART_CODE:
        text_builder_add(out, TEXT("<p>"));
        markup_add_isolated(out, part->place);
        text_builder_add(out, TEXT(" <code>"));
        markup_add_isolated(out, part->text);
        text_builder_add(out, TEXT("</code></p>\n"));
        break;
    case PART_TABLE: write_table(part, out); break;
    }
}

void document_write_html(const Document *document, const char *language, TextBuilder *out) {
    text_builder_add_format(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n", language);
    text_builder_add(out, text_from(head));
    text_builder_add(out, TEXT("<title>"));
    if (document->count > 0) markup_add_html(out, document->parts[0].text);
    text_builder_add(out, TEXT("</title>\n"));
    text_builder_add(out, text_from(style));
    text_builder_add(out, TEXT("</head>\n<body>\n"));
    for (size_t i = 0; i < document->count; i++) {
        write_part(&document->parts[i], out);
        if (i == 0) text_builder_add(out, TEXT("<main>\n"));
    }
    if (document->count > 0) text_builder_add(out, TEXT("</main>\n"));
    text_builder_add(out, TEXT("</body>\n</html>\n"));
}
