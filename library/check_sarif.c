#include "library/check_sarif.h"

#include "base/sha256.h"
#include "library/finding_json.h"
#include "runtime/results/json_text.h"

#include <string.h>

typedef struct Sarif {
    const Diagnostics *diagnostics;
    Diagnostic **findings; /* then those that are accepted */
    size_t count;
    Sha256Digest *digests; /* of what each says, wherever it stands */
    size_t rule_of[DIAGNOSTIC_COUNT];
    TextBuilder *out;
} Sarif;

/* ---- the parts of a result */

static void open_member(TextBuilder *out, const char *name, char bracket, bool *first) {
    json_add_name(out, name, first);
    text_builder_add_char(out, bracket);
}

static void add_message(TextBuilder *out, const char *name, Text text, bool *first) {
    bool inner = true;
    open_member(out, name, '{', first);
    json_add_text_member(out, "text", text, &inner);
    text_builder_add_char(out, '}');
}

/* What SARIF has no level for is a warning: a doubt that a viewer hides would pass for none. */
static const char *level_of(Severity severity) {
    switch (severity) {
    case SEVERITY_NOTE: return "note";
    case SEVERITY_UNDECIDED:
    case SEVERITY_WARNING: return "warning";
    case SEVERITY_ERROR: return "error";
    }
    return "none";
}

static bool is_plain_in_uri(unsigned char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
           byte == '-' || byte == '.' || byte == '_' || byte == '~' || byte == '/';
}

/* RFC 3986; a relative path stays one. */
static Text uri_of(Arena *arena, Text file) {
    TextBuilder uri = text_builder(arena);
    if (text_starts_with(file, TEXT("/"))) text_builder_add(&uri, TEXT("file://"));
    for (size_t i = 0; i < file.len; i++) {
        unsigned char byte = (unsigned char)file.bytes[i];
        if (is_plain_in_uri(byte))
            text_builder_add_char(&uri, (char)byte);
        else
            text_builder_add_format(&uri, "%%%02X", (unsigned)byte);
    }
    return text_builder_text(&uri);
}

static void add_region(TextBuilder *out, Position start, Position end, bool *first) {
    bool inner = true;
    open_member(out, "region", '{', first);
    json_add_count(out, "startLine", start.line, &inner);
    json_add_count(out, "startColumn", start.column, &inner);
    if (end.line > 0) {
        json_add_count(out, "endLine", end.line, &inner);
        json_add_count(out, "endColumn", end.column, &inner);
    }
    text_builder_add_char(out, '}');
}

/* Without its brace at the end: more may follow. */
static void open_location(TextBuilder *out, Text file, Position start, Position end) {
    bool inner = true, artifact = true, outer = true;
    text_builder_add_char(out, '{');
    open_member(out, "physicalLocation", '{', &outer);
    open_member(out, "artifactLocation", '{', &inner);
    json_add_text_member(out, "uri", uri_of(out->arena, file), &artifact);
    text_builder_add_char(out, '}');
    if (start.line > 0) add_region(out, start, end, &inner);
    text_builder_add_char(out, '}');
}

static void add_locations(const Diagnostic *finding, TextBuilder *out, bool *first) {
    open_member(out, "locations", '[', first);
    open_location(out, finding->file, finding->position, finding->end);
    text_builder_add(out, TEXT("}]"));
}

static void add_related(const Diagnostic *finding, TextBuilder *out, bool *first) {
    if (finding->related_message.len == 0) return;
    bool inner = false;
    Text file = finding->related_file.len > 0 ? finding->related_file : finding->file;
    open_member(out, "relatedLocations", '[', first);
    open_location(out, file, finding->related, (Position){0, 0});
    add_message(out, "message", finding->related_message, &inner);
    text_builder_add(out, TEXT("}]"));
}

/* Every result says whether it is suppressed: an empty list means that it is not. */
static void add_suppressions(const Diagnostic *finding, TextBuilder *out, bool *first) {
    bool inner = true;
    open_member(out, "suppressions", '[', first);
    if (finding->allowance) {
        text_builder_add_char(out, '{');
        json_add_text_member(out, "kind", TEXT("inSource"), &inner);
        json_add_text_member(out, "justification", finding->allowance->reason, &inner);
        json_add_name(out, "location", &inner);
        open_location(out, finding->allowed_file, finding->allowed, (Position){0, 0});
        text_builder_add(out, TEXT("}}"));
    }
    text_builder_add_char(out, ']');
}

/* ---- fingerprints: what a finding says and the line it says it of, not where line and file are */

static void digest_text(Sha256 *sha, Text text) {
    text = text_trim(text);
    sha256_add(sha, text.bytes, text.len);
    sha256_add(sha, "\n", 1);
}

static Sha256Digest digest_of(const Diagnostic *finding) {
    Sha256 sha;
    sha256_init(&sha);
    digest_text(&sha, text_from(diagnostic_code_name(finding->code)));
    digest_text(&sha, finding->message);
    digest_text(&sha, finding->excerpt);
    return sha256_finish(&sha);
}

static bool is_same(const Sha256Digest *a, const Sha256Digest *b) {
    return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

/* Alike findings are told apart by their order. */
static void add_fingerprint(const Sarif *sarif, size_t number, bool *first) {
    TextBuilder *out = sarif->out;
    size_t alike = 0;
    bool inner = true;
    for (size_t i = 0; i < number; i++)
        alike += is_same(&sarif->digests[i], &sarif->digests[number]);
    Text hex = sha256_hex(out->arena, &sarif->digests[number]);
    open_member(out, "partialFingerprints", '{', first);
    json_add_text_member(out, "finding/v1", text_format(out->arena, "%.*s:%zu", TEXT_ARG(hex), alike + 1),
                         &inner);
    text_builder_add_char(out, '}');
}

/* ---- results */

static Text message_of(const Diagnostic *finding, Severity severity, Arena *arena) {
    TextBuilder message = text_builder(arena);
    if (severity == SEVERITY_UNDECIDED) text_builder_add(&message, TEXT("undecided: "));
    text_builder_add(&message, finding->message);
    if (finding->hint.len > 0) text_builder_add_format(&message, "\n%.*s", TEXT_ARG(finding->hint));
    if (finding->witness.len > 0)
        text_builder_add_format(&message, "\nexample:\n%.*s", TEXT_ARG(finding->witness));
    return text_builder_text(&message);
}

static void add_result(const Sarif *sarif, size_t number) {
    TextBuilder *out = sarif->out;
    const Diagnostic *finding = sarif->findings[number];
    Severity severity = diagnostics_severity_of(sarif->diagnostics, finding->code);
    bool first = true;
    text_builder_add(out, number > 0 ? TEXT(",\n{") : TEXT("\n{"));
    json_add_text_member(out, "ruleId", text_from(diagnostic_code_name(finding->code)), &first);
    json_add_count(out, "ruleIndex", sarif->rule_of[finding->code], &first);
    json_add_text_member(out, "level", text_from(level_of(severity)), &first);
    add_message(out, "message", message_of(finding, severity, out->arena), &first);
    if (finding->file.len > 0) add_locations(finding, out, &first);
    add_related(finding, out, &first);
    add_fingerprint(sarif, number, &first);
    add_suppressions(finding, out, &first);
    text_builder_add_char(out, '}');
}

static void add_results(const Sarif *sarif, bool *first) {
    open_member(sarif->out, "results", '[', first);
    for (size_t i = 0; i < sarif->count; i++)
        add_result(sarif, i);
    text_builder_add_char(sarif->out, ']');
}

/* ---- rules: one for each code that occurs */

static void add_rule(const Sarif *sarif, DiagnosticCode code) {
    TextBuilder *out = sarif->out;
    const char *name = diagnostic_code_name(code), *title = diagnostic_title(code);
    bool first = true, inner = true;
    text_builder_add_char(out, '{');
    json_add_text_member(out, "id", text_from(name), &first);
    add_message(out, "shortDescription", text_from(title), &first);
    add_message(out, "help",
                text_format(out->arena, "%s: %s. What it means and what to do: section %s of diagnostics.md.",
                            name, title, name),
                &first);
    open_member(out, "defaultConfiguration", '{', &first);
    json_add_text_member(out, "level", text_from(level_of(diagnostic_severity(code))), &inner);
    text_builder_add(out, TEXT("}}"));
}

static void add_rules(Sarif *sarif, bool *first) {
    bool occurs[DIAGNOSTIC_COUNT] = {false};
    size_t count = 0;
    for (size_t i = 0; i < sarif->count; i++)
        occurs[sarif->findings[i]->code] = true;
    open_member(sarif->out, "rules", '[', first);
    for (int code = 0; code < DIAGNOSTIC_COUNT; code++) {
        if (!occurs[code]) continue;
        text_builder_add(sarif->out, count > 0 ? TEXT(",\n") : TEXT("\n"));
        add_rule(sarif, (DiagnosticCode)code);
        sarif->rule_of[code] = count++;
    }
    text_builder_add_char(sarif->out, ']');
}

static void add_tool(Sarif *sarif, const char *version, bool *first) {
    TextBuilder *out = sarif->out;
    bool tool = true, driver = true;
    open_member(out, "tool", '{', first);
    open_member(out, "driver", '{', &tool);
    json_add_text_member(out, "name", TEXT("ictscore"), &driver);
    json_add_text_member(out, "semanticVersion", text_from(version), &driver);
    add_rules(sarif, &driver);
    text_builder_add(out, TEXT("}}"));
}

/* Findings that were counted only. */
static void add_properties(const Sarif *sarif, bool *first) {
    TextBuilder *out = sarif->out;
    bool properties = true, inner = true;
    size_t kept, accepted = diagnostics_accepted_count(sarif->diagnostics);
    (void)diagnostics_accepted(sarif->diagnostics, out->arena, &kept);
    open_member(out, "properties", '{', first);
    open_member(out, "notListed", '{', &properties);
    for (int severity = SEVERITY_ERROR; severity >= SEVERITY_NOTE; severity--)
        json_add_count(out, severity_word((Severity)severity),
                       diagnostics_dropped_count(sarif->diagnostics, (Severity)severity), &inner);
    json_add_count(out, "accepted", accepted - kept, &inner);
    text_builder_add(out, TEXT("}}"));
}

static void collect(Sarif *sarif) {
    Arena *arena = sarif->out->arena;
    size_t count, accepted_count;
    Diagnostic **findings = diagnostics_sorted(sarif->diagnostics, arena, &count);
    Diagnostic **accepted = diagnostics_accepted(sarif->diagnostics, arena, &accepted_count);
    sarif->count = count + accepted_count;
    sarif->findings = ARENA_ARRAY(arena, Diagnostic *, sarif->count);
    sarif->digests = ARENA_ARRAY(arena, Sha256Digest, sarif->count);
    for (size_t i = 0; i < sarif->count; i++) {
        sarif->findings[i] = i < count ? findings[i] : accepted[i - count];
        sarif->digests[i] = digest_of(sarif->findings[i]);
    }
}

void check_sarif_write(const Diagnostics *diagnostics, const char *version, TextBuilder *out) {
    Sarif sarif = {.diagnostics = diagnostics, .out = out};
    bool first = true, run = true;
    collect(&sarif);
    text_builder_add_char(out, '{');
    json_add_text_member(
        out, "$schema",
        TEXT("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"),
        &first);
    json_add_text_member(out, "version", TEXT("2.1.0"), &first);
    open_member(out, "runs", '[', &first);
    text_builder_add_char(out, '{');
    add_tool(&sarif, version, &run);
    json_add_text_member(out, "columnKind", TEXT("unicodeCodePoints"), &run);
    add_results(&sarif, &run);
    add_properties(&sarif, &run);
    text_builder_add(out, TEXT("}]}\n"));
}
