#include "runtime/result_csv.h"

#include "runtime/csv_field.h"
#include "runtime/result_cell.h"
#include "runtime/result_field.h"

#include <string.h>

typedef struct CsvWriter {
    Result *result;
    ResultSink sink;
    CsvStyle style;
    ResultField *fields; /* per column */
} CsvWriter;

static void convert_labels(const CsvWriter *writer, ResultField *field) {
    CsvStyle style = {writer->style.separator, writer->style.guards && field->is_foreign};
    Text *labels = ARENA_ARRAY(writer->result->arena, Text, field->label_count + 1);
    for (size_t i = 0; i < field->label_count; i++)
        labels[i] = csv_field(writer->result->arena, field->labels[i], &style);
    field->labels = labels;
}

static void prepare_fields(CsvWriter *writer) {
    const Result *result = writer->result;
    writer->fields = ARENA_ARRAY(result->arena, ResultField, result->column_count + 1);
    for (size_t i = 0; i < result->column_count; i++) {
        writer->fields[i] = result_field(result, &result->columns[i], result->options.raw_csv);
        if (writer->fields[i].kind == FIELD_LABEL) convert_labels(writer, &writer->fields[i]);
    }
}

/* What is at hand ends at `out`: there, or in an emptied buffer, is room for more. */
static char *room_at(CsvWriter *writer, char *out, size_t room) {
    if (SINK_SIZE - (size_t)(out - writer->sink.bytes) >= room) return out;
    sink_end(&writer->sink, out);
    return sink_room(&writer->sink, room);
}

static char *write_long(CsvWriter *writer, char *out, Text text) {
    sink_end(&writer->sink, out);
    sink_add(&writer->sink, text);
    return sink_room(&writer->sink, 0);
}

static char *write_text(CsvWriter *writer, char *out, Text text, const CsvStyle *style) {
    size_t room = csv_field_room(text);
    if (room > SINK_SIZE) return write_long(writer, out, csv_field(writer->result->scratch, text, style));
    return csv_field_write(room_at(writer, out, room), text, style);
}

static char *write_carefully(CsvWriter *writer, char *out, size_t column, uint32_t row) {
    const Result *result = writer->result;
    ValueText value = result_text(result, &result->columns[column], row, result->options.raw_csv);
    CsvStyle style = {writer->style.separator, writer->style.guards && value.is_foreign};
    out = write_text(writer, out, value.text, &style);
    arena_reset(result->scratch);
    return out;
}

static char *write_label(CsvWriter *writer, char *out, Text label) {
    if (label.len > SINK_SIZE) return write_long(writer, out, label);
    out = room_at(writer, out, label.len);
    memcpy(out, label.bytes, label.len);
    return out + label.len;
}

/* There is room for CELL_TEXT_ROOM bytes. NULL: not an ordinary cell, and nothing has moved. */
static char *write_cell(CsvWriter *writer, char *out, const ResultField *field, Cell cell) {
    if (cell_state(cell) != STATE_VALUE) return out; /* [F4.4] */
    if (cell_is_large(cell)) return NULL;
    if (field->kind == FIELD_LABEL) {
        const Text *label = result_field_label(field, cell);
        return label ? write_label(writer, out, *label) : NULL;
    }
    if (field->kind == FIELD_NUMBER) return cell_text_write(out, cell, &field->style);
    return cell_text_write_date(out, cell) ? out + 10 : NULL;
}

static char *write_field(CsvWriter *writer, char *out, size_t column, size_t at, uint32_t row) {
    const ResultField *field = &writer->fields[column];
    if (field->kind == FIELD_TEXT) return write_text(writer, out, field->gathered_texts[at], &writer->style);
    out = room_at(writer, out, CELL_TEXT_ROOM);
    char *end = field->kind == FIELD_CAREFUL ? NULL : write_cell(writer, out, field, field->gathered[at]);
    return end ? end : write_carefully(writer, out, column, row);
}

/* A separator stands before each field but the first, a line end behind the last one. */
static char *write_mark(CsvWriter *writer, char *out, char mark) {
    out = room_at(writer, out, 1);
    *out = mark;
    return out + 1;
}

static void write_units(CsvWriter *writer, const uint32_t *rows, size_t count) {
    size_t columns = writer->result->column_count;
    char *out = sink_room(&writer->sink, 0);
    for (size_t i = 0; i < columns; i++)
        result_field_gather(&writer->fields[i], rows, count);
    for (size_t i = 0; i < count; i++) {
        for (size_t column = 0; column < columns; column++) {
            if (column > 0) out = write_mark(writer, out, writer->style.separator);
            out = write_field(writer, out, column, i, rows[i]);
        }
        out = write_mark(writer, out, '\n');
    }
    sink_end(&writer->sink, out);
}

static void write_header(CsvWriter *writer) {
    const Result *result = writer->result;
    char *out = sink_room(&writer->sink, 0);
    for (size_t i = 0; i < result->column_count; i++) {
        if (i > 0) out = write_mark(writer, out, writer->style.separator);
        out = write_text(writer, out, result->columns[i].header, &writer->style);
    }
    sink_end(&writer->sink, write_mark(writer, out, '\n'));
}

bool result_write_csv(Result *result, const Output *output) {
    CsvStyle style = {result->options.vietnamese ? ';' : ',', !result->options.raw_csv};
    CsvWriter writer = {result, sink_new(result->arena, output), style, NULL};
    prepare_fields(&writer);
    write_header(&writer);
    for (size_t at = 0; at < result->row_count && !writer.sink.failed; at += FIELD_ROWS) {
        size_t rest = result->row_count - at;
        write_units(&writer, result->rows + at, rest < FIELD_ROWS ? rest : FIELD_ROWS);
    }
    return sink_close(&writer.sink);
}
