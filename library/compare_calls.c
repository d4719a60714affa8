#include "library/context.h"

#include "base/unicode.h"
#include "evidence/years/compare_document.h"
#include "evidence/years/compare_tables.h"
#include "evidence/years/former_names.h"

#include <string.h>

typedef struct Comparing {
    Ictscore *contexts[YEARS];
    const IctscoreCompareOptions *options;
    const IctscoreSource *sources[YEARS];
    Text bytes[YEARS]; /* of the data, since it is read by both rules */
    FullScore *scores[YEARS][YEARS];
    Text obstacles[YEARS];
    int rules; /* of the call at hand */
} Comparing;

/* ---- data, kept to be read twice */

/* Up to one byte more than the limit: reading it will tell. */
static IctscoreStatus keep_bytes(Ictscore *context, const IctscoreSource *source, Text *bytes) {
    enum { PIECE = 1 << 16 };
    TextBuilder builder = text_builder(context->data_arena);
    char *piece = arena_alloc(context->data_arena, PIECE);
    long len = 0;
    while (builder.len <= context->limits.data.data_bytes &&
           (len = source->read(source->user, piece, PIECE)) > 0)
        text_builder_add(&builder, (Text){piece, (size_t)len});
    *bytes = text_builder_text(&builder);
    return len < 0 ? ICTSCORE_FILE : ICTSCORE_OK;
}

static long read_kept(void *user, char *buffer, size_t size) {
    Text *rest = user;
    size_t len = rest->len < size ? rest->len : size;
    if (len > 0) memcpy(buffer, rest->bytes, len);
    *rest = text_slice(*rest, len, rest->len);
    return (long)len;
}

static bool score(Comparing *comparing, const Plan *plan, int rules, int data, Diagnostics *messages) {
    Ictscore *context = comparing->contexts[rules];
    const IctscoreCompareOptions *options = comparing->options;
    Text rest = comparing->bytes[data];
    DataInput input = {.name = text_from(comparing->sources[data]->name),
                       .size = rest.len,
                       .read = read_kept,
                       .user = &rest};
    ReadOptions read = {.header_row =
                            (size_t)(data == OLD ? options->old_header_row : options->new_header_row),
                        .strict = options->strict,
                        .allow_extra = true,
                        .limits = context->limits.data};
    ScoreRoom room = {context->data_arena, context->scratch, context->numbers};
    FullScore *full = ARENA_NEW(context->data_arena, FullScore);
    full_score_read(plan, &input, &read, &room, messages, full);
    if (diagnostics_error_count(messages) > 0) return false;
    comparing->scores[rules][data] = full;
    return true;
}

/* Its own data by the rules of a year. */
static IctscoreStatus score_own(Ictscore *context, const void *arguments) {
    Comparing *comparing = *(Comparing *const *)arguments;
    int year = comparing->rules;
    if (!context->compilation.plan) return ICTSCORE_USAGE;
    context_forget_data(context);
    IctscoreStatus status = keep_bytes(context, comparing->sources[year], &comparing->bytes[year]);
    if (status != ICTSCORE_OK) return status;
    score(comparing, context->compilation.plan, year, year, context->data_messages);
    return context_status(context->data_messages);
}

/* The first line of the first message. */
static Text why(const Diagnostics *messages, Arena *arena) {
    TextBuilder out = text_builder(arena);
    diagnostics_render(messages, false, &out);
    Text text = text_builder_text(&out);
    const char *end = text.len > 0 ? memchr(text.bytes, '\n', text.len) : NULL;
    return end ? text_slice(text, 0, (size_t)(end - text.bytes)) : text;
}

static const FormerNames *names_of_years(const Comparing *comparing, Arena *arena) {
    const Compilation *old = &comparing->contexts[OLD]->compilation,
                      *new = &comparing->contexts[NEW]->compilation;
    return former_names_find((const AstFile *[]){old->ast, new->ast}, (const Plan *[]){old->plan, new->plan},
                             arena);
}

/* [E6.6, E6.10] The data of the other year by the rules of this one: where that cannot be, the bridge has
 * fewer parts. */
static IctscoreStatus score_other(Ictscore *context, const void *arguments) {
    Comparing *comparing = *(Comparing *const *)arguments;
    Diagnostics *messages = diagnostics_new(context->data_arena);
    int rules = comparing->rules;
    Text *obstacle = &comparing->obstacles[rules];
    const Plan *plan = former_names_plan(names_of_years(comparing, context->data_arena), rules,
                                         context->data_arena, obstacle);
    if (plan && !score(comparing, plan, rules, !rules, messages))
        *obstacle = why(messages, context->data_arena);
    return ICTSCORE_OK;
}

static IctscoreStatus for_both(Comparing *comparing, Body body) {
    IctscoreStatus status = ICTSCORE_OK;
    for (int rules = OLD; status == ICTSCORE_OK && rules < YEARS; rules++) {
        comparing->rules = rules;
        status = context_enter(comparing->contexts[rules], body, &comparing);
    }
    return status;
}

/* ---- the comparison */

/* What both scores need from now on comes from the context that is entered. */
static void borrow_room(Comparison *comparison, bool vietnamese) {
    for (int rules = OLD; rules < YEARS; rules++)
        for (int data = OLD; data < YEARS; data++) {
            FullScore *score = comparison->scores[rules][data];
            if (!score) continue;
            score->result.scratch = comparison->scratch;
            score->result.numbers = comparison->numbers;
            score->result.options.vietnamese = vietnamese;
        }
}

static IctscoreStatus read_renamed(Ictscore *context, const IctscoreSource *source, PrintedTable *table) {
    DataInput input = {.name = text_from(source->name), .read = source->read, .user = source->user};
    PrintedOptions options = {',', 0, context->limits.data};
    bool failed;
    printed_table_read(&input, &options, context->data_arena, context->data_messages, table, &failed);
    return failed ? ICTSCORE_FILE : context_status(context->data_messages);
}

static bool is_vietnamese(const Comparing *comparing) {
    return comparing->options->locale && strcmp(comparing->options->locale, "vi") == 0;
}

static IctscoreStatus refuse_map(Ictscore *context) {
    diagnostics_add(
        context->data_messages,
        &(Diagnostic){.code = DIAGNOSTIC_BAD_OPTION,
                      .file = TEXT("ictscore"),
                      .message = TEXT("the mapping of results cannot be read"),
                      .hint = TEXT("it is a list like \"may_tinh=tc_may_tinh\": name in the old rules, "
                                   "`=`, name in the new ones")});
    return ICTSCORE_USAGE;
}

static IctscoreStatus compare(Ictscore *context, const void *arguments) {
    Comparing *comparing = *(Comparing *const *)arguments;
    const IctscoreSource *source = comparing->options->renamed;
    PrintedTable renamed;
    ColumnMap map = {0};
    const char *list = comparing->options->map;
    if (list && !column_map_read(text_from(list), context->data_arena, &map)) return refuse_map(context);
    IctscoreStatus status = source ? read_renamed(context, source, &renamed) : ICTSCORE_OK;
    if (status != ICTSCORE_OK) return status;
    Comparison *comparison = ARENA_NEW(context->data_arena, Comparison);
    comparison->arena = context->data_arena;
    comparison->scratch = context->scratch;
    comparison->numbers = context->numbers;
    comparison->names = names_of_years(comparing, context->data_arena);
    memcpy(comparison->scores, comparing->scores, sizeof comparison->scores);
    memcpy(comparison->obstacles, comparing->obstacles, sizeof comparison->obstacles);
    borrow_room(comparison, is_vietnamese(comparing));
    CompareRenamed all_renamed = {source ? &renamed : NULL, &map};
    if (!compare_years(comparison, &all_renamed, context->data_messages))
        return context_status(context->data_messages);
    context->comparison = comparison;
    return ICTSCORE_OK;
}

IctscoreStatus ictscore_compare(Ictscore *old_context, const IctscoreSource *old_data, Ictscore *new_context,
                                const IctscoreSource *new_data, const IctscoreCompareOptions *options) {
    static const IctscoreCompareOptions none = {.locale = NULL};
    if (old_context == new_context) return ICTSCORE_USAGE;
    Comparing comparing = {.contexts = {old_context, new_context},
                           .options = options ? options : &none,
                           .sources = {old_data, new_data}};
    Comparing *arguments = &comparing;
    IctscoreStatus status = for_both(&comparing, score_own);
    if (status == ICTSCORE_OK) status = for_both(&comparing, score_other);
    return status == ICTSCORE_OK ? context_enter(new_context, compare, &arguments) : status;
}

/* ---- writing it */

typedef struct ComparisonWriting {
    Writing writing;
    const char *columns;
} ComparisonWriting;

static Text *names_of(const char *list, Arena *arena, size_t *count) {
    Text *names = NULL;
    size_t capacity = 0;
    *count = 0;
    while (list && *list) {
        size_t len = strcspn(list, ",");
        ARENA_PUSH(arena, names, *count, capacity, unicode_nfc(arena, text_trim((Text){list, len})));
        list += len;
        if (*list == ',') list++;
    }
    return names;
}

static bool are_known(Ictscore *context, const CompareShown *shown) {
    bool all = true;
    for (size_t i = 0; i < shown->column_count; i++) {
        if (compare_has_result(context->comparison, shown->columns[i])) continue;
        Text message = text_format(context->data_arena, "neither rules have a result `%.*s`",
                                   TEXT_ARG(shown->columns[i]));
        diagnostics_add(context->data_messages,
                        &(Diagnostic){.code = DIAGNOSTIC_UNKNOWN_COLUMN,
                                      .file = TEXT("ictscore"),
                                      .message = message,
                                      .hint = TEXT("--columns takes names of results, or the word `all`")});
        all = false;
    }
    return all;
}

static bool document_format(const char *format, DocumentFormat *found) {
    static const char *const names[] = {"text", "markdown", "html"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(format, names[i]) == 0) return *found = (DocumentFormat)i, true;
    return false;
}

static IctscoreStatus produce(Ictscore *context, const ComparisonWriting *asked, TextBuilder *out) {
    const Comparison *comparison = context->comparison;
    const char *format = asked->writing.what;
    bool has_comma = comparison->scores[NEW][NEW]->result.options.vietnamese;
    CompareShown shown = {.point = has_comma ? ',' : '.'};
    CsvStyle style = {has_comma ? ';' : ',', true};
    DocumentFormat document = DOCUMENT_TEXT;
    shown.columns = names_of(asked->columns, out->arena, &shown.column_count);
    if (!are_known(context, &shown)) return ICTSCORE_USAGE;
    if (strcmp(format, "csv") == 0)
        compare_write_csv(comparison, &style, out);
    else if (strcmp(format, "json") == 0)
        compare_write_json(comparison, out);
    else if (document_format(format, &document))
        document_write(compare_document(comparison, &shown, out->arena), document, "en", out);
    else
        return ICTSCORE_USAGE;
    return ICTSCORE_OK;
}

static IctscoreStatus write_comparison(Ictscore *context, const void *arguments) {
    const ComparisonWriting *asked = arguments;
    if (!context->comparison) return ICTSCORE_USAGE;
    Arena *arena = arena_new(arena_memory(context->scratch)); /* scratch is emptied while writing */
    TextBuilder out = text_builder(arena);
    IctscoreStatus status = produce(context, asked, &out);
    if (status == ICTSCORE_OK) status = context_hand_on(&asked->writing, &out);
    arena_free(arena);
    return status;
}

IctscoreStatus ictscore_write_comparison(Ictscore *new_context, const char *format, const char *columns,
                                         IctscoreWrite write, void *user) {
    ComparisonWriting asked = {{write, user, format, false}, columns};
    return context_enter(new_context, write_comparison, &asked);
}
