#include "drafting/sheet.h"

#include "base/sha256.h"
#include "drafting/markup.h"

/* A4, heads of tables on every page, no page break inside a row; black on white, for paper. */
static const char style[] =
    "\n"
    "@page { size: A4; margin: 18mm 15mm 18mm 20mm }\n"
    "html { font: 10.5pt/1.35 \"Times New Roman\", Times, \"Noto Serif\", serif; color: #000; background: "
    "#fff }\n"
    "body { max-width: 180mm; margin: 1.5em auto; padding: 0 1em }\n"
    "h1 { font-size: 14pt; text-align: center; margin: 0 0 .3em }\n"
    "h2 { font-size: 12pt; margin: 1.4em 0 .4em; break-after: avoid }\n"
    "p { margin: .2em 0 } h1 + p, h1 + p + p { text-align: center; font-style: italic }\n"
    "table { border-collapse: collapse; width: calc(100% - 1pt) }\n"
    "thead { display: table-header-group } tr { break-inside: avoid }\n"
    "th, td { border: .5pt solid #000; padding: .2em .4em; text-align: left; vertical-align: top; "
    "overflow-wrap: "
    "anywhere }\n"
    "th { text-align: center } .n { width: 3em; text-align: center; overflow-wrap: normal } .m { width: "
    "4.2em; "
    "text-align: right; overflow-wrap: normal } th.m { text-align: center } .w { width: 42% } .v { width: "
    "72% } .h { overflow-wrap: normal }\n"
    ".g td { font-weight: bold } .g td.w { font-weight: normal }\n"
    "td p { margin: 0 } td ul { margin: 0; padding-left: 1.1em }\n"
    "@media print { body { margin: 0; padding: 0; max-width: none } }\n";

/* 32 bytes as 44 letters. */
static Text base64(Arena *arena, const unsigned char bytes[32]) {
    static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    TextBuilder out = text_builder(arena);
    for (size_t i = 0; i < 33; i += 3) {
        unsigned last = i + 2 < 32 ? bytes[i + 2] : 0;
        unsigned group = (unsigned)bytes[i] << 16 | (unsigned)bytes[i + 1] << 8 | last;
        for (int shift = 18; shift >= 0; shift -= 6)
            text_builder_add_char(&out, LETTERS[group >> shift & 63]);
    }
    out.bytes[out.len - 1] = '=';
    return text_builder_text(&out);
}

/* Nothing is loaded and nothing can run: the one style is named by its hash. */
static void write_head(const Sheet *sheet, const char *language, TextBuilder *out) {
    Sha256Digest digest = sha256_text(text_from(style));
    text_builder_add_format(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                            language);
    text_builder_add_format(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'sha256-%.*s'; base-uri 'none'; form-action 'none'\">\n",
        TEXT_ARG(base64(sheet->arena, digest.bytes)));
    text_builder_add(out, TEXT("<meta name=\"referrer\" content=\"no-referrer\">\n<title>"));
    if (sheet->count > 0) markup_add_html(out, sheet->parts[0].text);
    text_builder_add(out, TEXT("</title>\n<style>"));
    text_builder_add(out, text_from(style));
    text_builder_add(out, TEXT("</style>\n</head>\n<body>\n"));
}

static void write_items(const WordLines *lines, size_t *at, TextBuilder *out) {
    text_builder_add(out, TEXT("<ul>"));
    while (*at < lines->count && lines->items[*at].is_item) {
        text_builder_add(out, TEXT("<li>"));
        markup_add_isolated(out, lines->items[(*at)++].text);
        text_builder_add(out, TEXT("</li>"));
    }
    text_builder_add(out, TEXT("</ul>"));
}

static void write_lines(const WordLines *lines, TextBuilder *out) {
    size_t at = 0;
    while (at < lines->count) {
        if (lines->items[at].is_item) {
            write_items(lines, &at, out);
        } else {
            text_builder_add(out, TEXT("<p>"));
            markup_add_isolated(out, lines->items[at++].text);
            text_builder_add(out, TEXT("</p>"));
        }
    }
}

static void write_row(const SheetPart *table, const SheetRow *row, const char *tag, TextBuilder *out) {
    text_builder_add(out, row->is_strong ? TEXT("<tr class=\"g\">") : TEXT("<tr>"));
    for (size_t i = 0; i < table->width; i++) {
        text_builder_add_format(out, "<%s class=\"%c\">", tag, table->columns[i]);
        if (row->cells[i].count == 1)
            markup_add_isolated(out, row->cells[i].items[0].text);
        else
            write_lines(&row->cells[i], out);
        text_builder_add_format(out, "</%s>", tag);
    }
    text_builder_add(out, TEXT("</tr>\n"));
}

static void write_table(const SheetPart *table, TextBuilder *out) {
    text_builder_add(out, TEXT("<table>\n<thead>\n"));
    for (size_t i = 0; i < table->count; i++) {
        write_row(table, &table->rows[i], i == 0 ? "th" : "td", out);
        if (i == 0) text_builder_add(out, TEXT("</thead>\n<tbody>\n"));
    }
    text_builder_add(out, TEXT("</tbody>\n</table>\n"));
}

static void write_text(const char *tag, Text text, TextBuilder *out) {
    text_builder_add_format(out, "<%s>", tag);
    markup_add_isolated(out, text);
    text_builder_add_format(out, "</%s>\n", tag);
}

static void write_part(const SheetPart *part, TextBuilder *out) {
    switch (part->kind) {
    case SHEET_TITLE: write_text("h1", part->text, out); break;
    case SHEET_HEADING: write_text("h2", part->text, out); break;
    case SHEET_LINE: write_text("p", part->text, out); break;
    case SHEET_TABLE: write_table(part, out); break;
    }
}

void sheet_write_html(const Sheet *sheet, const char *language, TextBuilder *out) {
    write_head(sheet, language, out);
    for (size_t i = 0; i < sheet->count; i++)
        write_part(&sheet->parts[i], out);
    text_builder_add(out, TEXT("</body>\n</html>\n"));
}
