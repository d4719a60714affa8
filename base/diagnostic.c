#include "base/diagnostic.h"

#include "base/unicode.h"

enum {
    AREA_COUNT = AREA_MEMORY + 1,
    SEVERITY_COUNT = SEVERITY_ERROR + 1,
    EXCERPT_MAX = 160,    /* code points, the two `…` included */
    EXCERPT_BEFORE = 100, /* code points kept before the caret where a line is cut */
};

typedef struct CodeInfo {
    const char *name, *title;
    DiagnosticArea area;
    Severity severity;
} CodeInfo;

static const CodeInfo code_info[] = {
#define DIAGNOSTIC(id, code, area, severity, title)                                                          \
    [DIAGNOSTIC_##id] = {code, title, AREA_##area, SEVERITY_##severity},
#include "base/diagnostic_codes.def"
#undef DIAGNOSTIC
};
_Static_assert(sizeof code_info / sizeof code_info[0] == DIAGNOSTIC_COUNT, "one entry for every code");

struct Diagnostics {
    Arena *arena;
    Diagnostic **items; /* pointers, so that what diagnostics_report returned stays where it is */
    size_t count, capacity;
    size_t reported[SEVERITY_COUNT][AREA_COUNT]; /* kept or not */
    size_t dropped[SEVERITY_COUNT];
    bool strict;
};

const char *diagnostic_code_name(DiagnosticCode code) {
    return code_info[code].name;
}

const char *diagnostic_title(DiagnosticCode code) {
    return code_info[code].title;
}

Severity diagnostic_severity(DiagnosticCode code) {
    return code_info[code].severity;
}

DiagnosticArea diagnostic_area(DiagnosticCode code) {
    return code_info[code].area;
}

static Severity severity_of(const Diagnostics *diagnostics, DiagnosticCode code) {
    if (diagnostics->strict && diagnostic_area(code) == AREA_DATA) return SEVERITY_ERROR;
    return diagnostic_severity(code);
}

Diagnostics *diagnostics_new(Arena *arena) {
    Diagnostics *diagnostics = ARENA_NEW(arena, Diagnostics);
    diagnostics->arena = arena;
    return diagnostics;
}

void diagnostics_be_strict(Diagnostics *diagnostics) {
    diagnostics->strict = true;
}

bool diagnostics_has_room(const Diagnostics *diagnostics, DiagnosticCode code) {
    Severity severity = severity_of(diagnostics, code);
    return diagnostics->reported[severity][diagnostic_area(code)] < DIAGNOSTICS_MAX_ERRORS;
}

static void count_report(Diagnostics *diagnostics, DiagnosticCode code) {
    Severity severity = severity_of(diagnostics, code);
    if (!diagnostics_has_room(diagnostics, code)) diagnostics->dropped[severity]++;
    diagnostics->reported[severity][diagnostic_area(code)]++;
}

static size_t code_point_len(Text text, size_t at) {
    uint32_t code_point;
    size_t len = unicode_decode(text, at, &code_point);
    return len ? len : 1; /* an invalid byte counts as one */
}

static size_t skip_code_points(Text text, size_t at, size_t count) {
    while (at < text.len && count-- > 0)
        at += code_point_len(text, at);
    return at;
}

/* Cut when it is added, so that a hundred messages about one line of a megabyte do not hold it a hundred
 * times. */
static void cut_excerpt(Arena *arena, Diagnostic *diagnostic) {
    Text line = diagnostic->excerpt;
    size_t count = unicode_count(line), kept = EXCERPT_MAX - 2, caret = diagnostic->caret_column;
    if (count <= EXCERPT_MAX) {
        diagnostic->excerpt = text_copy(arena, line);
        return;
    }
    size_t first = caret > EXCERPT_BEFORE ? caret - EXCERPT_BEFORE : 0;
    if (first > count - kept) first = count - kept;
    size_t from = skip_code_points(line, 0, first), to = skip_code_points(line, from, kept);
    TextBuilder cut = text_builder(arena);
    if (from > 0) text_builder_add(&cut, TEXT("…"));
    text_builder_add(&cut, text_slice(line, from, to));
    if (to < line.len) text_builder_add(&cut, TEXT("…"));
    diagnostic->excerpt = text_builder_text(&cut);
    diagnostic->caret_column = caret - first + (from > 0);
}

static Diagnostic *keep(Diagnostics *diagnostics, const Diagnostic *given) {
    Arena *arena = diagnostics->arena;
    Diagnostic *diagnostic = arena_copy(arena, given, sizeof *given);
    diagnostic->file = text_copy(arena, given->file);
    diagnostic->message = text_copy(arena, given->message);
    diagnostic->hint = text_copy(arena, given->hint);
    diagnostic->related_message = text_copy(arena, given->related_message);
    if (given->excerpt.bytes) cut_excerpt(arena, diagnostic);
    diagnostic->order = diagnostics->count;
    ARENA_PUSH(arena, diagnostics->items, diagnostics->count, diagnostics->capacity, diagnostic);
    return diagnostic;
}

void diagnostics_add(Diagnostics *diagnostics, const Diagnostic *diagnostic) {
    bool has_room = diagnostics_has_room(diagnostics, diagnostic->code);
    count_report(diagnostics, diagnostic->code);
    if (has_room) keep(diagnostics, diagnostic);
}

void diagnostics_take(Diagnostics *diagnostics, const Diagnostics *others) {
    for (size_t i = 0; i < others->count; i++)
        diagnostics_add(diagnostics, others->items[i]);
    for (int severity = 0; severity < SEVERITY_COUNT; severity++) {
        diagnostics->dropped[severity] += others->dropped[severity];
        for (int area = 0; area < AREA_COUNT; area++)
            if (others->reported[severity][area] > DIAGNOSTICS_MAX_ERRORS)
                diagnostics->reported[severity][area] +=
                    others->reported[severity][area] - DIAGNOSTICS_MAX_ERRORS;
    }
}

/* Code points of the span in its first line. */
static size_t width_in_line(const Source *source, Span span, Text line) {
    const char *from = source->text.bytes + span.from, *to = source->text.bytes + span.to;
    const char *end = line.bytes + line.len;
    if (to > end) to = end;
    return to > from ? unicode_count((Text){from, (size_t)(to - from)}) : 1;
}

/* A span that ends where the text ends, whatever the caller computed. */
static Span span_within(const Source *source, Span span) {
    uint32_t len = (uint32_t)source->text.len;
    if (span.from > len) span.from = len;
    if (span.to > len) span.to = len;
    return span;
}

Diagnostic *diagnostics_report(Diagnostics *diagnostics, const Source *source, Span span, DiagnosticCode code,
                               Text message, Text hint) {
    bool has_room = diagnostics_has_room(diagnostics, code);
    count_report(diagnostics, code);
    if (!has_room) return NULL; /* before the scan for the line: a file can hold a million mistakes */
    span = span_within(source, span);
    Position position = source_position(source, span.from);
    Text line = source_line(source, span.from);
    Diagnostic diagnostic = {
        .code = code, .file = source->name, .position = position, .message = message, .hint = hint};
    if (line.len > 0) {
        diagnostic.excerpt = line;
        diagnostic.caret_column = position.column;
        diagnostic.caret_width = width_in_line(source, span, line);
    }
    return keep(diagnostics, &diagnostic);
}

void diagnostic_relate(Diagnostics *diagnostics, Diagnostic *diagnostic, const Source *source, Span span,
                       Text message) {
    if (!diagnostic) return;
    diagnostic->related = source_position(source, span.from);
    diagnostic->related_message = text_copy(diagnostics->arena, message);
}

static size_t reported(const Diagnostics *diagnostics, Severity severity) {
    size_t sum = 0;
    for (size_t area = 0; area < AREA_COUNT; area++)
        sum += diagnostics->reported[severity][area];
    return sum;
}

size_t diagnostics_error_count(const Diagnostics *diagnostics) {
    return reported(diagnostics, SEVERITY_ERROR);
}

size_t diagnostics_warning_count(const Diagnostics *diagnostics) {
    return reported(diagnostics, SEVERITY_WARNING);
}

int diagnostics_area(const Diagnostics *diagnostics) {
    static const DiagnosticArea by_weight[] = {AREA_MEMORY, AREA_FILE,  AREA_LIMIT,
                                               AREA_USAGE,  AREA_RULES, AREA_DATA};
    for (size_t i = 0; i < AREA_COUNT; i++)
        if (diagnostics->reported[SEVERITY_ERROR][by_weight[i]] > 0) return (int)by_weight[i];
    return -1;
}

/* Rendering */

typedef struct Colours {
    const char *error, *warning, *place, *caret, *end;
} Colours;

static const Colours colours_on = {"\033[1;31m", "\033[1;35m", "\033[1m", "\033[1;32m", "\033[0m"};
static const Colours colours_off = {"", "", "", "", ""};

static int compare_sizes(size_t a, size_t b) {
    return (a > b) - (a < b);
}

static bool is_before(const Diagnostic *a, const Diagnostic *b) {
    int order = text_compare(a->file, b->file);
    if (order == 0) order = compare_sizes(a->position.line, b->position.line);
    if (order == 0) order = compare_sizes(a->position.column, b->position.column);
    if (order == 0) order = compare_sizes(a->order, b->order);
    return order < 0;
}

/* [D1] By insertion: there are few, most come in order, and qsort may call malloc. */
static Diagnostic **sorted(const Diagnostics *diagnostics, Arena *arena) {
    size_t count = diagnostics->count;
    Diagnostic **items = arena_copy(arena, diagnostics->items, count * sizeof *items);
    for (size_t i = 1; i < count; i++) {
        Diagnostic *item = items[i];
        size_t at = i;
        for (; at > 0 && is_before(item, items[at - 1]); at--)
            items[at] = items[at - 1];
        items[at] = item;
    }
    return items;
}

static void render_head(const Diagnostic *diagnostic, Severity severity, const Colours *colours,
                        TextBuilder *out) {
    bool is_error = severity == SEVERITY_ERROR;
    if (diagnostic->file.len > 0) {
        Text file = unicode_visible(out->arena, diagnostic->file);
        text_builder_add_format(out, "%s%.*s:", colours->place, TEXT_ARG(file));
        if (diagnostic->position.line > 0)
            text_builder_add_format(out, "%zu:%zu:", diagnostic->position.line, diagnostic->position.column);
        text_builder_add_format(out, "%s ", colours->end);
    }
    Text message = unicode_visible(out->arena, diagnostic->message);
    text_builder_add_format(out, "%s%s %s%s: ", is_error ? colours->error : colours->warning,
                            is_error ? "error" : "warning", diagnostic_code_name(diagnostic->code),
                            colours->end);
    text_builder_add(out, message);
    text_builder_add_char(out, '\n');
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

static void render_one(const Diagnostic *diagnostic, Severity severity, const Colours *colours,
                       TextBuilder *out) {
    render_head(diagnostic, severity, colours, out);
    if (diagnostic->excerpt.len > 0) render_lines(diagnostic, colours, out);
    if (diagnostic->hint.len > 0) {
        Text hint = unicode_visible(out->arena, diagnostic->hint);
        text_builder_add_format(out, "   hint: %.*s\n", TEXT_ARG(hint));
    }
    if (diagnostic->related_message.len > 0) {
        Text message = unicode_visible(out->arena, diagnostic->related_message);
        text_builder_add_format(out, "   note: %zu:%zu: %.*s\n", diagnostic->related.line,
                                diagnostic->related.column, TEXT_ARG(message));
    }
}

static void render_dropped(size_t count, const char *what, TextBuilder *out) {
    if (count > 0) text_builder_add_format(out, "and %zu more %s%s\n", count, what, count == 1 ? "" : "s");
}

void diagnostics_render(const Diagnostics *diagnostics, bool colour, TextBuilder *out) {
    const Colours *colours = colour ? &colours_on : &colours_off;
    Diagnostic **items = sorted(diagnostics, out->arena);
    for (size_t i = 0; i < diagnostics->count; i++)
        render_one(items[i], severity_of(diagnostics, items[i]->code), colours, out);
    render_dropped(diagnostics->dropped[SEVERITY_ERROR], "error", out);
    render_dropped(diagnostics->dropped[SEVERITY_WARNING], "warning", out);
}
