#include "base/diagnostic.h"

#include "base/unicode.h"

#include <string.h>

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

/* Where findings of one code begin. */
typedef struct Places {
    uint32_t *items;
    size_t count, capacity;
} Places;

struct Diagnostics {
    Arena *arena;
    Diagnostic **items; /* pointers, so that what diagnostics_report returned stays where it is */
    size_t count, capacity;
    Diagnostic **accepted;
    size_t accepted_kept, accepted_capacity;
    size_t accepted_count;  /* kept or not */
    const Source *examined; /* NULL: none */
    Places places[DIAGNOSTIC_COUNT];
    Allowances allowances[DIAGNOSTIC_COUNT];
    size_t reported[SEVERITY_COUNT][AREA_COUNT]; /* kept or not */
    size_t dropped[SEVERITY_COUNT];
    size_t most; /* of each severity and area that are kept */
    bool strict;
};

const char *diagnostic_code_name(DiagnosticCode code) {
    return code_info[code].name;
}

DiagnosticCode diagnostic_code_find(Text name) {
    int code = 0;
    while (code < DIAGNOSTIC_COUNT && !text_equal(name, text_from(code_info[code].name)))
        code++;
    return (DiagnosticCode)code;
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

Severity diagnostics_severity_of(const Diagnostics *diagnostics, DiagnosticCode code) {
    if (diagnostics->strict && diagnostic_area(code) == AREA_DATA) return SEVERITY_ERROR;
    return diagnostic_severity(code);
}

bool diagnostic_is_finding(DiagnosticCode code) {
    return code_info[code].area == AREA_RULES && code_info[code].severity != SEVERITY_ERROR &&
           code != DIAGNOSTIC_UNUSED_ALLOW;
}

const char *severity_word(Severity severity) {
    switch (severity) {
    case SEVERITY_NOTE: return "note";
    case SEVERITY_UNDECIDED: return "undecided";
    case SEVERITY_WARNING: return "warning";
    case SEVERITY_ERROR: return "error";
    }
    return "";
}

Diagnostics *diagnostics_new(Arena *arena) {
    Diagnostics *diagnostics = ARENA_NEW(arena, Diagnostics);
    diagnostics->arena = arena;
    diagnostics->most = DIAGNOSTICS_MAX_ERRORS;
    return diagnostics;
}

void diagnostics_keep(Diagnostics *diagnostics, size_t most) {
    diagnostics->most = most;
}

void diagnostics_be_strict(Diagnostics *diagnostics) {
    diagnostics->strict = true;
}

bool diagnostics_has_room(const Diagnostics *diagnostics, DiagnosticCode code) {
    Severity severity = diagnostics_severity_of(diagnostics, code);
    return diagnostics->reported[severity][diagnostic_area(code)] < diagnostics->most;
}

static void count_report(Diagnostics *diagnostics, DiagnosticCode code) {
    Severity severity = diagnostics_severity_of(diagnostics, code);
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

static Diagnostic *copy(Diagnostics *diagnostics, const Diagnostic *given) {
    Arena *arena = diagnostics->arena;
    Diagnostic *diagnostic = arena_copy(arena, given, sizeof *given);
    diagnostic->file = text_copy(arena, given->file);
    diagnostic->message = text_copy(arena, given->message);
    diagnostic->witness = text_copy(arena, given->witness);
    diagnostic->hint = text_copy(arena, given->hint);
    diagnostic->related_message = text_copy(arena, given->related_message);
    diagnostic->related_file = text_copy(arena, given->related_file);
    if (given->excerpt.bytes) cut_excerpt(arena, diagnostic);
    return diagnostic;
}

static Diagnostic *keep(Diagnostics *diagnostics, const Diagnostic *given) {
    Diagnostic *diagnostic = copy(diagnostics, given);
    diagnostic->order = diagnostics->count;
    ARENA_PUSH(diagnostics->arena, diagnostics->items, diagnostics->count, diagnostics->capacity, diagnostic);
    return diagnostic;
}

static Diagnostic *keep_accepted(Diagnostics *diagnostics, const Diagnostic *given) {
    Diagnostic *diagnostic = copy(diagnostics, given);
    diagnostic->order = diagnostics->accepted_kept;
    ARENA_PUSH(diagnostics->arena, diagnostics->accepted, diagnostics->accepted_kept,
               diagnostics->accepted_capacity, diagnostic);
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

/* Counted from where the span begins: the text before it may be long. */
static Position end_of(const Source *source, Span span, Position position) {
    Text rest = text_slice(source->text, span.from, span.to > span.from ? span.to : span.from);
    for (const char *line; rest.len > 0 && (line = memchr(rest.bytes, '\n', rest.len));) {
        rest = text_slice(rest, (size_t)(line - rest.bytes) + 1, rest.len);
        position = (Position){position.line + 1, 1};
    }
    position.column += unicode_count(rest);
    return position;
}

static Diagnostic at_span(const Source *source, Span span, DiagnosticCode code, Text message, Text hint) {
    span = span_within(source, span);
    Position position = source_position(source, span.from);
    Text line = source_line(source, span.from);
    Diagnostic diagnostic = {.code = code, .position = position, .message = message, .hint = hint};
    diagnostic.file = source_file_name(source, span.from);
    diagnostic.end = end_of(source, span, position);
    if (line.len > 0) {
        diagnostic.excerpt = line;
        diagnostic.caret_column = position.column;
        diagnostic.caret_width = width_in_line(source, span, line);
    }
    return diagnostic;
}

static Allowance *allowance_of(const Diagnostics *diagnostics, const Source *source, Span span,
                               DiagnosticCode code) {
    if (source != diagnostics->examined || diagnostic_severity(code) == SEVERITY_ERROR) return NULL;
    return allowances_find(&diagnostics->allowances[code], span.from);
}

/* The narrower one counts, as with one place: what the whole file accepts comes last. */
static Allowance *narrower(Allowance *one, Allowance *other) {
    if (!one || !other) return one ? one : other;
    return other->scope.to - other->scope.from < one->scope.to - one->scope.from ? other : one;
}

static void remember_place(Diagnostics *diagnostics, const Source *source, Span span, DiagnosticCode code) {
    if (source != diagnostics->examined || diagnostic_severity(code) == SEVERITY_ERROR) return;
    Places *places = &diagnostics->places[code];
    uint32_t from = span_within(source, span).from;
    ARENA_PUSH(diagnostics->arena, places->items, places->count, places->capacity, from);
}

/* [D6] */
static Diagnostic *accept(Diagnostics *diagnostics, Diagnostic *finding, Allowance *allowance) {
    finding->allowance = allowance;
    finding->allowed_file = source_file_name(diagnostics->examined, allowance->span.from);
    finding->allowed = source_position(diagnostics->examined, allowance->span.from);
    return keep_accepted(diagnostics, finding);
}

Diagnostic *diagnostics_report_two(Diagnostics *diagnostics, const Source *source, Span span, Span other,
                                   DiagnosticCode code, Text message, Text hint) {
    Allowance *allowance = narrower(allowance_of(diagnostics, source, span, code),
                                    allowance_of(diagnostics, source, other, code));
    bool has_room = allowance ? diagnostics->accepted_count++ < DIAGNOSTICS_MAX_ACCEPTED
                              : diagnostics_has_room(diagnostics, code);
    if (allowance)
        allowance->is_used = true;
    else
        count_report(diagnostics, code);
    remember_place(diagnostics, source, span, code);
    if (!has_room) return NULL; /* before the scan for the line: a file can hold a million mistakes */
    Diagnostic finding = at_span(source, span, code, message, hint);
    return allowance ? accept(diagnostics, &finding, allowance) : keep(diagnostics, &finding);
}

Diagnostic *diagnostics_report(Diagnostics *diagnostics, const Source *source, Span span, DiagnosticCode code,
                               Text message, Text hint) {
    return diagnostics_report_two(diagnostics, source, span, span, code, message, hint);
}

void diagnostics_examine(Diagnostics *diagnostics, const Source *source) {
    diagnostics->examined = source;
}

const uint32_t *diagnostics_places(const Diagnostics *diagnostics, DiagnosticCode code, size_t *count) {
    *count = diagnostics->places[code].count;
    return diagnostics->places[code].items;
}

const Allowance *diagnostics_allow(Diagnostics *diagnostics, DiagnosticCode code, Span scope, Span span,
                                   Text reason) {
    return allowances_add(diagnostics->arena, &diagnostics->allowances[code], scope, span, reason);
}

const Allowances *diagnostics_allowances(const Diagnostics *diagnostics, DiagnosticCode code) {
    return &diagnostics->allowances[code];
}

void diagnostic_relate(Diagnostics *diagnostics, Diagnostic *diagnostic, const Source *source, Span span,
                       Text message) {
    if (!diagnostic) return;
    Text file = source_file_name(source, span.from);
    if (!text_equal(file, diagnostic->file)) diagnostic->related_file = text_copy(diagnostics->arena, file);
    diagnostic->related = source_position(source, span.from);
    diagnostic->related_message = text_copy(diagnostics->arena, message);
}

void diagnostic_show(Diagnostics *diagnostics, Diagnostic *diagnostic, Text witness) {
    if (diagnostic) diagnostic->witness = text_copy(diagnostics->arena, witness);
}

size_t diagnostics_severity_count(const Diagnostics *diagnostics, Severity severity) {
    size_t sum = 0;
    for (size_t area = 0; area < AREA_COUNT; area++)
        sum += diagnostics->reported[severity][area];
    return sum;
}

size_t diagnostics_error_count(const Diagnostics *diagnostics) {
    return diagnostics_severity_count(diagnostics, SEVERITY_ERROR);
}

size_t diagnostics_warning_count(const Diagnostics *diagnostics) {
    return diagnostics_severity_count(diagnostics, SEVERITY_WARNING);
}

int diagnostics_area(const Diagnostics *diagnostics) {
    static const DiagnosticArea by_weight[] = {AREA_MEMORY, AREA_FILE,  AREA_LIMIT,
                                               AREA_USAGE,  AREA_RULES, AREA_DATA};
    for (size_t i = 0; i < AREA_COUNT; i++)
        if (diagnostics->reported[SEVERITY_ERROR][by_weight[i]] > 0) return (int)by_weight[i];
    return -1;
}

size_t diagnostics_dropped_count(const Diagnostics *diagnostics, Severity severity) {
    return diagnostics->dropped[severity];
}

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

/* [D2] By insertion: there are few, most come in order, and qsort may call malloc. */
static Diagnostic **sorted(Diagnostic **given, size_t count, Arena *arena) {
    Diagnostic **items = arena_copy(arena, given, count * sizeof *items);
    for (size_t i = 1; i < count; i++) {
        Diagnostic *item = items[i];
        size_t at = i;
        for (; at > 0 && is_before(item, items[at - 1]); at--)
            items[at] = items[at - 1];
        items[at] = item;
    }
    return items;
}

Diagnostic **diagnostics_sorted(const Diagnostics *diagnostics, Arena *arena, size_t *count) {
    *count = diagnostics->count;
    return sorted(diagnostics->items, *count, arena);
}

Diagnostic **diagnostics_accepted(const Diagnostics *diagnostics, Arena *arena, size_t *count) {
    *count = diagnostics->accepted_kept;
    return sorted(diagnostics->accepted, *count, arena);
}

size_t diagnostics_accepted_count(const Diagnostics *diagnostics) {
    return diagnostics->accepted_count;
}
