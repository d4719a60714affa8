#include "evidence/manifest.h"

#include "evidence/json_read.h"
#include "runtime/results/json_text.h"

enum { MANIFEST_FORMAT = 1, LANGUAGE_VERSION = 1 };

static const char seal_name[] = ",\"seal\":\"";

/* ---- writing */

static void add_name(TextBuilder *out, const char *name) {
    bool is_first = text_builder_text(out).len == 0 || out->bytes[out->len - 1] == '{';
    json_add_name(out, name, &is_first);
}

static void add_text(TextBuilder *out, const char *name, Text text) {
    add_name(out, name);
    json_add_text(out, text);
}

static void add_number(TextBuilder *out, const char *name, uint64_t number) {
    add_name(out, name);
    text_builder_add_format(out, "%llu", (unsigned long long)number);
}

static void add_file(TextBuilder *out, const ManifestFile *file) {
    text_builder_add_char(out, '{');
    add_number(out, "bytes", file->bytes);
    add_text(out, "name", file->name);
    add_text(out, "sha256", file->sha256);
    text_builder_add_char(out, '}');
}

static void add_counts(TextBuilder *out, const Manifest *manifest) {
    add_name(out, "counts");
    text_builder_add_char(out, '{');
    add_number(out, "excluded", manifest->units - manifest->scored);
    add_number(out, "missing_cells", manifest->missing_cells);
    add_number(out, "scored", manifest->scored);
    add_number(out, "units", manifest->units);
    add_number(out, "warnings", manifest->warnings);
    text_builder_add_char(out, '}');
}

static void add_data(TextBuilder *out, const Manifest *manifest) {
    add_name(out, "data");
    text_builder_add(out, TEXT("[{"));
    add_number(out, "bytes", manifest->data.bytes);
    add_text(out, "canonical_sha256", manifest->canonical);
    add_number(out, "columns", manifest->columns);
    add_text(out, "name", manifest->data.name);
    add_number(out, "rows", manifest->rows);
    add_text(out, "sha256", manifest->data.sha256);
    text_builder_add(out, TEXT("}]"));
}

static void add_options(TextBuilder *out, const Manifest *manifest) {
    add_name(out, "options");
    text_builder_add_char(out, '{');
    for (size_t i = 0; i < manifest->option_count; i++) {
        if (i > 0) text_builder_add_char(out, ',');
        json_add_text(out, manifest->options[i].name);
        text_builder_add_char(out, ':');
        json_add_text(out, manifest->options[i].value);
    }
    text_builder_add_char(out, '}');
}

static void add_rules(TextBuilder *out, const Manifest *manifest) {
    add_name(out, "rules");
    text_builder_add_char(out, '[');
    for (size_t i = 0; i < manifest->rule_count; i++) {
        if (i > 0) text_builder_add_char(out, ',');
        add_file(out, &manifest->rules[i]);
    }
    text_builder_add_char(out, ']');
}

Text manifest_fingerprint(const Manifest *manifest, Arena *arena) {
    TextBuilder out = text_builder(arena);
    text_builder_add(&out, manifest->canonical);
    for (size_t i = 0; i < manifest->rule_count; i++)
        text_builder_add(&out, manifest->rules[i].sha256);
    Sha256Digest digest = sha256_text(text_builder_text(&out));
    return sha256_fingerprint(arena, &digest);
}

static void add_previous(TextBuilder *out, const Manifest *manifest) {
    add_name(out, "previous_manifest_sha256");
    if (manifest->previous.len > 0)
        json_add_text(out, manifest->previous);
    else
        text_builder_add(out, TEXT("null"));
}

void manifest_write(const Manifest *manifest, Arena *arena, TextBuilder *out) {
    TextBuilder body = text_builder(arena);
    text_builder_add_char(&body, '{');
    add_text(&body, "build", manifest->build);
    add_counts(&body, manifest);
    add_data(&body, manifest);
    add_text(&body, "fingerprint", manifest_fingerprint(manifest, arena));
    add_number(&body, "format", MANIFEST_FORMAT);
    add_number(&body, "language", LANGUAGE_VERSION);
    add_options(&body, manifest);
    add_previous(&body, manifest);
    add_name(&body, "result");
    add_file(&body, &manifest->result);
    add_rules(&body, manifest);
    Sha256Digest digest;
    add_text(&body, "tool", manifest->tool);
    digest = sha256_text(text_builder_text(&body));
    text_builder_add(out, text_builder_text(&body));
    text_builder_add_format(out, "%s%.*s\"}\n", seal_name, TEXT_ARG(sha256_hex(arena, &digest)));
}

/* ---- reading */

static Text text_of(const JsonValue *object, const char *name) {
    const JsonValue *member = json_member(object, name, JSON_TEXT);
    return member ? member->text : (Text){NULL, 0};
}

static uint64_t number_of(const JsonValue *object, const char *name) {
    const JsonValue *member = json_member(object, name, JSON_NUMBER);
    return member ? member->number : 0;
}

static ManifestFile file_of(const JsonValue *object) {
    return (ManifestFile){text_of(object, "name"), number_of(object, "bytes"), text_of(object, "sha256")};
}

/* The bytes that the seal was made of; bytes NULL: there is no seal, or not that of these bytes. */
static Text sealed_bytes(Text text, Arena *arena) {
    size_t tail = sizeof seal_name - 1 + SHA256_HEX + 3; /* "}\n behind the digits */
    if (text.len < tail) return (Text){NULL, 0};
    Text body = text_slice(text, 0, text.len - tail);
    Sha256Digest digest = sha256_text(body);
    Text seal = text_format(arena, "%s%.*s\"}\n", seal_name, TEXT_ARG(sha256_hex(arena, &digest)));
    return text_equal(text_slice(text, body.len, text.len), seal) ? body : (Text){NULL, 0};
}

static void read_rules(const JsonValue *list, Arena *arena, Manifest *manifest) {
    for (size_t i = 0; list && i < list->count; i++)
        ARENA_PUSH(arena, manifest->rules, manifest->rule_count, manifest->rule_capacity,
                   file_of(&list->items[i]));
}

static void read_options(const JsonValue *object, Arena *arena, Manifest *manifest) {
    for (size_t i = 0; object && i < object->count; i++)
        ARENA_PUSH(arena, manifest->options, manifest->option_count, manifest->option_capacity,
                   ((ManifestOption){object->items[i].name, object->items[i].text}));
}

static void read_members(const JsonValue *object, Arena *arena, Manifest *manifest) {
    const JsonValue *data = json_member(object, "data", JSON_LIST);
    const JsonValue *counts = json_member(object, "counts", JSON_OBJECT);
    const JsonValue *file = data && data->count > 0 ? &data->items[0] : NULL;
    *manifest = (Manifest){.tool = text_of(object, "tool"),
                           .build = text_of(object, "build"),
                           .data = file_of(file),
                           .canonical = text_of(file, "canonical_sha256"),
                           .rows = number_of(file, "rows"),
                           .columns = number_of(file, "columns"),
                           .units = number_of(counts, "units"),
                           .scored = number_of(counts, "scored"),
                           .missing_cells = number_of(counts, "missing_cells"),
                           .warnings = number_of(counts, "warnings"),
                           .result = file_of(json_member(object, "result", JSON_OBJECT)),
                           .previous = text_of(object, "previous_manifest_sha256"),
                           .fingerprint = text_of(object, "fingerprint")};
    read_rules(json_member(object, "rules", JSON_LIST), arena, manifest);
    read_options(json_member(object, "options", JSON_OBJECT), arena, manifest);
}

Text manifest_read(Text text, Arena *arena, Manifest *manifest) {
    size_t wrong = 0;
    const JsonValue *object = json_read(text, arena, &wrong);
    if (!object)
        return text_format(arena, "is no manifest: it is not JSON as manifests are from byte %zu on",
                           wrong + 1);
    if (!json_member(object, "seal", JSON_TEXT)) return TEXT("is no manifest of ictscore");
    if (!sealed_bytes(text, arena).bytes)
        return TEXT("was changed after it was written: its seal does not fit");
    if (number_of(object, "format") != MANIFEST_FORMAT)
        return TEXT("has a format that this version of ictscore does not know");
    read_members(object, arena, manifest);
    return (Text){NULL, 0};
}
