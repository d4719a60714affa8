#include "evidence/published/printed_table.h"

#include "runtime/reading/csv_start.h"
#include "runtime/reading/header.h"

typedef struct Reading {
    Csv csv;
    CsvReport report;
    PrintedTable *table;
    size_t cell_count;
    const PrintedOptions *options;
    Diagnostic blank_line;
    bool has_blank_line; /* one that a row has not followed yet */
} Reading;

/* ---- places */

/* From a byte of the record to the next one that is asked for, so that a row is walked through once. */
typedef struct Walk {
    const Csv *csv;
    size_t at;
    Position place;
} Walk;

static Position place_of(Walk *walk, size_t at) {
    const char *bytes = csv_bytes(walk->csv);
    for (; walk->at < at; walk->at++) {
        if (bytes[walk->at] == '\n')
            walk->place = (Position){walk->place.line + 1, 1};
        else if (((unsigned char)bytes[walk->at] & 0xC0) != 0x80)
            walk->place.column++;
    }
    return walk->place;
}

/* ---- rows */

static void report_ragged(Reading *reading) {
    const CsvRecord *record = &reading->csv.record;
    Arena *arena = reading->report.arena;
    size_t expected = reading->table->column_count;
    CsvMessage message = {.code = DIAGNOSTIC_RAGGED_ROW, .from = record->len, .to = record->len};
    if (record->count > expected) message.from = record->fields[expected].from;
    message.message = text_format(arena, "%zu cell%s found, %zu expected", record->count,
                                  record->count == 1 ? "" : "s", expected);
    message.hint = TEXT("as many cells as the header has; a cell without a value is empty");
    csv_report_add(&reading->report, &message);
}

/* Blank lines behind the last row are nobody's mistake. */
static void note_blank_line(Reading *reading) {
    if (reading->has_blank_line) return;
    CsvMessage message = {DIAGNOSTIC_BLANK_LINE, 0, 0, TEXT("blank line between rows"),
                          TEXT("delete the line")};
    reading->blank_line = csv_report_prepare(&reading->report, &message);
    reading->has_blank_line = true;
}

static bool is_empty_row(Csv *csv) {
    for (size_t i = 0; i < csv->record.count; i++)
        if (text_trim(csv_text(csv, i)).len > 0) return false;
    return true;
}

static void take_cells(Reading *reading) {
    PrintedTable *table = reading->table;
    Arena *arena = reading->report.arena;
    Walk walk = {&reading->csv, 0, {reading->csv.record.line, 1}};
    for (size_t i = 0; i < table->column_count; i++) {
        const CsvField *field = &reading->csv.record.fields[i];
        PrintedCell cell = {text_copy(arena, text_trim(csv_text(&reading->csv, i))),
                            place_of(&walk, field->from - field->is_quoted)};
        ARENA_PUSH(arena, table->cells, reading->cell_count, table->cell_capacity, cell);
    }
    table->row_count++;
}

static void refuse_rows(Reading *reading) {
    CsvMessage message = {.code = DIAGNOSTIC_LIMIT_ROWS};
    message.message = text_format(reading->report.arena, "more than %llu rows",
                                  (unsigned long long)reading->options->limits.rows);
    message.hint = TEXT("`--limit rows=N` raises the limit");
    csv_report_add(&reading->report, &message);
}

/* false: nothing more is to be read */
static bool take_row(Reading *reading) {
    csv_report_problems(&reading->report);
    if (csv_is_blank_line(&reading->csv) && reading->table->column_count > 1) {
        note_blank_line(reading);
        return true;
    }
    if (is_empty_row(&reading->csv)) return true;
    if (reading->has_blank_line) diagnostics_add(reading->report.diagnostics, &reading->blank_line);
    reading->has_blank_line = false;
    if (reading->csv.record.count != reading->table->column_count) {
        report_ragged(reading);
        return true;
    }
    bool has_room = reading->table->row_count < reading->options->limits.rows;
    if (has_room)
        take_cells(reading);
    else
        refuse_rows(reading);
    return has_room;
}

static void read_rows(Reading *reading) {
    for (;;) {
        switch (csv_next(&reading->csv)) {
        case CSV_RECORD:
            if (!take_row(reading)) return;
            break;
        case CSV_BROKEN:
            csv_report_problems(&reading->report);
            csv_report_fault(&reading->report, false);
            return;
        case CSV_FAILED:
        case CSV_END: return;
        }
    }
}

static bool read_header(Reading *reading) {
    Header header = {0};
    if (!csv_start(&reading->report, reading->options->header_row)) return false;
    if (!header_read_names(&reading->report, &header)) return false;
    reading->table->headers = header.names;
    reading->table->folded = header.folded;
    reading->table->column_count = header.count;
    reading->table->header_line = header.line;
    return true;
}

bool printed_table_read(const DataInput *input, const PrintedOptions *options, Arena *arena,
                        Diagnostics *diagnostics, PrintedTable *table, bool *failed) {
    size_t errors = diagnostics_error_count(diagnostics);
    *table = (PrintedTable){.file = input->name};
    Reading reading = {.csv = csv_new(input, options->separator, &options->limits, arena),
                       .table = table,
                       .options = options};
    reading.report = (CsvReport){&reading.csv, input->name, arena, diagnostics};
    if (read_header(&reading)) read_rows(&reading);
    *failed = reading.csv.status == CSV_FAILED;
    return !*failed && diagnostics_error_count(diagnostics) == errors;
}
