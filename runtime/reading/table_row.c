#include "runtime/reading/table_row.h"

#include "base/unicode.h"
#include "runtime/reading/bare_row.h"
#include "runtime/reading/category_default.h"
#include "runtime/reading/cell_advice.h"

#include <string.h>

/* ---- rows as such */

static void add(const TableReader *reader, const CsvMessage *message) {
    csv_report_add(&reader->report, message);
}

/* Rows of the whole file, if the rest is like what was read. */
static size_t rows_expected(const TableReader *reader) {
    const DataBytes *data = &reader->csv.data;
    uint64_t size = reader->input->size, passed = data->offset + data->start;
    size_t rows = reader->table->row_count;
    if (passed == 0 || passed > size || size > UINT64_C(1) << 40) return 0;
    return (size_t)(size / (passed / (rows + 1) + 1));
}

/* [F1.17] Every row has its key, good or not. Those of a part are looked at when it is joined. */
static void hand_on_keys(TableReader *reader) {
    const Block *block = &reader->block;
    uint64_t hashes[BLOCK_ROWS];
    uint32_t key = reader->plan->key_input;
    if (key >= reader->plan->input_count) return;
    key_set_hashes(reader->keys.scratch, block->inputs[key].texts, block->row_count, hashes);
    if (!reader->is_part) {
        if (reader->table->row_count == block->row_count)
            key_set_expect(&reader->keys, rows_expected(reader));
        key_set_add(&reader->keys, hashes, block->row_count);
        return;
    }
    for (size_t i = 0; i < block->row_count; i++)
        ARENA_PUSH(reader->arena, reader->hashes, reader->hash_count, reader->hash_capacity, hashes[i]);
}

/* Nothing is computed once something is wrong. */
void table_row_hand_on(TableReader *reader) {
    Block *block = &reader->block;
    if (block->row_count == 0) return;
    bool is_good = diagnostics_error_count(reader->diagnostics) == reader->errors_before;
    category_defaults_set(reader->plan, block);
    if (is_good && reader->taker.take) reader->taker.take(reader->taker.user, block);
    table_append(reader->table, block);
    hand_on_keys(reader);
    block_clear(block);
}

void table_row_start(TableReader *reader) {
    uint32_t key = reader->plan->key_input;
    reader->key_position = (Position){reader->header.line, 1};
    if (key >= reader->plan->input_count) return;
    size_t column = reader->header.columns[key];
    reader->key_position = csv_report_position(&reader->report, reader->csv.record.fields[column].from);
    reader->block.has_key_columns = column > 0;
}

/* [F1.8] Only at the end of a file may lines be blank. */
static void note_blank_line(TableReader *reader) {
    if (reader->has_blank_line) return;
    reader->has_blank_line = true;
    CsvMessage message = {.code = DIAGNOSTIC_BLANK_LINE,
                          .message = TEXT("blank line between rows"),
                          .hint = TEXT("delete it; if a row is missing here, restore it")};
    reader->blank_line = csv_report_prepare(&reader->report, &message);
}

static void report_blank_line(TableReader *reader) {
    if (reader->has_blank_line) diagnostics_add(reader->diagnostics, &reader->blank_line);
    reader->has_blank_line = false;
}

static CsvMessage ragged(const TableReader *reader) {
    const CsvRecord *record = &reader->csv.record;
    size_t expected = reader->header.count;
    char separator = reader->csv.separator;
    CsvMessage message = {.code = DIAGNOSTIC_RAGGED_ROW, .from = record->len, .to = record->len};
    message.message = text_format(reader->arena, "%zu cell%s found, %zu expected", record->count,
                                  record->count == 1 ? "" : "s", expected);
    message.hint = TEXT("as many cells as the header has; a cell without a value is empty");
    if (record->count < expected) return message;
    const CsvField *extra = &record->fields[expected];
    message.from = extra->from - extra->is_quoted;
    message.to = record->len;
    message.hint =
        separator == '\t'
            ? TEXT("as many cells as the header has; a cell that holds a tab stands between quotes")
            : text_format(reader->arena,
                          "as many cells as the header has; a cell that holds `%c` stands between quotes",
                          separator);
    return message;
}

/* [F1.8] One empty cell too many, because the row ends in a separator. */
static bool ends_in_separator(const TableReader *reader) {
    const CsvRecord *record = &reader->csv.record;
    const CsvField *last = &record->fields[record->count - 1];
    return record->count == reader->header.count + 1 && !last->is_quoted && last->from == last->to;
}

static Diagnostic trailing_separator(TableReader *reader) {
    CsvMessage message = ragged(reader);
    message.from = reader->csv.record.len - 1;
    message.hint =
        reader->csv.separator == '\t'
            ? TEXT("delete the tab at the end of the row")
            : text_format(reader->arena, "delete the `%c` at the end of the row", reader->csv.separator);
    return csv_report_prepare(&reader->report, &message);
}

static void add_trailing(TableReader *reader) {
    TrailingSeparators *trailing = &reader->trailing;
    for (size_t i = 0; i < trailing->kept; i++)
        diagnostics_add(reader->diagnostics, &trailing->items[i]);
    for (size_t i = trailing->kept; i < trailing->count; i++)
        diagnostics_add(reader->diagnostics, &(Diagnostic){.code = DIAGNOSTIC_RAGGED_ROW});
    trailing->kept = trailing->count = 0;
}

static void note_trailing(TableReader *reader) {
    TrailingSeparators *trailing = &reader->trailing;
    trailing->count++;
    if (trailing->kept == DIAGNOSTICS_MAX_ERRORS) return;
    Diagnostic diagnostic = trailing_separator(reader);
    ARENA_PUSH(reader->arena, trailing->items, trailing->kept, trailing->capacity, diagnostic);
}

void table_row_flush(TableReader *reader) {
    TrailingSeparators *trailing = &reader->trailing;
    if (trailing->count < 2 || trailing->count < reader->rows_seen) {
        add_trailing(reader);
        return;
    }
    Text sign = reader->csv.separator == '\t' ? TEXT("a tab")
                                              : text_format(reader->arena, "`%c`", reader->csv.separator);
    Diagnostic *first = &trailing->items[0];
    first->message = text_format(reader->arena,
                                 "every row ends in %.*s, the header does not: %zu cells found, %zu expected",
                                 TEXT_ARG(sign), reader->header.count + 1, reader->header.count);
    first->hint =
        text_format(reader->arena, "delete %.*s at the end of each row, or give the last column a header",
                    TEXT_ARG(sign));
    diagnostics_add(reader->diagnostics, first);
}

static void report_ragged(TableReader *reader) {
    if (ends_in_separator(reader)) {
        note_trailing(reader);
        return;
    }
    if (!csv_report_wants(&reader->report, DIAGNOSTIC_RAGGED_ROW)) return;
    CsvMessage message = ragged(reader);
    add(reader, &message);
}

/* ;;;;; as spreadsheets leave it behind the last row */
static bool is_empty_row(TableReader *reader) {
    for (size_t i = 0; i < reader->csv.record.count; i++)
        if (text_trim(csv_text(&reader->csv, i)).len > 0) return false;
    return true;
}

static void report_empty_row(TableReader *reader) {
    if (!csv_report_wants(&reader->report, DIAGNOSTIC_BLANK_LINE)) return;
    CsvMessage message = {.code = DIAGNOSTIC_BLANK_LINE,
                          .to = reader->csv.record.len,
                          .message = TEXT("row of empty cells"),
                          .hint = TEXT("delete the row")};
    add(reader, &message);
}

/* Is the record a row whose cells can be read? */
static bool is_whole(TableReader *reader) {
    const CsvRecord *record = &reader->csv.record;
    if (record->problem_count > 0) {
        csv_report_problems(&reader->report);
        return false;
    }
    if (record->count != reader->header.count) {
        report_ragged(reader);
        return false;
    }
    bool may_be_empty = record->fields[0].from == record->fields[0].to;
    if (!may_be_empty || !is_empty_row(reader)) return true;
    report_empty_row(reader);
    return false;
}

/* ---- cells */

/* A cell without the blanks around it, and where it lies in the record. */
typedef struct RowCell {
    Text text;
    size_t from, to;
    uint32_t input;
} RowCell;

/* [F1.9] Only blanks are trimmed; a cell of tabs and blanks is empty too. */
static Text trim_blanks(Text text) {
    while (text.len > 0 && text.bytes[0] == ' ')
        text = text_slice(text, 1, text.len);
    while (text.len > 0 && text.bytes[text.len - 1] == ' ')
        text.len--;
    return text.len > 0 && text.bytes[0] == '\t' && text_trim(text).len == 0 ? (Text){text.bytes, 0} : text;
}

static void note_trimmed(TableReader *reader, size_t field) {
    const CsvField *found = &reader->csv.record.fields[field];
    if (reader->table->blank_trimmed++ > 0) return;
    CsvMessage message = {.code = DIAGNOSTIC_BLANKS_TRIMMED,
                          .from = found->from,
                          .to = found->to,
                          .hint = TEXT("they were cut off; blanks inside a value stay")};
    reader->first_blank = csv_report_prepare(&reader->report, &message);
}

static RowCell cell_of(TableReader *reader, size_t column) {
    const CsvField *field = &reader->csv.record.fields[column];
    Text whole = csv_text(&reader->csv, column);
    RowCell cell = {
        .text = whole, .from = field->from, .to = field->to, .input = reader->header.inputs[column]};
    bool has_blanks = whole.len > 0 &&
                      (whole.bytes[0] == ' ' || whole.bytes[whole.len - 1] == ' ' || whole.bytes[0] == '\t');
    if (has_blanks) cell.text = trim_blanks(whole);
    if (cell.text.len < whole.len && cell.text.len > 0) note_trimmed(reader, column);
    if (!field->has_doubled_quotes) cell.from += (size_t)(cell.text.bytes - whole.bytes);
    if (!field->has_doubled_quotes) cell.to = cell.from + cell.text.len;
    return cell;
}

/* Places inside the cell are known only where its text stands in the file as it is. */
static void report_cell(TableReader *reader, const RowCell *cell, CellVerdict verdict) {
    if (!csv_report_wants(&reader->report, DIAGNOSTIC_EMPTY_CELL)) return;
    CellAdvice advice = cell_advice(&reader->cells, cell->input, cell->text, verdict);
    bool is_plain = cell->to - cell->from == cell->text.len;
    CsvMessage message = {.code = advice.code,
                          .from = cell->from + (is_plain ? advice.from : 0),
                          .to = is_plain ? cell->from + advice.to : cell->to,
                          .message = advice.message,
                          .hint = advice.hint};
    add(reader, &message);
}

/* [F2.14] All of them begin with one of two bytes. */
static void check_direction(TableReader *reader, const RowCell *cell) {
    if (!memchr(cell->text.bytes, 0xE2, cell->text.len) && !memchr(cell->text.bytes, 0xD8, cell->text.len))
        return;
    uint32_t code_point = 0;
    size_t at = 0;
    for (size_t len; at < cell->text.len; at += len) {
        len = unicode_decode(cell->text, at, &code_point);
        if (len == 0) return; /* cannot be: the file is checked */
        if (len > 1 && unicode_is_bidi_control(code_point)) break;
    }
    if (at == cell->text.len || !csv_report_wants(&reader->report, DIAGNOSTIC_DATA_BIDI)) return;
    Text header = cell_input_header(&reader->plan->inputs[cell->input]);
    CsvMessage message = {.code = DIAGNOSTIC_DATA_BIDI, .from = cell->from, .to = cell->to};
    message.message = text_format(reader->arena, "text direction control U+%04X in column `%.*s`",
                                  (unsigned)code_point, TEXT_ARG(header));
    message.hint = TEXT("delete it: it can make one name look like another");
    add(reader, &message);
}

static void keep_text(TableReader *reader, const RowCell *cell) {
    Block *block = &reader->block;
    block->inputs[cell->input].texts[block->row_count] = block_keep_text(block, cell->text);
}

static void report_total(TableReader *reader, const RowCell *cell) {
    if (!csv_report_wants(&reader->report, DIAGNOSTIC_TOTAL_ROW)) return;
    Text name = csv_report_quoted(reader->arena, cell->text);
    CsvMessage message = {.code = DIAGNOSTIC_TOTAL_ROW, .from = cell->from, .to = cell->to};
    message.message =
        text_format(reader->arena, "%.*s looks like a row of totals, not a unit", TEXT_ARG(name));
    message.hint = TEXT("delete the row if it adds up the others");
    add(reader, &message);
}

/* [F1.19] */
static void report_unknown_unit(TableReader *reader, const RowCell *cell) {
    if (!csv_report_wants(&reader->report, DIAGNOSTIC_UNKNOWN_UNIT)) return;
    Text name = csv_report_quoted(reader->arena, cell->text);
    Text nearest = unit_list_nearest(&reader->units, cell->text);
    CsvMessage message = {.code = DIAGNOSTIC_UNKNOWN_UNIT, .from = cell->from, .to = cell->to};
    message.message = text_format(reader->arena, "unit %.*s is not on the list of the rules", TEXT_ARG(name));
    message.hint = nearest.len > 0 ? text_format(reader->arena, "did you mean `%.*s`?", TEXT_ARG(nearest))
                                   : TEXT("delete the row, or add the unit to `units { ... }` in the rules");
    add(reader, &message);
}

static void note_key_column(TableReader *reader, const RowCell *cell) {
    Block *block = &reader->block;
    if (!block->has_key_columns) return;
    size_t column = csv_report_position(&reader->report, cell->from).column;
    block->key_columns[block->row_count] = column > UINT32_MAX ? UINT32_MAX : (uint32_t)column;
}

static void read_key(TableReader *reader, const RowCell *cell) {
    note_key_column(reader, cell);
    if (cell->text.len > 0 && !unit_list_take(&reader->units, cell->text)) report_unknown_unit(reader, cell);
}

static void read_text(TableReader *reader, const RowCell *cell) {
    PlanInputType type = reader->plan->inputs[cell->input].type;
    check_direction(reader, cell);
    if (type != INPUT_KEY && type != INPUT_NAME) return;
    keep_text(reader, cell);
    if (cell->input == reader->plan->key_input) read_key(reader, cell);
    if (reader->plan->unit_count == 0 && unit_is_total(reader->arena, cell->text)) report_total(reader, cell);
}

/* Its cells are kept, so that the rows behind it stand where they belong, and nothing is said of them. */
static void keep_bare_row(TableReader *reader) {
    for (size_t i = 0; i < reader->header.count; i++) {
        uint32_t input = reader->header.inputs[i];
        if (input == HEADER_NO_INPUT) continue;
        RowCell cell = cell_of(reader, i);
        PlanInputType type = reader->plan->inputs[input].type;
        cell_read(&reader->cells, input, cell.text, &reader->block.inputs[input]);
        if (type == INPUT_KEY || type == INPUT_NAME) keep_text(reader, &cell);
        if (input != reader->plan->key_input) continue;
        note_key_column(reader, &cell);
        unit_list_take(&reader->units, cell.text);
    }
}

static void read_cells(TableReader *reader) {
    BareRow bare = bare_row(reader->plan, &reader->header, &reader->csv);
    if (bare != ROW_OF_UNIT) {
        bare_row_report(bare, &reader->report);
        keep_bare_row(reader);
        return;
    }
    for (size_t i = 0; i < reader->header.count; i++) {
        uint32_t input = reader->header.inputs[i];
        if (input == HEADER_NO_INPUT) continue;
        RowCell cell = cell_of(reader, i);
        PlanInputType type = reader->plan->inputs[input].type;
        CellVerdict verdict = cell_read(&reader->cells, input, cell.text, &reader->block.inputs[input]);
        if (verdict != CELL_GOOD) report_cell(reader, &cell, verdict);
        if (type == INPUT_KEY || type == INPUT_NAME || type == INPUT_TEXT) read_text(reader, &cell);
    }
}

static bool report_limit(TableReader *reader) {
    CsvMessage message = {.code = DIAGNOSTIC_LIMIT_ROWS};
    message.message =
        text_format(reader->arena, "more than %llu rows", (unsigned long long)reader->options->limits.rows);
    message.hint = TEXT("`--limit rows=N` allows more");
    add(reader, &message);
    return false;
}

bool table_row_goes_on(TableReader *reader) {
    const DataInput *input = reader->input;
    if (reader->is_part || reader->rows_seen % TABLE_ROWS_PER_PROGRESS != 0 || !input->progress) return true;
    reader->is_stopped = !input->progress(input->user, reader->rows_seen);
    return !reader->is_stopped;
}

bool table_row(TableReader *reader) {
    Block *block = &reader->block;
    if (csv_is_blank_line(&reader->csv)) {
        note_blank_line(reader);
        return true;
    }
    report_blank_line(reader);
    if (reader->rows_seen == reader->options->limits.rows) return report_limit(reader);
    reader->rows_seen++;
    if (!is_whole(reader)) {
        reader->rows_dropped++;
        return table_row_goes_on(reader);
    }
    if (block->row_count == BLOCK_ROWS) table_row_hand_on(reader);
    block->lines[block->row_count] = reader->csv.record.line;
    read_cells(reader);
    block->row_count++;
    if (block->text_rows < block->row_count) block->text_rows = block->settled_rows = block->row_count;
    return table_row_goes_on(reader);
}

void table_row_fault(TableReader *reader) {
    const CsvRecord *record = &reader->csv.record;
    uint32_t input = record->count > 0 && record->count <= reader->header.count
                         ? reader->header.inputs[record->count - 1]
                         : HEADER_NO_INPUT;
    PlanInputType type = input == HEADER_NO_INPUT ? INPUT_TEXT : reader->plan->inputs[input].type;
    table_row_flush(reader);
    report_blank_line(reader);
    csv_report_fault(&reader->report, type == INPUT_NUMBER || type == INPUT_PERCENT);
}
