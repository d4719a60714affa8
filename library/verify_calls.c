#include "library/context.h"

#include "evidence/published/verify.h"
#include "evidence/published/verify_tables.h"
#include "evidence/published/verify_text.h"

#include <string.h>

typedef struct Verifying {
    const IctscoreSource *data, *table;
    const IctscoreVerifyOptions *options;
} Verifying;

static IctscoreStatus refuse(Ictscore *context, const char *message, const char *hint) {
    diagnostics_add(context->data_messages, &(Diagnostic){.code = DIAGNOSTIC_BAD_OPTION,
                                                          .file = TEXT("ictscore"),
                                                          .message = text_from(message),
                                                          .hint = text_from(hint)});
    return ICTSCORE_USAGE;
}

static DataInput input_of(const IctscoreSource *source) {
    return (DataInput){.name = text_from(source->name), .read = source->read, .user = source->user};
}

static PlanDialect dialect_of(const Plan *plan, const char *locale) {
    PlanDialect dialect = plan->dialect;
    if (locale && strcmp(locale, "vi") == 0) dialect = (PlanDialect){';', ',', '.'};
    if (locale && strcmp(locale, "en") == 0) dialect = (PlanDialect){',', '.', 0};
    if (!dialect.separator) dialect.separator = ',';
    if (!dialect.decimal) dialect.decimal = '.';
    return dialect;
}

static ScoreRoom room_of(Ictscore *context) {
    return (ScoreRoom){context->data_arena, context->scratch, context->numbers};
}

static IctscoreStatus score(Ictscore *context, const Verifying *verifying, FullScore *full) {
    const IctscoreVerifyOptions *options = verifying->options;
    DataInput input = input_of(verifying->data);
    ReadOptions read = {.header_row = (size_t)options->header_row,
                        .strict = options->strict,
                        .allow_extra = true,
                        .limits = context->limits.data};
    ScoreRoom room = room_of(context);
    ReadStatus status =
        full_score_read(context->compilation.plan, &input, &read, &room, context->data_messages, full);
    if (status == READ_FAILED) return ICTSCORE_FILE;
    return context_status(context->data_messages);
}

static IctscoreStatus read_table(Ictscore *context, const Verifying *verifying, char separator,
                                 PrintedTable *table) {
    DataInput input = input_of(verifying->table);
    PrintedOptions options = {separator, (size_t)verifying->options->table_header_row, context->limits.data};
    bool failed;
    bool is_read =
        printed_table_read(&input, &options, context->data_arena, context->data_messages, table, &failed);
    if (failed) return ICTSCORE_FILE;
    return is_read ? ICTSCORE_OK : context_status(context->data_messages);
}

static IctscoreStatus compare(Ictscore *context, const Verifying *verifying, FullScore *full) {
    PlanDialect dialect = dialect_of(context->compilation.plan, verifying->options->locale);
    const char *list = verifying->options->map;
    ColumnMap map = {0};
    if (list && !column_map_read(text_from(list), context->data_arena, &map))
        return refuse(context, "the mapping of columns cannot be read",
                      "it is a list like \"Tỷ lệ=ung_dung, Hạng=hang\": header, `=`, name of a result");
    PrintedTable *table = ARENA_NEW(context->data_arena, PrintedTable);
    IctscoreStatus status = read_table(context, verifying, dialect.separator, table);
    if (status != ICTSCORE_OK) return status;
    Verification *verification = ARENA_NEW(context->data_arena, Verification);
    full->result.options.vietnamese = dialect.decimal == ',';
    VerifyOptions options = {{dialect.decimal, dialect.group}, &map};
    ScoreRoom room = room_of(context);
    if (!verify_table(full, table, &options, &room, context->data_messages, verification))
        return context_status(context->data_messages);
    context->verification = verification;
    return verify_agrees(verification) ? ICTSCORE_OK : ICTSCORE_NO;
}

static IctscoreStatus verify(Ictscore *context, const void *arguments) {
    const Verifying *verifying = arguments;
    if (!context->compilation.plan) return ICTSCORE_USAGE;
    context_forget_data(context);
    FullScore *full = ARENA_NEW(context->data_arena, FullScore);
    IctscoreStatus status = score(context, verifying, full);
    return status == ICTSCORE_OK ? compare(context, verifying, full) : status;
}

IctscoreStatus ictscore_verify(Ictscore *context, const IctscoreSource *data, const IctscoreSource *table,
                               const IctscoreVerifyOptions *options) {
    static const IctscoreVerifyOptions none = {.map = NULL};
    Verifying verifying = {data, table, options ? options : &none};
    return context_enter(context, verify, &verifying);
}

/* false: there is no such format */
static bool write_format(const Verification *verification, const char *format, TextBuilder *out) {
    bool has_comma = verification->marks.decimal == ',';
    CsvStyle style = {has_comma ? ';' : ',', true};
    if (strcmp(format, "text") == 0)
        verify_write_text(verification, out);
    else if (strcmp(format, "csv") == 0)
        verify_write_csv(verification, &style, out);
    else if (strcmp(format, "json") == 0)
        verify_write_json(verification, out);
    else
        return false;
    return true;
}

static IctscoreStatus write_verification(Ictscore *context, const void *arguments) {
    const Writing *writing = arguments;
    if (!context->verification) return ICTSCORE_USAGE;
    TextBuilder builder = text_builder(context->scratch);
    number_context_use(context->numbers, context->scratch);
    if (!write_format(context->verification, writing->what, &builder)) return ICTSCORE_USAGE;
    IctscoreStatus status = context_hand_on(writing, &builder);
    arena_reset(context->scratch);
    return status;
}

IctscoreStatus ictscore_write_verification(Ictscore *context, const char *format, IctscoreWrite write,
                                           void *user) {
    Writing writing = {write, user, format, false};
    return context_enter(context, write_verification, &writing);
}
