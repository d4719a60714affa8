#include "library/context.h"

#include "base/unicode.h"
#include "evidence/years/table_moves_told.h"

#include <string.h>

typedef struct Asked {
    const IctscoreSource *tables[2];
    const IctscoreTablesOptions *options;
} Asked;

static PrintedOptions reading_of(const Ictscore *context, const IctscoreTablesOptions *options) {
    bool is_vietnamese = options->locale && strcmp(options->locale, "vi") == 0;
    return (PrintedOptions){is_vietnamese ? ';' : ',', (size_t)options->header_row, context->limits.data};
}

static Text *headers_of(const char *list, Arena *arena, size_t *count) {
    Text *headers = NULL;
    size_t capacity = 0;
    *count = 0;
    while (list && *list) {
        size_t len = strcspn(list, ",");
        ARENA_PUSH(arena, headers, *count, capacity, text_trim((Text){list, len}));
        list += len;
        if (*list == ',') list++;
    }
    return headers;
}

static IctscoreStatus refuse_map(Ictscore *context) {
    diagnostics_add(
        context->data_messages,
        &(Diagnostic){.code = DIAGNOSTIC_BAD_OPTION,
                      .file = TEXT("ictscore"),
                      .message = TEXT("the mapping of columns cannot be read"),
                      .hint = TEXT("it is a list like \"hang_2017=hang_2018\": header of the old table, "
                                   "`=`, header of the new one")});
    return ICTSCORE_USAGE;
}

static IctscoreStatus find_moves(Ictscore *context, const IctscoreTablesOptions *options, TableMoves *moves) {
    Arena *arena = context->data_arena;
    bool is_vietnamese = options->locale && strcmp(options->locale, "vi") == 0;
    ColumnMap map = {0};
    TableMovesOptions wanted = {.key = text_from(options->key), .map = &map};
    if (options->map && !column_map_read(text_from(options->map), arena, &map)) return refuse_map(context);
    wanted.places = headers_of(options->places, arena, &wanted.place_count);
    moves->marks = is_vietnamese ? (NumberMarks){',', '.'} : (NumberMarks){'.', 0};
    moves->arena = arena;
    moves->numbers = context->numbers;
    moves->diagnostics = context->data_messages;
    table_moves_find(moves, &wanted);
    return context_status(context->data_messages);
}

static IctscoreStatus compare_tables(Ictscore *context, const void *arguments) {
    const Asked *asked = arguments;
    if (!asked->options->key) return ICTSCORE_USAGE;
    context_forget_data(context);
    TableMoves *moves = ARENA_NEW(context->data_arena, TableMoves);
    PrintedOptions options = reading_of(context, asked->options);
    for (size_t i = 0; i < 2; i++) {
        PrintedTable *table = ARENA_NEW(context->data_arena, PrintedTable);
        const IctscoreSource *source = asked->tables[i];
        DataInput input = {.name = text_from(source->name), .read = source->read, .user = source->user};
        bool failed;
        moves->tables[i] = table;
        if (!printed_table_read(&input, &options, context->data_arena, context->data_messages, table,
                                &failed))
            return failed ? ICTSCORE_FILE : context_status(context->data_messages);
    }
    IctscoreStatus status = find_moves(context, asked->options, moves);
    if (status == ICTSCORE_OK) context->moves = moves;
    return status;
}

IctscoreStatus ictscore_compare_tables(Ictscore *context, const IctscoreSource *old_table,
                                       const IctscoreSource *new_table,
                                       const IctscoreTablesOptions *options) {
    Asked asked = {{old_table, new_table}, options};
    return context_enter(context, compare_tables, &asked);
}

static bool produce(const TableMoves *moves, const char *format, TextBuilder *out) {
    static const char *const documents[] = {"text", "markdown", "html"};
    CsvStyle style = {moves->marks.decimal == ',' ? ';' : ',', true};
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        if (strcmp(format, documents[i]) != 0) continue;
        document_write(table_moves_document(moves, out->arena), (DocumentFormat)i, "en", out);
        return true;
    }
    if (strcmp(format, "csv") == 0)
        table_moves_csv(moves, &style, out);
    else if (strcmp(format, "json") == 0)
        table_moves_json(moves, out);
    else
        return false;
    return true;
}

static IctscoreStatus write_moves(Ictscore *context, const void *arguments) {
    const Writing *writing = arguments;
    TextBuilder out = text_builder(context->scratch);
    if (!context->moves) return ICTSCORE_USAGE;
    number_context_use(context->numbers, context->scratch);
    if (!produce(context->moves, writing->what, &out)) return ICTSCORE_USAGE;
    IctscoreStatus status = context_hand_on(writing, &out);
    arena_reset(context->scratch);
    return status;
}

IctscoreStatus ictscore_write_table_moves(Ictscore *context, const char *format, IctscoreWrite write,
                                          void *user) {
    Writing writing = {write, user, format, false};
    return context_enter(context, write_moves, &writing);
}
