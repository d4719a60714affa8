#include "runtime/reading/csv.h"

#include "base/unicode.h"
#include "runtime/reading/encoding.h"

#include <string.h>

/* 0xC2 begins U+0080..U+00BF (C1 controls), 0xEF begins U+F000..U+FFFF (the byte order mark). */
static void mark_special(Csv *csv) {
    for (int byte = 0; byte < 0x20; byte++)
        csv->is_special[byte] = byte != '\t';
    csv->is_special[0x7F] = csv->is_special[0xC2] = csv->is_special[0xEF] = true;
    csv->is_special['"'] = csv->is_special[(unsigned char)csv->separator] = true;
}

Csv csv_new(const DataInput *input, char separator, const ReadLimits *limits, Arena *arena) {
    Csv csv = {.data = data_bytes_new(input, limits->data_bytes, arena),
               .separator = separator,
               .max_columns = limits->columns,
               .max_cell = limits->field_bytes,
               .line = 1};
    mark_special(&csv);
    return csv;
}

const char *csv_bytes(const Csv *csv) {
    return csv->data.bytes + csv->data.start;
}

static size_t available(const Csv *csv) {
    return csv->data.end - csv->data.start;
}

static bool stop(Csv *csv, CsvProblemKind kind, size_t at) {
    csv->fault = (CsvProblem){.kind = kind, .at = at};
    csv->status = CSV_BROKEN;
    return false;
}

static CsvField *last_field(Csv *csv) {
    return &csv->record.fields[csv->record.count - 1];
}

/* [F1.16] Asked before anything else is said about a place, so that the size of the pieces read changes
 * nothing. */
static bool cell_fits_limit(Csv *csv) {
    const CsvField *field = last_field(csv);
    if (csv->at - field->from <= csv->max_cell) return true;
    if (field->is_quoted) return stop(csv, CSV_OPEN_QUOTE, field->from - 1);
    return stop(csv, CSV_LONG_CELL, field->from);
}

/* Why nothing more comes, as a fault at `at`; at the true end of the file there is none. */
static bool stop_at_end(Csv *csv) {
    switch (csv->data.state) {
    case DATA_MORE:
    case DATA_END: return false;
    case DATA_INVALID: return stop(csv, CSV_NOT_UTF8, csv->at);
    case DATA_LIMIT: return stop(csv, CSV_MANY_BYTES, csv->at);
    case DATA_FAILED: csv->status = CSV_FAILED; return false;
    }
    return false;
}

/* Is there a byte at `at`? false at the end of the file too; then `status` is still CSV_RECORD. */
static bool has_byte(Csv *csv) {
    if (csv->at < available(csv) || data_bytes_more(&csv->data)) return true;
    return stop_at_end(csv);
}

static void note(Csv *csv, CsvProblemKind kind, size_t at) {
    CsvRecord *record = &csv->record;
    if (record->problem_count == CSV_MAX_PROBLEMS) return;
    record->problems[record->problem_count++] =
        (CsvProblem){.kind = kind, .at = at, .quote_at = last_field(csv)->from - 1};
}

/* A control character, a byte order mark, or just a letter that begins with the same byte. */
static bool pass_special(Csv *csv) {
    const unsigned char *bytes = (const unsigned char *)csv_bytes(csv) + csv->at;
    size_t at = csv->at;
    if (bytes[0] == 0) return stop(csv, CSV_NUL, at);
    csv->at += bytes[0] == 0xC2 ? 2 : bytes[0] == 0xEF ? 3 : 1;
    if (bytes[0] < 0x20 || bytes[0] == 0x7F || (bytes[0] == 0xC2 && bytes[1] < 0xA0))
        note(csv, CSV_CONTROL, at);
    if (bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF) note(csv, CSV_BOM_INSIDE, at);
    return true;
}

/* [F1.7] At a CR: only before an LF. */
static bool is_before_newline(Csv *csv) {
    csv->at++;
    bool is_pair = has_byte(csv) && csv_bytes(csv)[csv->at] == '\n';
    csv->at--;
    return is_pair || (csv->status == CSV_RECORD && stop(csv, CSV_STRAY_RETURN, csv->at));
}

static void skip_plain(Csv *csv) {
    const unsigned char *bytes = (const unsigned char *)csv_bytes(csv);
    size_t at = csv->at, end = available(csv);
    while (at < end && !csv->is_special[bytes[at]])
        at++;
    csv->at = at;
}

/* The rest of a cell up to its separator or line end. Only its first stray quote is worth a message. */
static bool read_bare(Csv *csv, bool is_faulty) {
    for (;;) {
        skip_plain(csv);
        bool more = csv->at < available(csv) || has_byte(csv);
        if (csv->status == CSV_FAILED || !cell_fits_limit(csv)) return false;
        if (!more) return csv->status == CSV_RECORD;
        char byte = csv_bytes(csv)[csv->at];
        if (byte == csv->separator || byte == '\n') return true;
        if (byte == '\r') return is_before_newline(csv);
        if (byte == '"') {
            if (!is_faulty) note(csv, CSV_STRAY_QUOTE, csv->at);
            is_faulty = true;
            csv->at++;
        } else if (csv->is_special[(unsigned char)byte] && !pass_special(csv)) {
            return false;
        }
    }
}

/* Behind the quote that may close a cell. */
static bool read_after_quote(Csv *csv) {
    if (!has_byte(csv)) return csv->status == CSV_RECORD;
    char byte = csv_bytes(csv)[csv->at];
    if (byte == csv->separator || byte == '\n') return true;
    if (byte == '\r') return is_before_newline(csv);
    note(csv, CSV_TEXT_AFTER_QUOTE, csv->at);
    return read_bare(csv, true);
}

/* At a byte inside quotes that is special to bare cells; `at` moves behind it. */
static bool pass_quoted_special(Csv *csv, char byte) {
    if (byte == '\n') csv->line++;
    if (byte == '\r' && !is_before_newline(csv)) return false;
    if (byte != '\r' && byte != '\n' && byte != csv->separator) return pass_special(csv);
    csv->at++;
    return true;
}

static bool is_doubled(Csv *csv) {
    return has_byte(csv) && csv_bytes(csv)[csv->at] == '"';
}

/* From behind the opening quote. */
static bool read_quoted(Csv *csv) {
    for (;;) {
        skip_plain(csv);
        bool more = csv->at < available(csv) || has_byte(csv);
        if (csv->status == CSV_FAILED || !cell_fits_limit(csv)) return false;
        if (!more) return csv->status == CSV_RECORD && stop(csv, CSV_OPEN_QUOTE, last_field(csv)->from - 1);
        char byte = csv_bytes(csv)[csv->at];
        if (byte != '"') {
            if (csv->is_special[(unsigned char)byte] && !pass_quoted_special(csv, byte)) return false;
            continue;
        }
        last_field(csv)->to = csv->at++;
        if (!is_doubled(csv)) return read_after_quote(csv);
        last_field(csv)->has_doubled_quotes = true;
        csv->at++;
    }
}

static bool read_field(Csv *csv) {
    CsvRecord *record = &csv->record;
    if (record->count == csv->max_columns) return stop(csv, CSV_MANY_COLUMNS, csv->at);
    bool is_quoted = has_byte(csv) && csv_bytes(csv)[csv->at] == '"';
    csv->at += is_quoted;
    CsvField field = {.from = csv->at, .is_quoted = is_quoted};
    ARENA_PUSH(csv->data.arena, record->fields, record->count, record->capacity, field);
    if (is_quoted) return read_quoted(csv);
    if (!read_bare(csv, false)) return false;
    last_field(csv)->to = csv->at;
    return true;
}

static void count_line_end(Csv *csv, bool is_crlf) {
    if (!csv->has_line_end) csv->is_crlf = is_crlf;
    if (csv->has_line_end && csv->is_crlf != is_crlf && !csv->mixed_line) csv->mixed_line = csv->line;
    csv->has_line_end = true;
    csv->line++;
}

/* At a separator: passes it. At a line end, or the end of the file: passes it and is false. */
static bool goes_on(Csv *csv) {
    csv->record.len = csv->at;
    if (csv->at == available(csv)) return false;
    char byte = csv_bytes(csv)[csv->at++];
    if (byte == csv->separator) return true;
    if (byte == '\r') csv->at++;
    count_line_end(csv, byte == '\r');
    return false;
}

static void forget_record(Csv *csv) {
    csv->data.start += csv->at;
    csv->at = 0;
    csv->record.line = csv->line;
    csv->record.count = csv->record.problem_count = csv->record.len = 0;
}

Text csv_ahead(Csv *csv) {
    forget_record(csv);
    return (Text){csv_bytes(csv), available(csv)};
}

void csv_move(Csv *csv, size_t bytes, size_t line) {
    csv->data.start += bytes;
    csv->line = line;
    csv->at = 0;
}

void csv_restart(Csv *csv, uint64_t line) {
    csv->record = (CsvRecord){.fields = csv->record.fields, .capacity = csv->record.capacity};
    csv->status = CSV_RECORD;
    csv->line = (size_t)line;
    csv->at = 0;
}

void csv_end(Csv *csv) {
    csv->status = CSV_END;
}

CsvStatus csv_next(Csv *csv) {
    if (csv->status != CSV_RECORD) return csv->status;
    forget_record(csv);
    if (!has_byte(csv)) return csv->status == CSV_RECORD ? (csv->status = CSV_END) : csv->status;
    do {
        if (!read_field(csv)) break;
    } while (goes_on(csv));
    return csv->status;
}

CsvStatus csv_skip_line(Csv *csv) {
    if (csv->status != CSV_RECORD) return csv->status;
    forget_record(csv);
    CsvField field = {.from = csv->at};
    ARENA_PUSH(csv->data.arena, csv->record.fields, csv->record.count, csv->record.capacity, field);
    if (!has_byte(csv)) return csv->status == CSV_RECORD ? (csv->status = CSV_END) : csv->status;
    for (; has_byte(csv) && cell_fits_limit(csv); csv->at++) {
        char byte = csv_bytes(csv)[csv->at];
        if (byte == 0) stop(csv, CSV_NUL, csv->at);
        if (byte == 0 || byte == '\n') break;
    }
    csv->record.len = csv->at;
    if (csv->status == CSV_RECORD && csv->at < available(csv)) csv->at++;
    csv->line++;
    return csv->status;
}

Text csv_open(Csv *csv) {
    data_bytes_look_ahead(&csv->data, ENCODING_SNIFF_BYTES);
    Text start = {csv_bytes(csv), csv->data.filled};
    if (start.len > ENCODING_SNIFF_BYTES) start.len = ENCODING_SNIFF_BYTES;
    if (csv->data.state == DATA_FAILED) csv->status = CSV_FAILED;
    if (text_starts_with(start, TEXT("\xEF\xBB\xBF"))) csv->data.start = 3;
    return start;
}

/* "" inside quotes is one quote. */
static Text without_doubled_quotes(Csv *csv, Text text) {
    if (text.len > csv->unquoted_capacity) {
        csv->unquoted_capacity = text.len * 2;
        csv->unquoted = arena_alloc(csv->data.arena, csv->unquoted_capacity);
    }
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        csv->unquoted[len++] = text.bytes[i];
        if (text.bytes[i] == '"') i++;
    }
    return (Text){csv->unquoted, len};
}

Text csv_text(Csv *csv, size_t field) {
    const CsvField *found = &csv->record.fields[field];
    Text text = {csv_bytes(csv) + found->from, found->to - found->from};
    return found->has_doubled_quotes ? without_doubled_quotes(csv, text) : text;
}

bool csv_is_blank_line(const Csv *csv) {
    const CsvRecord *record = &csv->record;
    if (record->count != 1 || record->fields[0].is_quoted || record->problem_count > 0) return false;
    for (size_t i = 0; i < record->len; i++)
        if (csv_bytes(csv)[i] != ' ' && csv_bytes(csv)[i] != '\t') return false;
    return true;
}
