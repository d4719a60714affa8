#include "library/score_options.h"

#include <string.h>

typedef struct Reader {
    Arena *arena;
    Diagnostics *diagnostics;
    bool good;
} Reader;

static void report(Reader *reader, const char *option, const char *value, const char *hint) {
    reader->good = false;
    Text message = text_format(reader->arena, "%s `%s` means nothing", option, value);
    diagnostics_add(reader->diagnostics, &(Diagnostic){.code = DIAGNOSTIC_BAD_OPTION,
                                                       .file = TEXT("ictscore"),
                                                       .message = message,
                                                       .hint = text_from(hint)});
}

static ResultFormat read_format(Reader *reader, const char *value) {
    if (!value || strcmp(value, "table") == 0) return RESULT_TABLE;
    if (strcmp(value, "csv") == 0) return RESULT_CSV;
    if (strcmp(value, "json") == 0) return RESULT_JSON;
    report(reader, "format", value, "the formats are table, csv and json");
    return RESULT_TABLE;
}

static bool read_locale(Reader *reader, const char *value) {
    if (!value || strcmp(value, "en") == 0) return false;
    if (strcmp(value, "vi") == 0) return true;
    report(reader, "locale", value, "the locales are en (decimal point) and vi (decimal comma)");
    return false;
}

static bool read_data_order(Reader *reader, const char *value) {
    if (!value || strcmp(value, "rank") == 0) return false;
    if (strcmp(value, "data") == 0) return true;
    report(reader, "order", value, "the orders are rank and data");
    return false;
}

static void read_columns(Reader *reader, const char *list, ResultOptions *options) {
    size_t capacity = 0;
    while (list && *list) {
        size_t length = strcspn(list, ",");
        Text name = text_copy(reader->arena, (Text){list, length});
        ARENA_PUSH(reader->arena, options->columns, options->column_count, capacity, name);
        list += length;
        if (*list == ',') list++;
    }
}

bool score_options_make(const IctscoreOptions *given, const NamedLimits *limits, Arena *arena,
                        Diagnostics *diagnostics, ScoreOptions *options) {
    static const IctscoreOptions none = {.format = NULL};
    if (!given) given = &none;
    Reader reader = {arena, diagnostics, true};
    *options = (ScoreOptions){
        .result = {.format = read_format(&reader, given->format),
                   .vietnamese = read_locale(&reader, given->locale),
                   .data_order = read_data_order(&reader, given->order),
                   .top = (size_t)given->top,
                   .colour = given->colour,
                   .raw_csv = given->raw_csv,
                   .width = given->width,
                   .threads = (size_t)given->threads},
        .read = {.header_row = given->header_row > 0 ? (size_t)given->header_row : 1,
                 .strict = given->strict,
                 .allow_empty = given->allow_empty,
                 .limits = limits->data},
    };
    read_columns(&reader, given->columns, &options->result);
    if (given->block) options->result.block = text_copy(arena, text_from(given->block));
    return reader.good;
}
