#include "evidence/manifest/manifest.h"

#include "evidence/manifest/json_read.h"
#include "evidence/basis/json_writer.h"

enum { MANIFEST_FORMAT = 1, LANGUAGE_VERSION = 1 };

static const char seal_name[] = ",\"seal\":\"";

/* ---- writing */

static void add_file(JsonWriter *json, const char *name, const ManifestFile *file) {
    json_open(json, name, '{');
    json_count(json, "bytes", file->bytes);
    json_string(json, "name", file->name);
    json_string(json, "sha256", file->sha256);
    json_close(json, '}');
}

static void add_counts(JsonWriter *json, const Manifest *manifest) {
    json_open(json, "counts", '{');
    json_count(json, "excluded", manifest->units - manifest->scored);
    json_count(json, "missing_cells", manifest->missing_cells);
    json_count(json, "scored", manifest->scored);
    json_count(json, "units", manifest->units);
    json_count(json, "warnings", manifest->warnings);
    json_close(json, '}');
}

static void add_data(JsonWriter *json, const Manifest *manifest) {
    json_open(json, "data", '[');
    json_open(json, NULL, '{');
    json_count(json, "bytes", manifest->data.bytes);
    json_string(json, "canonical_sha256", manifest->canonical);
    json_count(json, "columns", manifest->columns);
    json_string(json, "name", manifest->data.name);
    json_count(json, "rows", manifest->rows);
    json_string(json, "sha256", manifest->data.sha256);
    json_close(json, '}');
    json_close(json, ']');
}

static void add_options(JsonWriter *json, const Manifest *manifest, Arena *arena) {
    json_open(json, "options", '{');
    for (size_t i = 0; i < manifest->option_count; i++) {
        Text name = text_format(arena, "%.*s", TEXT_ARG(manifest->options[i].name));
        json_string(json, name.bytes, manifest->options[i].value);
    }
    json_close(json, '}');
}

static void add_previous(JsonWriter *json, const Manifest *manifest) {
    if (manifest->previous.len > 0)
        json_string(json, "previous_manifest_sha256", manifest->previous);
    else
        json_null(json, "previous_manifest_sha256");
}

static void add_rules(JsonWriter *json, const Manifest *manifest) {
    json_open(json, "rules", '[');
    for (size_t i = 0; i < manifest->rule_count; i++)
        add_file(json, NULL, &manifest->rules[i]);
    json_close(json, ']');
}

Text manifest_fingerprint(const Manifest *manifest, Arena *arena) {
    TextBuilder out = text_builder(arena);
    text_builder_add(&out, manifest->canonical);
    for (size_t i = 0; i < manifest->rule_count; i++)
        text_builder_add(&out, manifest->rules[i].sha256);
    Sha256Digest digest = sha256_text(text_builder_text(&out));
    return sha256_fingerprint(arena, &digest);
}

void manifest_write(const Manifest *manifest, Arena *arena, TextBuilder *out) {
    TextBuilder body = text_builder(arena);
    JsonWriter json = {&body, false};
    json_open(&json, NULL, '{');
    json_string(&json, "build", manifest->build);
    add_counts(&json, manifest);
    add_data(&json, manifest);
    json_string(&json, "fingerprint", manifest_fingerprint(manifest, arena));
    json_count(&json, "format", MANIFEST_FORMAT);
    json_count(&json, "language", LANGUAGE_VERSION);
    add_options(&json, manifest, arena);
    add_previous(&json, manifest);
    add_file(&json, "result", &manifest->result);
    add_rules(&json, manifest);
    json_string(&json, "tool", manifest->tool);
    Sha256Digest digest = sha256_text(text_builder_text(&body));
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
