#include "library/finding_json.h"

#include "runtime/results/json_text.h"

void json_add_text_member(TextBuilder *out, const char *name, Text text, bool *first) {
    json_add_name(out, name, first);
    json_add_text(out, text);
}

void json_add_count(TextBuilder *out, const char *name, size_t count, bool *first) {
    json_add_name(out, name, first);
    text_builder_add_format(out, "%zu", count);
}

static void add_position(const char *line, const char *column, Position position, TextBuilder *out,
                         bool *first) {
    json_add_count(out, line, position.line, first);
    json_add_count(out, column, position.column, first);
}

static void add_place(const Diagnostic *finding, TextBuilder *out, bool *first) {
    if (finding->file.len > 0) json_add_text_member(out, "file", finding->file, first);
    if (finding->position.line == 0) return;
    add_position("line", "column", finding->position, out, first);
    Position end = finding->end.line > 0 ? finding->end : finding->position;
    add_position("end_line", "end_column", end, out, first);
}

static void add_related(const Diagnostic *finding, TextBuilder *out, bool *first) {
    if (finding->related_message.len == 0) return;
    bool inner = true;
    Text file = finding->related_file.len > 0 ? finding->related_file : finding->file;
    json_add_name(out, "related", first);
    text_builder_add_char(out, '{');
    json_add_text_member(out, "message", finding->related_message, &inner);
    json_add_text_member(out, "file", file, &inner);
    add_position("line", "column", finding->related, out, &inner);
    text_builder_add_char(out, '}');
}

static void add_acceptance(const Diagnostic *finding, TextBuilder *out, bool *first) {
    if (!finding->allowance) return;
    bool inner = true;
    json_add_name(out, "accepted", first);
    text_builder_add_char(out, '{');
    json_add_text_member(out, "reason", finding->allowance->reason, &inner);
    json_add_text_member(out, "file", finding->allowed_file, &inner);
    add_position("line", "column", finding->allowed, out, &inner);
    text_builder_add_char(out, '}');
}

void finding_json_add(const Diagnostics *diagnostics, const Diagnostic *finding, TextBuilder *out) {
    bool first = true;
    Severity severity = diagnostics_severity_of(diagnostics, finding->code);
    text_builder_add_char(out, '{');
    json_add_text_member(out, "code", text_from(diagnostic_code_name(finding->code)), &first);
    json_add_text_member(out, "title", text_from(diagnostic_title(finding->code)), &first);
    json_add_text_member(out, "severity", text_from(severity_word(severity)), &first);
    add_place(finding, out, &first);
    json_add_text_member(out, "message", finding->message, &first);
    if (finding->hint.len > 0) json_add_text_member(out, "hint", finding->hint, &first);
    if (finding->witness.len > 0) json_add_text_member(out, "example", finding->witness, &first);
    add_related(finding, out, &first);
    add_acceptance(finding, out, &first);
    text_builder_add_char(out, '}');
}
