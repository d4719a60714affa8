#include "runtime/reading/csv_report.h"

#include "base/unicode.h"
#include "runtime/reading/encoding.h"

#include <string.h>

enum {
    CONTEXT_BYTES =
        800, /* of the line on each side of the place; at least the 160 code points that are shown */
    SHOWN_CHARACTERS = 40, /* of a cell inside a message */
    BYTES_SNIFFED = 256,   /* around a byte that is not UTF-8, for a guess at the encoding */
};

static size_t known(const Csv *csv) {
    return csv->data.filled - csv->data.start;
}

static size_t line_start(const Csv *csv, size_t at) {
    const char *bytes = csv_bytes(csv);
    while (at > 0 && bytes[at - 1] != '\n')
        at--;
    return at;
}

static bool is_continuation(char byte) {
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The end of the line that holds `at`, or a place CONTEXT_BYTES further on. */
static size_t context_end(const Csv *csv, size_t at) {
    const char *bytes = csv_bytes(csv);
    size_t end = at, limit = known(csv);
    while (end < limit && end - at < CONTEXT_BYTES && bytes[end] != '\n')
        end++;
    if (end - at < CONTEXT_BYTES) return end > at && bytes[end - 1] == '\r' ? end - 1 : end;
    while (end > at && end < limit && is_continuation(bytes[end]))
        end--;
    return end;
}

static size_t context_start(const Csv *csv, size_t from, size_t at) {
    if (at - from <= CONTEXT_BYTES) return from;
    size_t start = at - CONTEXT_BYTES;
    while (start < at && is_continuation(csv_bytes(csv)[start]))
        start++;
    return start;
}

static size_t count_between(const Csv *csv, size_t from, size_t to) {
    return unicode_count((Text){csv_bytes(csv) + from, to - from});
}

Position csv_report_position(const CsvReport *report, size_t at) {
    const Csv *csv = report->csv;
    size_t line = csv->record.line, start = line_start(csv, at);
    for (size_t i = 0; i < start; i++)
        line += csv_bytes(csv)[i] == '\n';
    return (Position){line, count_between(csv, start, at) + 1};
}

Diagnostic csv_report_prepare(const CsvReport *report, const CsvMessage *message) {
    const Csv *csv = report->csv;
    size_t start = context_start(csv, line_start(csv, message->from), message->from);
    size_t end = context_end(csv, message->from), to = message->to < end ? message->to : end;
    Diagnostic diagnostic = {.code = message->code,
                             .file = report->file,
                             .position = csv_report_position(report, message->from),
                             .message = message->message,
                             .hint = message->hint};
    diagnostic.excerpt = text_copy(report->arena, (Text){csv_bytes(csv) + start, end - start});
    diagnostic.caret_column = count_between(csv, start, message->from) + 1;
    diagnostic.caret_width = to > message->from ? count_between(csv, message->from, to) : 1;
    return diagnostic;
}

void csv_report_add(const CsvReport *report, const CsvMessage *message) {
    Diagnostic diagnostic = csv_report_prepare(report, message);
    diagnostics_add(report->diagnostics, &diagnostic);
}

bool csv_report_wants(const CsvReport *report, DiagnosticCode code) {
    bool has_room = diagnostics_has_room(report->diagnostics, code);
    if (!has_room) diagnostics_add(report->diagnostics, &(Diagnostic){.code = code});
    return has_room;
}

Text csv_report_quoted(Arena *arena, Text cell) {
    size_t at = 0;
    for (size_t shown = 0; at < cell.len && shown < SHOWN_CHARACTERS; shown++) {
        uint32_t code_point;
        size_t len = unicode_decode(cell, at, &code_point);
        at += len ? len : 1;
    }
    return text_format(arena, "`%.*s%s`", TEXT_ARG(text_slice(cell, 0, at)), at < cell.len ? "…" : "");
}

/* ---- of one cell */

static uint32_t code_point_at(const Csv *csv, size_t at) {
    uint32_t code_point = 0;
    unicode_decode((Text){csv_bytes(csv), known(csv)}, at, &code_point);
    return code_point;
}

static CsvMessage stray_quote(size_t at) {
    return (CsvMessage){
        DIAGNOSTIC_STRAY_QUOTE, at, at + 1, TEXT("quote inside a cell that does not begin with one"),
        TEXT("put the whole cell between quotes and write each quote inside it twice: \"a \"\"b\"\" c\"")};
}

static CsvMessage text_after_quote(size_t at) {
    return (CsvMessage){DIAGNOSTIC_STRAY_QUOTE, at, at + 1, TEXT("text behind the closing quote of a cell"),
                        TEXT("write a quote inside a quoted cell twice; between the closing quote and the "
                             "separator nothing may stand")};
}

static CsvMessage control(const CsvReport *report, size_t at) {
    uint32_t code_point = code_point_at(report->csv, at);
    Text message = text_format(report->arena, "control character U+%04X in a cell", (unsigned)code_point);
    return (CsvMessage){DIAGNOSTIC_DATA_CONTROL, at, at + 1, message,
                        TEXT("delete the character; it cannot be seen in most editors")};
}

static CsvMessage mark_inside(size_t at) {
    return (CsvMessage){DIAGNOSTIC_DATA_BOM, at, at + 1, TEXT("byte order mark U+FEFF inside the file"),
                        TEXT("delete it; it stays behind where two files were joined")};
}

static void report_problem(const CsvReport *report, const CsvProblem *problem) {
    CsvMessage message = {0};
    switch (problem->kind) {
    case CSV_STRAY_QUOTE: message = stray_quote(problem->at); break;
    case CSV_TEXT_AFTER_QUOTE: message = text_after_quote(problem->at); break;
    case CSV_CONTROL: message = control(report, problem->at); break;
    case CSV_BOM_INSIDE: message = mark_inside(problem->at); break;
    case CSV_NUL:
    case CSV_NOT_UTF8:
    case CSV_STRAY_RETURN:
    case CSV_OPEN_QUOTE:
    case CSV_LONG_CELL:
    case CSV_MANY_COLUMNS:
    case CSV_MANY_BYTES: return; /* faults */
    }
    Diagnostic diagnostic = csv_report_prepare(report, &message);
    if (problem->kind == CSV_TEXT_AFTER_QUOTE) {
        diagnostic.related = csv_report_position(report, problem->quote_at);
        diagnostic.related_message = TEXT("the cell begins here");
    }
    diagnostics_add(report->diagnostics, &diagnostic);
}

void csv_report_problems(const CsvReport *report) {
    const CsvRecord *record = &report->csv->record;
    for (size_t i = 0; i < record->problem_count; i++)
        if (csv_report_wants(report, DIAGNOSTIC_STRAY_QUOTE)) report_problem(report, &record->problems[i]);
}

/* ---- why reading ended */

/* The bytes near the fault; TCVN3 and windows-1258 are told apart by what stands around. */
static Text surroundings(const Csv *csv, size_t at) {
    size_t from = at > BYTES_SNIFFED ? at - BYTES_SNIFFED : 0, to = at + BYTES_SNIFFED;
    if (to > known(csv)) to = known(csv);
    return (Text){csv_bytes(csv) + from, to - from};
}

static Text hint_for_encoding(const CsvReport *report, size_t at) {
    Text legacy = encoding_legacy(surroundings(report->csv, at));
    if (legacy.len == 0) return TEXT("save the file as UTF-8");
    return text_format(report->arena, "the file looks like %.*s; save it as UTF-8", TEXT_ARG(legacy));
}

static CsvMessage not_utf8(const CsvReport *report, size_t at) {
    const Csv *csv = report->csv;
    Text rest = {csv_bytes(csv) + at, known(csv) - at};
    unsigned long long offset = csv->data.offset + csv->data.start + at;
    Text fault = encoding_fault(rest);
    Text message = text_format(report->arena, "byte 0x%02X at offset %llu is not UTF-8%s%.*s",
                               (unsigned char)rest.bytes[0], offset, fault.len > 0 ? ": it begins " : "",
                               TEXT_ARG(fault));
    Text hint = fault.len > 0 ? TEXT("the program that wrote the file is faulty; export it again as UTF-8")
                              : hint_for_encoding(report, at);
    return (CsvMessage){DIAGNOSTIC_DATA_NOT_UTF8, at, at + 1, message, hint};
}

static CsvMessage nul_byte(const CsvReport *report, size_t at) {
    const Csv *csv = report->csv;
    unsigned long long offset = csv->data.offset + csv->data.start + at;
    Text message = text_format(report->arena, "NUL byte at offset %llu", offset);
    return (CsvMessage){DIAGNOSTIC_DATA_NUL, at, at + 1, message,
                        TEXT("the file is damaged, or not a text file; export it again as CSV in UTF-8")};
}

static CsvMessage stray_return(size_t at) {
    return (CsvMessage){DIAGNOSTIC_LINE_END, at, at + 1, TEXT("carriage return that no line feed follows"),
                        TEXT("save the file with line ends LF or CRLF")};
}

static CsvMessage open_quote(const CsvReport *report, size_t at) {
    const Csv *csv = report->csv;
    bool is_long = csv->at - at > csv->max_cell;
    Text message = TEXT("quote that is never closed");
    if (is_long)
        message = text_format(report->arena, "quote that is not closed within %zu bytes", csv->max_cell);
    return (CsvMessage){DIAGNOSTIC_OPEN_QUOTE, at, at + 1, message,
                        TEXT("close the cell with a quote; a quote inside it is written twice")};
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/* [F2.8] The place of the 39th digit where a cell of more than that begins with digits; else 0. */
static size_t digit_too_many(const Csv *csv, size_t from) {
    const char *bytes = csv_bytes(csv);
    size_t at = from, end = known(csv);
    if (at < end && (bytes[at] == '-' || bytes[at] == '+')) at++;
    size_t first = at;
    while (at < end && at - first < NUMBER_MAX_DIGITS && is_digit(bytes[at]))
        at++;
    return at - first == NUMBER_MAX_DIGITS && at < end && is_digit(bytes[at]) ? at : 0;
}

static CsvMessage long_cell(const CsvReport *report, size_t at, bool is_number) {
    size_t digit = is_number ? digit_too_many(report->csv, at) : 0;
    if (digit > 0)
        return (CsvMessage){DIAGNOSTIC_DATA_LONG_NUMBER, digit, digit + 1,
                            TEXT("number with more than 38 digits"),
                            TEXT("this is the 39th digit; correct the number")};
    Text message = text_format(report->arena, "cell of more than %zu bytes", report->csv->max_cell);
    return (CsvMessage){
        DIAGNOSTIC_LIMIT_FIELD, at, at + 1, message,
        TEXT(
            "a missing line end or separator makes cells run together; `--limit field_bytes=N` allows more")};
}

static CsvMessage many_columns(const CsvReport *report, size_t at) {
    Text message = text_format(report->arena, "row of more than %zu columns", report->csv->max_columns);
    return (CsvMessage){DIAGNOSTIC_LIMIT_COLUMNS, at, at + 1, message,
                        TEXT("`--limit columns=N` allows more")};
}

static CsvMessage many_bytes(const CsvReport *report, size_t at) {
    Text message = text_format(report->arena, "file of more than %llu bytes",
                               (unsigned long long)report->csv->data.limit);
    return (CsvMessage){DIAGNOSTIC_LIMIT_DATA_BYTES, at, at + 1, message,
                        TEXT("`--limit data_bytes=N` allows more")};
}

void csv_report_fault(const CsvReport *report, bool is_number) {
    Csv *csv = report->csv;
    size_t at = csv->fault.at;
    data_bytes_look_ahead(&csv->data, at + CONTEXT_BYTES + 1); /* before any excerpt is cut */
    csv_report_problems(report);
    CsvMessage message = {0};
    switch (csv->fault.kind) {
    case CSV_NUL: message = nul_byte(report, at); break;
    case CSV_NOT_UTF8: message = not_utf8(report, at); break;
    case CSV_STRAY_RETURN: message = stray_return(at); break;
    case CSV_OPEN_QUOTE: message = open_quote(report, at); break;
    case CSV_LONG_CELL: message = long_cell(report, at, is_number); break;
    case CSV_MANY_COLUMNS: message = many_columns(report, at); break;
    case CSV_MANY_BYTES: message = many_bytes(report, at); break;
    case CSV_STRAY_QUOTE:
    case CSV_TEXT_AFTER_QUOTE:
    case CSV_CONTROL:
    case CSV_BOM_INSIDE: return; /* of one cell */
    }
    csv_report_add(report, &message);
}
