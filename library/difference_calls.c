#include "library/context.h"

#include "evidence/changes/rule_difference_document.h"
#include "library/score_options.h"

#include <string.h>

typedef struct Comparing {
    Ictscore *before;
    const IctscoreSource *data;
    const IctscoreOptions *options;
} Comparing;

/* ---- both in one source, so that every place can be told */

static void add_files(Source *joined, SourceFile **files, const Source *source, uint32_t start,
                      Arena *arena) {
    size_t count = source->file_count > 0 ? source->file_count : 1, capacity = joined->file_count;
    for (size_t i = 0; i < count; i++) {
        Text name = source->file_count > 0 ? source->files[i].name : source->name;
        SourceFile file = {name, start + source_file_span(source, i).from};
        ARENA_PUSH(arena, *files, joined->file_count, capacity, file);
    }
}

static Source *join(const Source *before, const Source *after, Arena *arena) {
    Source *joined = ARENA_NEW(arena, Source);
    SourceFile *files = ARENA_ARRAY(arena, SourceFile, before->file_count + after->file_count + 2);
    TextBuilder text = text_builder(arena);
    text_builder_add(&text, before->text);
    text_builder_add_char(&text, '\n');
    text_builder_add(&text, after->text);
    joined->name = after->name;
    add_files(joined, &files, before, 0, arena);
    add_files(joined, &files, after, (uint32_t)before->text.len + 1, arena);
    joined->text = text_builder_text(&text);
    joined->files = files;
    return joined;
}

static size_t file_count(const Source *source) {
    return source->file_count > 0 ? source->file_count : 1;
}

static RuleDifference compare(Ictscore *context, const Ictscore *before, Arena *arena) {
    Source *joined = join(&before->source, &context->source, arena);
    Diagnostics *ignored = diagnostics_new(arena); /* both have been checked */
    size_t first = file_count(&before->source), second = file_count(&context->source);
    const RuleLimits limits = {UINT64_MAX, 256,        UINT64_MAX, UINT64_MAX, UINT64_MAX,
                               4096,       UINT64_MAX, 65536,      65536};
    AstFile *old = compile_files(joined, 0, first, &limits, arena, context->numbers, ignored);
    AstFile *new = compile_files(joined, first, second, &limits, arena, context->numbers, ignored);
    return rule_difference_find(old, new, context->numbers, arena);
}

/* ---- with data */

static bool read_all(const IctscoreSource *data, uint64_t limit, TextBuilder *bytes) {
    enum { PIECE = 64 << 10 };
    char *piece = arena_alloc(bytes->arena, PIECE);
    for (long count; (count = data->read(data->user, piece, PIECE)) != 0;) {
        if (count < 0) return false;
        text_builder_add(bytes, (Text){piece, (size_t)count});
        if (bytes->len > limit) return true; /* more than may be read: told by who reads it */
    }
    return true;
}

static IctscoreStatus find_effects(Ictscore *context, const Comparing *comparing,
                                   const RuleDifference *difference, Effects *effects) {
    Arena *arena = context->data_arena;
    TextBuilder bytes = text_builder(arena);
    ScoreOptions options;
    if (!score_options_make(comparing->options, &context->limits, arena, context->data_messages, &options))
        return context_status(context->data_messages);
    if (!read_all(comparing->data, context->limits.data.data_bytes, &bytes)) return ICTSCORE_FILE;
    EffectData data = {.name = text_from(comparing->data->name),
                       .bytes = text_builder_text(&bytes),
                       .read = &options.read,
                       .limits = &context->limits.rules,
                       .memory = &context->host.memory,
                       .arena = arena,
                       .numbers = context->numbers,
                       .messages = context->data_messages};
    return effects_find(difference, &data, effects) ? ICTSCORE_OK : context_status(context->data_messages);
}

/* ---- written */

static bool write_as(const RuleDifference *difference, const Effects *effects, const char *format,
                     NumberContext *numbers, TextBuilder *out) {
    DocumentFormat kind = DOCUMENT_TEXT;
    if (format && strcmp(format, "json") == 0) {
        rule_difference_json(difference, effects, numbers, out);
        return true;
    }
    if (format && strcmp(format, "markdown") == 0)
        kind = DOCUMENT_MARKDOWN;
    else if (format && strcmp(format, "html") == 0)
        kind = DOCUMENT_HTML;
    else if (format && strcmp(format, "text") != 0)
        return false;
    document_write(rule_difference_document(difference, effects, numbers, out->arena), kind, "en", out);
    return true;
}

static IctscoreStatus find_difference(Ictscore *context, const void *arguments) {
    const Comparing *comparing = arguments;
    if (!context->compilation.plan || !comparing->before->compilation.plan) return ICTSCORE_USAGE;
    context_forget_data(context);
    context->difference = compare(context, comparing->before, context->data_arena);
    context->has_effects = comparing->data && context->difference.count > 0;
    if (context->has_effects) {
        IctscoreStatus status = find_effects(context, comparing, &context->difference, &context->effects);
        if (status != ICTSCORE_OK) return status;
    }
    context->has_difference = true;
    return context->difference.count > 0 ? ICTSCORE_NO : ICTSCORE_OK;
}

IctscoreStatus ictscore_difference(Ictscore *context, Ictscore *before, const IctscoreSource *data,
                                   const IctscoreOptions *options) {
    Comparing comparing = {before, data, options};
    return context_enter(context, find_difference, &comparing);
}

static IctscoreStatus write_difference(Ictscore *context, const void *arguments) {
    const Writing *writing = arguments;
    if (!context->has_difference) return ICTSCORE_USAGE;
    if (context->difference.count == 0) return ICTSCORE_OK;
    TextBuilder out = text_builder(context->scratch);
    number_context_use(context->numbers, context->scratch);
    const Effects *effects = context->has_effects ? &context->effects : NULL;
    if (!write_as(&context->difference, effects, writing->what, context->numbers, &out))
        return ICTSCORE_USAGE;
    IctscoreStatus status = context_hand_on(writing, &out);
    arena_reset(context->scratch);
    return status;
}

IctscoreStatus ictscore_write_difference(Ictscore *context, const char *format, IctscoreWrite write,
                                         void *user) {
    Writing writing = {write, user, format, false};
    return context_enter(context, write_difference, &writing);
}
