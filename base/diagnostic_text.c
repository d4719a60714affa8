#include "base/diagnostic.h"

#include "base/unicode.h"

typedef struct Colours {
    const char *severity[SEVERITY_ERROR + 1], *place, *caret, *end;
} Colours;

static const Colours colours_on = {
    {[SEVERITY_NOTE] = "\033[1;36m",
     [SEVERITY_UNDECIDED] = "\033[1;33m",
     [SEVERITY_WARNING] = "\033[1;35m",
     [SEVERITY_ERROR] = "\033[1;31m"},
    "\033[1m",
    "\033[1;32m",
    "\033[0m",
};
static const Colours colours_off = {{"", "", "", ""}, "", "", ""};

static void render_head(const Diagnostic *diagnostic, Severity severity, const Colours *colours,
                        TextBuilder *out) {
    if (diagnostic->file.len > 0) {
        Text file = unicode_visible(out->arena, diagnostic->file);
        text_builder_add_format(out, "%s%.*s:", colours->place, TEXT_ARG(file));
        if (diagnostic->position.line > 0)
            text_builder_add_format(out, "%zu:%zu:", diagnostic->position.line, diagnostic->position.column);
        text_builder_add_format(out, "%s ", colours->end);
    }
    Text message = unicode_visible(out->arena, diagnostic->message);
    text_builder_add_format(out, "%s%s %s%s: ", colours->severity[severity], severity_word(severity),
                            diagnostic_code_name(diagnostic->code), colours->end);
    text_builder_add(out, message);
    text_builder_add_char(out, '\n');
}

static size_t code_point_len(Text text, size_t at) {
    uint32_t code_point;
    size_t len = unicode_decode(text, at, &code_point);
    return len ? len : 1; /* an invalid byte counts as one */
}

/* How a code point of the excerpt is shown. A tab takes one column, so that the caret finds its place. */
static Text shown(Arena *arena, Text code_point) {
    return text_equal(code_point, TEXT("\t")) ? TEXT(" ") : unicode_visible(arena, code_point);
}

/* Adds the excerpt and counts the columns before and under the caret on the way. */
static void render_excerpt(const Diagnostic *diagnostic, TextBuilder *out, size_t *before, size_t *under) {
    Text line = diagnostic->excerpt;
    size_t column = 1, caret = diagnostic->caret_column;
    *before = *under = 0;
    for (size_t at = 0, next; at < line.len; at = next, column++) {
        next = at + code_point_len(line, at);
        Text piece = shown(out->arena, text_slice(line, at, next));
        text_builder_add(out, piece);
        if (column < caret) *before += unicode_width(piece);
        if (column >= caret && column - caret < diagnostic->caret_width) *under += unicode_width(piece);
    }
    text_builder_add_char(out, '\n');
}

static void render_lines(const Diagnostic *diagnostic, const Colours *colours, TextBuilder *out) {
    size_t before, under;
    Text number = text_format(out->arena, "%zu", diagnostic->position.line);
    int gutter = number.len > 4 ? (int)number.len : 4;
    text_builder_add_format(out, " %*s | ", gutter, diagnostic->position.line > 0 ? number.bytes : "");
    render_excerpt(diagnostic, out, &before, &under);
    text_builder_add_format(out, " %*s | ", gutter, "");
    text_builder_add_repeated(out, TEXT(" "), before);
    text_builder_add_format(out, "%s^", colours->caret);
    text_builder_add_repeated(out, TEXT("~"), under > 0 ? under - 1 : 0);
    text_builder_add_format(out, "%s\n", colours->end);
}

/* [D5] Line by line below each other, so that they can be copied as a file. */
static void render_witness(Text rows, TextBuilder *out) {
    const char *before = "   example: ";
    for (size_t at = 0, end; at < rows.len; at = end + 1) {
        for (end = at; end < rows.len && rows.bytes[end] != '\n';)
            end++;
        Text row = unicode_visible(out->arena, text_slice(rows, at, end));
        text_builder_add_format(out, "%s%.*s\n", before, TEXT_ARG(row));
        before = "            ";
    }
}

static void render_related(const Diagnostic *diagnostic, TextBuilder *out) {
    Text message = unicode_visible(out->arena, diagnostic->related_message);
    Text file = unicode_visible(out->arena, diagnostic->related_file);
    text_builder_add_format(out, "   note: %.*s%s%zu:%zu: %.*s\n", TEXT_ARG(file), file.len > 0 ? ":" : "",
                            diagnostic->related.line, diagnostic->related.column, TEXT_ARG(message));
}

static void render_one(const Diagnostic *diagnostic, Severity severity, const Colours *colours,
                       TextBuilder *out) {
    render_head(diagnostic, severity, colours, out);
    if (diagnostic->excerpt.len > 0) render_lines(diagnostic, colours, out);
    render_witness(diagnostic->witness, out);
    if (diagnostic->hint.len > 0) {
        Text hint = unicode_visible(out->arena, diagnostic->hint);
        text_builder_add_format(out, "   hint: %.*s\n", TEXT_ARG(hint));
    }
    if (diagnostic->related_message.len > 0) render_related(diagnostic, out);
}

static void render_dropped(const Diagnostics *diagnostics, Severity severity, TextBuilder *out) {
    size_t count = diagnostics_dropped_count(diagnostics, severity);
    bool is_plural = count > 1 && severity != SEVERITY_UNDECIDED;
    if (count > 0)
        text_builder_add_format(out, "and %zu more %s%s\n", count, severity_word(severity),
                                is_plural ? "s" : "");
}

void diagnostics_render(const Diagnostics *diagnostics, bool colour, TextBuilder *out) {
    const Colours *colours = colour ? &colours_on : &colours_off;
    size_t count;
    Diagnostic **items = diagnostics_sorted(diagnostics, out->arena, &count);
    for (size_t i = 0; i < count; i++)
        render_one(items[i], diagnostics_severity_of(diagnostics, items[i]->code), colours, out);
    for (int severity = SEVERITY_ERROR; severity >= SEVERITY_NOTE; severity--)
        render_dropped(diagnostics, (Severity)severity, out);
}

static void render_accepted(const Diagnostic *finding, Text file, TextBuilder *out) {
    Text reason = unicode_visible(out->arena, finding->allowance->reason);
    Text message = unicode_visible(out->arena, finding->message);
    text_builder_add_format(out, "  %s at line %zu", diagnostic_code_name(finding->code),
                            finding->position.line);
    if (!text_equal(finding->file, file)) {
        text_builder_add(out, TEXT(" of "));
        text_builder_add(out, unicode_visible(out->arena, finding->file));
    }
    text_builder_add_format(out, ": %.*s\n", TEXT_ARG(reason));
    text_builder_add_format(out, "    %.*s\n", TEXT_ARG(message));
}

void diagnostics_render_accepted(const Diagnostics *diagnostics, Text file, TextBuilder *out) {
    size_t count = diagnostics_accepted_count(diagnostics), kept;
    Diagnostic **items = diagnostics_accepted(diagnostics, out->arena, &kept);
    if (count == 0) return;
    text_builder_add_format(out, "\n%zu finding%s accepted:\n", count, count == 1 ? "" : "s");
    for (size_t i = 0; i < kept; i++)
        render_accepted(items[i], file, out);
    if (count > kept) text_builder_add_format(out, "  and %zu more\n", count - kept);
}
