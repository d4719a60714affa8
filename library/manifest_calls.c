#include "library/context.h"

#include "library/manifest_make.h"

#include <string.h>

static Text hex_of(const Ictscore *context, Text text) {
    Sha256Digest digest = sha256_text(text);
    return sha256_hex(context->data_arena, &digest);
}

static bool can_be_made(const Ictscore *context) {
    return context->has_result && context->hashes.are_wanted;
}

/* ---- writing */

typedef struct ManifestWriting {
    Writing writing;
    Text result_name, previous; /* bytes NULL: none */
} ManifestWriting;

static IctscoreStatus write_manifest(Ictscore *context, const void *arguments) {
    const ManifestWriting *given = arguments;
    if (!can_be_made(context)) return ICTSCORE_USAGE;
    Manifest manifest = manifest_make(context, given->result_name);
    if (given->previous.bytes) manifest.previous = hex_of(context, given->previous);
    TextBuilder builder = text_builder(context->scratch);
    manifest_write(&manifest, context->scratch, &builder);
    IctscoreStatus status = context_hand_on(&given->writing, &builder);
    arena_reset(context->scratch);
    return status;
}

IctscoreStatus ictscore_write_manifest(Ictscore *context, const char *result_name, const char *previous,
                                       size_t previous_len, IctscoreWrite write, void *user) {
    ManifestWriting writing = {{write, user, NULL, false}, text_from(result_name), {previous, previous_len}};
    return context_enter(context, write_manifest, &writing);
}

static IctscoreStatus find_fingerprint(Ictscore *context, const void *arguments) {
    const char **fingerprint = *(const char **const *)arguments;
    if (!can_be_made(context)) return ICTSCORE_USAGE;
    Text digits = manifest_make_fingerprint(context);
    *fingerprint = text_format(context->data_arena, "%.*s", TEXT_ARG(digits)).bytes;
    return ICTSCORE_OK;
}

const char *ictscore_fingerprint(Ictscore *context) {
    const char *fingerprint = NULL, **place = &fingerprint;
    (void)context_enter(context, find_fingerprint, &place);
    return fingerprint;
}

/* ---- reading */

typedef struct ManifestReading {
    const char *name;
    Text text;
    IctscoreOptions *options;
} ManifestReading;

static const char *option_text(const Ictscore *context, const char *name) {
    const Manifest *manifest = &context->manifest;
    for (size_t i = 0; i < manifest->option_count; i++)
        if (text_equal(manifest->options[i].name, text_from(name)))
            return text_format(context->rules_arena, "%.*s", TEXT_ARG(manifest->options[i].value)).bytes;
    return NULL;
}

static uint64_t option_number(const Ictscore *context, const char *name) {
    const char *digits = option_text(context, name);
    uint64_t number = 0;
    for (; digits && *digits >= '0' && *digits <= '9'; digits++)
        number = number * 10 + (uint64_t)(*digits - '0');
    return number;
}

static IctscoreOptions named_options(const Ictscore *context) {
    return (IctscoreOptions){.format = option_text(context, "format"),
                             .locale = option_text(context, "locale"),
                             .order = option_text(context, "order"),
                             .columns = option_text(context, "columns"),
                             .block = option_text(context, "block"),
                             .top = option_number(context, "top"),
                             .header_row = option_number(context, "header_row"),
                             .strict = option_text(context, "strict") != NULL,
                             .allow_empty = option_text(context, "allow_empty") != NULL,
                             .raw_csv = option_text(context, "csv") != NULL,
                             .manifest = true};
}

static IctscoreStatus read_manifest(Ictscore *context, const void *arguments) {
    const ManifestReading *given = arguments;
    Text text = text_copy(context->rules_arena, given->text);
    Text wrong = manifest_read(text, context->rules_arena, &context->manifest);
    if (wrong.bytes) {
        Text message = text_format(context->scratch, "`%s` %.*s", given->name, TEXT_ARG(wrong));
        Text hint =
            TEXT("take the file that `--manifest` wrote, unchanged; if it is that one, it was changed since");
        Diagnostic diagnostic = {.code = DIAGNOSTIC_BAD_MANIFEST,
                                 .file = text_from(given->name),
                                 .message = message,
                                 .hint = hint};
        diagnostics_add(context->rules_messages, &diagnostic);
        return ICTSCORE_DATA;
    }
    *given->options = named_options(context);
    return ICTSCORE_OK;
}

IctscoreStatus ictscore_read_manifest(Ictscore *context, const char *name, const char *text, size_t len,
                                      IctscoreOptions *options) {
    ManifestReading reading = {name, {text, len}, options};
    return context_enter(context, read_manifest, &reading);
}

/* ---- comparing */

static const ManifestFile *part_of(const Manifest *manifest, IctscorePart part) {
    switch (part) {
    case ICTSCORE_PART_RULES: return manifest->rule_count > 0 ? &manifest->rules[0] : NULL;
    case ICTSCORE_PART_DATA: return &manifest->data;
    case ICTSCORE_PART_RESULT: return &manifest->result;
    }
    return NULL;
}

typedef struct PartCheck {
    IctscorePart part;
    IctscoreRead read;
    void *user;
} PartCheck;

static IctscoreStatus check_part(Ictscore *context, const void *arguments) {
    const PartCheck *check = arguments;
    const ManifestFile *file = part_of(&context->manifest, check->part);
    char buffer[4096];
    long count;
    Sha256 sha;
    sha256_init(&sha);
    while ((count = check->read(check->user, buffer, sizeof buffer)) > 0)
        sha256_add(&sha, buffer, (size_t)count);
    if (count < 0) return ICTSCORE_FILE;
    Sha256Digest digest = sha256_finish(&sha);
    bool is_same = file && text_equal(sha256_hex(context->scratch, &digest), file->sha256);
    return is_same ? ICTSCORE_OK : ICTSCORE_NO;
}

IctscoreStatus ictscore_check_part(Ictscore *context, IctscorePart part, IctscoreRead read, void *user) {
    PartCheck check = {part, read, user};
    return context_enter(context, check_part, &check);
}

static void add_difference(TextBuilder *out, const char *what, Text then, Text now) {
    if (text_equal(then, now)) return;
    text_builder_add_format(out, "%s: %.*s in the manifest, %.*s now\n", what, TEXT_ARG(then), TEXT_ARG(now));
}

static void add_count(TextBuilder *out, const char *what, uint64_t then, uint64_t now) {
    if (then == now) return;
    text_builder_add_format(out, "%s: %llu in the manifest, %llu now\n", what, (unsigned long long)then,
                            (unsigned long long)now);
}

/* Files of the rules by what they are, never by their names [E8.5]. */
static void add_rule_differences(TextBuilder *out, const Manifest *then, const Manifest *now) {
    add_count(out, "files of the rules", then->rule_count, now->rule_count);
    for (size_t i = 0; i < then->rule_count && i < now->rule_count; i++)
        if (!text_equal(then->rules[i].sha256, now->rules[i].sha256))
            text_builder_add_format(out, "rules: `%.*s` is not what it was\n", TEXT_ARG(now->rules[i].name));
}

static void add_differences(TextBuilder *out, const Manifest *then, const Manifest *now) {
    add_rule_differences(out, then, now);
    add_difference(out, "data, as bytes", then->data.sha256, now->data.sha256);
    add_difference(out, "data, as values", then->canonical, now->canonical);
    add_count(out, "rows", then->rows, now->rows);
    add_count(out, "columns", then->columns, now->columns);
    add_count(out, "units", then->units, now->units);
    add_count(out, "scored", then->scored, now->scored);
    add_count(out, "missing cells", then->missing_cells, now->missing_cells);
    add_count(out, "warnings", then->warnings, now->warnings);
    add_count(out, "bytes of the result", then->result.bytes, now->result.bytes);
    add_difference(out, "result", then->result.sha256, now->result.sha256);
    add_difference(out, "fingerprint", then->fingerprint, now->fingerprint);
}

static IctscoreStatus compare_manifest(Ictscore *context, const void *arguments) {
    if (!can_be_made(context) || context->manifest.rule_count == 0) return ICTSCORE_USAGE;
    Manifest now = manifest_make(context, TEXT(""));
    TextBuilder builder = text_builder(context->scratch);
    add_differences(&builder, &context->manifest, &now);
    bool is_same = text_builder_text(&builder).len == 0;
    IctscoreStatus status = context_hand_on(arguments, &builder);
    arena_reset(context->scratch);
    return status != ICTSCORE_OK ? status : is_same ? ICTSCORE_OK : ICTSCORE_NO;
}

IctscoreStatus ictscore_compare_manifest(Ictscore *context, IctscoreWrite write, void *user) {
    Writing writing = {write, user, NULL, false};
    return context_enter(context, compare_manifest, &writing);
}
