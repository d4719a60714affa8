#include "library/manifest_make.h"

#include "evidence/manifest/canonical_data.h"
#include "library/build_id.h"

static Text hex_of(Arena *arena, Text text) {
    Sha256Digest digest = sha256_text(text);
    return sha256_hex(arena, &digest);
}

static Text finished(Arena *arena, Sha256 sha) {
    Sha256Digest digest = sha256_finish(&sha);
    return sha256_hex(arena, &digest);
}

static Text without_folders(Text path) {
    size_t from = path.len;
    while (from > 0 && path.bytes[from - 1] != '/')
        from--;
    return text_slice(path, from, path.len);
}

static void add_rules(const Ictscore *context, Arena *arena, Manifest *manifest) {
    const Source *source = &context->source;
    size_t count = source->files ? source->file_count : 1;
    for (size_t i = 0; i < count; i++) {
        Span span = source->files ? source_file_span(source, i) : (Span){0, (uint32_t)source->text.len};
        Text text = text_slice(source->text, span.from, span.to);
        Text name = source->files ? source->files[i].name : source->name;
        ManifestFile file = {without_folders(name), text.len, hex_of(arena, text)};
        ARENA_PUSH(arena, manifest->rules, manifest->rule_count, manifest->rule_capacity, file);
    }
}

static void add_option(Arena *arena, Manifest *manifest, const char *name, const char *value) {
    if (!value) return;
    ManifestOption option = {text_from(name), text_from(value)};
    ARENA_PUSH(arena, manifest->options, manifest->option_count, manifest->option_capacity, option);
}

static const char *number_text(Arena *arena, uint64_t number) {
    return number == 0 ? NULL : text_format(arena, "%llu", (unsigned long long)number).bytes;
}

/* By name. What only concerns speed or a terminal is not among them. */
static void add_options(const IctscoreOptions *options, Arena *arena, Manifest *manifest) {
    add_option(arena, manifest, "allow_empty", options->allow_empty ? "yes" : NULL);
    add_option(arena, manifest, "block", options->block);
    add_option(arena, manifest, "columns", options->columns);
    add_option(arena, manifest, "csv", options->raw_csv ? "raw" : NULL);
    add_option(arena, manifest, "format", options->format ? options->format : "table");
    add_option(arena, manifest, "header_row", number_text(arena, options->header_row));
    add_option(arena, manifest, "locale", options->locale);
    add_option(arena, manifest, "order", options->order);
    add_option(arena, manifest, "strict", options->strict ? "yes" : NULL);
    add_option(arena, manifest, "top", number_text(arena, options->top));
}

/* All values are looked at once. */
static Text canonical_of(Ictscore *context) {
    if (context->hashes.canonical.len > 0) return context->hashes.canonical;
    number_context_use(context->numbers, context->scratch);
    Sha256Digest digest =
        canonical_data(context->compilation.plan, &context->table, context->numbers, context->scratch);
    return context->hashes.canonical = sha256_hex(context->data_arena, &digest);
}

static void add_data(Ictscore *context, Arena *arena, Manifest *manifest) {
    const Plan *plan = context->compilation.plan;
    const Table *table = &context->table;
    manifest->data = (ManifestFile){without_folders(table->file), table->bytes_read,
                                    finished(arena, context->hashes.data)};
    manifest->canonical = canonical_of(context);
    manifest->rows = table->row_count;
    manifest->columns = plan->input_count;
    manifest->missing_cells = canonical_missing(plan, table);
}

Text manifest_make_fingerprint(Ictscore *context) {
    Manifest manifest = {.canonical = canonical_of(context)};
    add_rules(context, context->data_arena, &manifest);
    return manifest_fingerprint(&manifest, context->data_arena);
}

Manifest manifest_make(Ictscore *context, Text result_name) {
    Arena *arena = context->data_arena;
    Manifest manifest = {
        .tool = text_format(arena, "ictscore %s", ictscore_version()),
        .build = text_from(build_id),
        .units = ictscore_unit_count(context),
        .scored = ictscore_scored_count(context),
        .warnings = ictscore_warning_count(context),
        .result = {without_folders(result_name), context->hashes.written_bytes,
                   finished(arena, context->hashes.result)},
    };
    add_rules(context, arena, &manifest);
    add_options(&context->hashes.options, arena, &manifest);
    add_data(context, arena, &manifest);
    manifest.fingerprint = manifest_fingerprint(&manifest, arena);
    return manifest;
}
