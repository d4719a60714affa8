#include "lang/rule_files.h"

#include "base/unicode.h"

#include <string.h>

typedef struct Joining {
    const RuleImporter *importer;
    const RuleLimits *limits;
    Arena *arena;
    Diagnostics *diagnostics;
    Source source; /* what is joined so far */
    SourceFile *files;
    size_t file_count, file_capacity;
    Text *names; /* of the files below the folder of the first; as many as files */
    size_t name_count, name_capacity;
} Joining;

/* ---- what a file builds on */

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static size_t skip_comment(Text text, size_t at) {
    while (at < text.len && text.bytes[at] != '\n')
        at++;
    return at;
}

static size_t skip_blanks(Text text, size_t at) {
    while (at < text.len && (is_blank(text.bytes[at]) || text.bytes[at] == '#'))
        at = text.bytes[at] == '#' ? skip_comment(text, at) : at + 1;
    return at;
}

/* `extends "name"` is the first a file says [L11.1], so that no grammar is needed to find it. The span is
 * that of the text with its quotes; empty: there is none. */
static Span find_extends(Text text, uint32_t from) {
    size_t at = from;
    if (text_starts_with(text_slice(text, at, text.len), TEXT("\xEF\xBB\xBF"))) at += 3;
    at = skip_blanks(text, at);
    if (!text_starts_with(text_slice(text, at, text.len), TEXT("extends"))) return (Span){0};
    at = skip_blanks(text, at + strlen("extends"));
    if (at == text.len || text.bytes[at] != '"') return (Span){0};
    size_t end = at + 1;
    while (end < text.len && text.bytes[end] != '"' && text.bytes[end] != '\n')
        end++;
    bool is_closed = end < text.len && text.bytes[end] == '"';
    return is_closed ? (Span){(uint32_t)at, (uint32_t)end + 1} : (Span){0};
}

/* ---- names */

static size_t folder_len(Text path) {
    size_t len = path.len;
    while (len > 0 && path.bytes[len - 1] != '/')
        len--;
    return len;
}

static bool has_control(Text text) {
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.bytes[i] < 0x20 || text.bytes[i] == 0x7F || text.bytes[i] == '\\')
            return true;
    return false;
}

/* `C:` and `file:` as well as `/`. */
static bool is_absolute(Text path) {
    size_t len = 0;
    while (len < path.len && path.bytes[len] != '/' && path.bytes[len] != ':')
        len++;
    return len == 0 || (len < path.len && path.bytes[len] == ':');
}

/* One step of a path; false: it leads out of the folder of the first file. */
static bool step_into(TextBuilder *path, Text step) {
    if (step.len == 0 || text_equal(step, TEXT("."))) return true;
    if (!text_equal(step, TEXT(".."))) {
        if (path->len > 0) text_builder_add_char(path, '/');
        text_builder_add(path, step);
        return true;
    }
    if (path->len == 0) return false;
    size_t len = folder_len(text_builder_text(path));
    path->len = len > 0 ? len - 1 : 0;
    return true;
}

static bool walk(TextBuilder *path, Text steps) {
    for (size_t from = 0; from < steps.len;) {
        size_t to = from;
        while (to < steps.len && steps.bytes[to] != '/')
            to++;
        if (!step_into(path, text_slice(steps, from, to))) return false;
        from = to + 1;
    }
    return true;
}

Text rule_file_name(Arena *arena, Text asker, Text written) {
    TextBuilder path = text_builder(arena);
    if (written.len == 0 || has_control(written) || is_absolute(written) ||
        written.bytes[written.len - 1] == '/')
        return (Text){0};
    if (!walk(&path, text_slice(asker, 0, folder_len(asker))) || !walk(&path, written)) return (Text){0};
    return text_builder_text(&path);
}

/* ---- joining */

static Diagnostic *complain(Joining *joining, Span span, DiagnosticCode code, Text message,
                            const char *hint) {
    return diagnostics_report(joining->diagnostics, &joining->source, span, code, message, text_from(hint));
}

static void append(Joining *joining, Text name, Text shown, Text bytes) {
    Text old = joining->source.text;
    size_t gap = joining->file_count > 0 ? 1 : 0, start = old.len + gap;
    char *text = arena_alloc(joining->arena, start + bytes.len + 1);
    if (old.len) memcpy(text, old.bytes, old.len);
    if (gap) text[old.len] = '\n';
    if (bytes.len) memcpy(text + start, bytes.bytes, bytes.len);
    SourceFile file = {text_copy(joining->arena, shown), (uint32_t)start};
    ARENA_PUSH(joining->arena, joining->files, joining->file_count, joining->file_capacity, file);
    ARENA_PUSH(joining->arena, joining->names, joining->name_count, joining->name_capacity, name);
    joining->source.text = (Text){text, start + bytes.len};
    joining->source.files = joining->files;
    joining->source.file_count = joining->file_count;
}

/* [L11.2] */
static bool check_circle(Joining *joining, Span span, Text name) {
    size_t first = 0;
    while (first < joining->name_count && !text_equal(joining->names[first], name))
        first++;
    if (first == joining->name_count) return true;
    TextBuilder path = text_builder(joining->arena);
    text_builder_add(&path, TEXT("these files build on each other in a circle: "));
    for (size_t i = first; i < joining->name_count; i++)
        text_builder_add_format(&path, "%.*s → ", TEXT_ARG(joining->names[i]));
    text_builder_add(&path, name);
    complain(joining, span, DIAGNOSTIC_EXTENDS_CIRCLE, text_builder_text(&path),
             "a file builds on older rules, and these cannot build on it");
    return false;
}

static bool check_limits(Joining *joining, Span span) {
    const RuleLimits *limits = joining->limits;
    size_t built_on = joining->file_count; /* with the one that is asked for */
    bool is_deep = built_on > limits->import_depth, are_many = built_on > limits->imports;
    if (!is_deep && !are_many) return true;
    complain(joining, span, DIAGNOSTIC_LIMIT_IMPORTS,
             text_format(joining->arena, "the rules build on more files than %llu",
                         (unsigned long long)(is_deep ? limits->import_depth : limits->imports)),
             is_deep ? "write the rules of one year in full, or raise the limit with `--limit import_depth=N`"
                     : "raise the limit with `--limit imports=N`");
    return false;
}

/* [L11.3] The size of the first file is looked at with its text. */
static bool check_size(Joining *joining, Span span, size_t more) {
    if (joining->source.text.len + more < joining->limits->rule_bytes) return true;
    complain(joining, span, DIAGNOSTIC_LIMIT_RULE_BYTES,
             text_format(joining->arena, "the rules and what they build on have more than %llu bytes",
                         (unsigned long long)joining->limits->rule_bytes),
             "raise the limit with `--limit rule_bytes=N`");
    return false;
}

static bool read_file(Joining *joining, Span span, Text name, Text asker, Text *bytes) {
    Text problem = TEXT("no further files are read here");
    if (joining->importer && joining->importer->read &&
        joining->importer->read(joining->importer->user, name, asker, bytes, &problem))
        return true;
    complain(joining, span, DIAGNOSTIC_EXTENDS_UNREADABLE,
             text_format(joining->arena, "cannot read `%.*s`: %.*s", TEXT_ARG(name), TEXT_ARG(problem)),
             "the file is looked for in the folder of the file that names it");
    return false;
}

static bool join_next(Joining *joining, Span span) {
    Text written = text_slice(joining->source.text, span.from + 1, span.to - 1), bytes = {0};
    Text asker = joining->names[joining->name_count - 1];
    Text name = rule_file_name(joining->arena, asker, written);
    if (name.len == 0) {
        complain(
            joining, span, DIAGNOSTIC_EXTENDS_PATH,
            TEXT("only a file in the folder of the rules or below it can be built on"),
            "write its name as seen from this file, with `/` between folders: `extends \"rules2017.isl\"`");
        return false;
    }
    if (!check_circle(joining, span, name) || !check_limits(joining, span) ||
        !read_file(joining, span, name, asker, &bytes) || !check_size(joining, span, bytes.len))
        return false;
    Text folder = text_slice(joining->source.name, 0, folder_len(joining->source.name));
    append(joining, name, text_format(joining->arena, "%.*s%.*s", TEXT_ARG(folder), TEXT_ARG(name)), bytes);
    return true;
}

const Source *rule_files_join(const Source *first, const RuleImporter *importer, const RuleLimits *limits,
                              Arena *arena, Diagnostics *diagnostics) {
    Span extends = find_extends(first->text, 0);
    if (extends.to == 0 || first->text.len > limits->rule_bytes) return first;
    Joining *joining = ARENA_NEW(arena, Joining);
    *joining = (Joining){.importer = importer, .limits = limits, .arena = arena, .diagnostics = diagnostics};
    joining->source.name = first->name;
    append(joining, text_slice(first->name, folder_len(first->name), first->name.len), first->name,
           first->text);
    while (extends.to != 0) {
        if (!join_next(joining, extends)) return NULL;
        extends = find_extends(joining->source.text, joining->files[joining->file_count - 1].start);
    }
    return &joining->source;
}
