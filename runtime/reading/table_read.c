#include "runtime/reading/table_read.h"

#include "base/unicode.h"
#include "runtime/reading/csv_start.h"
#include "runtime/reading/header.h"
#include "runtime/reading/table_block.h"
#include "runtime/reading/units_check.h"

static bool read_header(TableReader *reader) {
    if (!csv_start(&reader->report, reader->options->header_row)) return false;
    if (!header_read(reader->plan, &reader->report, &reader->header)) return false;
    if (!reader->options->allow_extra) header_advice_extra(&reader->report, &reader->header);
    return true;
}

/* false: stopped before the end of the file, for whatever reason */
static bool read_rows(TableReader *reader) {
    if (!reader->blocks) reader->blocks = table_blocks_new(reader);
    for (;;) {
        if (!table_blocks_read(reader->blocks)) return false;
        switch (csv_next(&reader->csv)) {
        case CSV_RECORD:
            if (!table_row(reader)) return false;
            break;
        case CSV_BROKEN: table_row_fault(reader); return false;
        case CSV_FAILED: return false;
        case CSV_END: return true;
        }
    }
}

static void report_no_units(TableReader *reader) {
    if (reader->options->allow_empty || reader->rows_seen > 0) return;
    diagnostics_add(
        reader->diagnostics,
        &(Diagnostic){.code = DIAGNOSTIC_NO_UNITS,
                      .file = reader->report.file,
                      .position = {reader->header.line + 1, 1},
                      .message = TEXT("no units: the file ends behind the header"),
                      .hint = TEXT("add a row for each unit, or allow this with `--allow-empty`")});
}

static void report_mixed_line_ends(TableReader *reader) {
    const Csv *csv = &reader->csv;
    if (csv->mixed_line == 0) return;
    Text message = text_format(reader->arena, "line ends change from %s to %s here",
                               csv->is_crlf ? "CRLF" : "LF", csv->is_crlf ? "LF" : "CRLF");
    diagnostics_add(
        reader->diagnostics,
        &(Diagnostic){.code = DIAGNOSTIC_MIXED_LINE_ENDS,
                      .file = reader->report.file,
                      .position = {csv->mixed_line, 1},
                      .message = message,
                      .hint = TEXT("files joined by hand look like this; check that no row is there twice")});
}

static void report_blanks(TableReader *reader) {
    size_t count = reader->table->blank_trimmed;
    if (count == 0) return;
    Diagnostic diagnostic = reader->first_blank;
    diagnostic.message =
        text_format(reader->arena, "%zu cell%s with blanks around the value; the first is here", count,
                    count > 1 ? "s" : "");
    if (count == 1) diagnostic.message = TEXT("a cell with blanks around the value");
    diagnostics_add(reader->diagnostics, &diagnostic);
}

/* [F1.19] */
static void report_unseen_units(TableReader *reader) {
    Text names = unit_list_unseen(&reader->units);
    if (names.len == 0 || reader->rows_dropped > 0) return;
    Text message = text_format(reader->arena, "no row for %.*s of the declared units", TEXT_ARG(names));
    diagnostics_add(
        reader->diagnostics,
        &(Diagnostic){.code = DIAGNOSTIC_MISSING_UNIT,
                      .file = reader->report.file,
                      .position = reader->key_position,
                      .message = message,
                      .hint = TEXT("add a row for each, or take it from `units { ... }` in the rules")});
}

/* What is known only at the end of the file. */
static void finish(TableReader *reader) {
    table_row_hand_on(reader);
    table_row_flush(reader);
    report_no_units(reader);
    report_mixed_line_ends(reader);
    report_blanks(reader);
    report_unseen_units(reader);
    const Table *table = reader->table;
    if (reader->plan->key_input >= reader->plan->input_count || key_set_is_unique(&reader->keys)) return;
    units_check_unique(table, reader->plan->key_input, reader->arena, reader->diagnostics);
}

static void note_unknown_headers(TableReader *reader) {
    Table *table = reader->table;
    table->unknown_headers = ARENA_ARRAY(reader->arena, Text, reader->header.count);
    for (size_t i = 0; i < reader->header.count; i++)
        if (reader->header.inputs[i] == HEADER_NO_INPUT)
            table->unknown_headers[table->unknown_header_count++] = reader->header.names[i];
}

/* ---- from the front to the end */

bool table_read_start(TableReader *reader) {
    if (reader->options->strict) diagnostics_be_strict(reader->diagnostics);
    reader->errors_before = diagnostics_error_count(reader->diagnostics);
    if (!read_header(reader)) return false;
    table_row_start(reader);
    note_unknown_headers(reader);
    return true;
}

bool table_read_rows(TableReader *reader) {
    return read_rows(reader);
}

ReadStatus table_read_end(TableReader *reader, bool is_read) {
    if (is_read) finish(reader);
    reader->table->bytes_read = reader->csv.data.offset + reader->csv.data.filled;
    if (reader->csv.status == CSV_FAILED) return READ_FAILED;
    if (reader->is_stopped) return READ_STOPPED;
    return diagnostics_error_count(reader->diagnostics) > reader->errors_before ? READ_REJECTED : READ_DONE;
}

TableReader *table_reader_new(const Plan *plan, const DataInput *input, const ReadOptions *options,
                              NumberContext *numbers, Diagnostics *diagnostics, Table *table, Arena *arena) {
    TableReader *reader = ARENA_NEW(arena, TableReader);
    char separator = plan->dialect.separator ? plan->dialect.separator : ',';
    *reader = (TableReader){.plan = plan,
                            .input = input,
                            .options = options,
                            .arena = arena,
                            .diagnostics = diagnostics,
                            .csv = csv_new(input, separator, &options->limits, arena),
                            .cells = cell_reader_new(plan, arena, numbers),
                            .units = unit_list_new(plan, arena),
                            .table = table,
                            .block = block_new(plan, arena),
                            .keys = key_set_new(arena, 0)};
    reader->report = (CsvReport){&reader->csv, table->file, arena, diagnostics};
    cell_reader_start(&reader->cells, reader->block.inputs);
    return reader;
}

void table_reader_free(TableReader *reader) {
    block_free(&reader->block);
    key_set_free(&reader->keys);
}

ReadStatus table_read(const Plan *plan, const DataInput *input, const ReadOptions *options, BlockTaker taker,
                      NumberContext *numbers, Diagnostics *diagnostics, Table *table) {
    TableReader *reader = table_reader_new(plan, input, options, numbers, diagnostics, table, table->arena);
    reader->taker = taker;
    ReadStatus status = table_read_end(reader, table_read_start(reader) && read_rows(reader));
    table_reader_free(reader);
    return status;
}
