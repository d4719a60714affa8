#include "runtime/result_csv.h"

#include "base/unicode.h"
#include "runtime/result_cell.h"

#include <string.h>

typedef struct CsvWriter {
    Result *result;
    ResultSink sink;
    char separator;
} CsvWriter;

/* [F4.6] What a spreadsheet would take for a formula; full-width forms of the signs included. */
static bool looks_like_formula(Text text) {
    uint32_t first = 0;
    if (unicode_decode(text, 0, &first) == 0) return false;
    switch (first) {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r':
    case '\0':
    case 0xFF1D:
    case 0xFF0B:
    case 0xFF0D:
    case 0xFF20: return true;
    }
    return false;
}

static bool needs_quotes(const CsvWriter *writer, Text text) {
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.bytes[i];
        if (byte == writer->separator || byte == '"' || byte == '\n' || byte == '\r') return true;
    }
    return false;
}

static void write_quoted(ResultSink *sink, Text text) {
    while (text.len > 0) {
        const char *quote = memchr(text.bytes, '"', text.len);
        size_t part = quote ? (size_t)(quote - text.bytes) + 1 : text.len;
        sink_add(sink, text_slice(text, 0, part));
        if (quote) sink_add_char(sink, '"');
        text = text_slice(text, part, text.len);
    }
}

static void write_field(CsvWriter *writer, ValueText value) {
    bool guard = value.is_foreign && !writer->result->options.raw_csv && looks_like_formula(value.text);
    bool quote = needs_quotes(writer, value.text);
    if (quote) sink_add_char(&writer->sink, '"');
    if (guard) sink_add_char(&writer->sink, '\'');
    if (quote)
        write_quoted(&writer->sink, value.text);
    else
        sink_add(&writer->sink, value.text);
    if (quote) sink_add_char(&writer->sink, '"');
}

static void write_header(CsvWriter *writer) {
    const Result *result = writer->result;
    for (size_t i = 0; i < result->column_count; i++) {
        if (i > 0) sink_add_char(&writer->sink, writer->separator);
        write_field(writer, value_foreign(result->columns[i].header));
    }
    sink_add_char(&writer->sink, '\n');
}

static void write_row(CsvWriter *writer, uint32_t row) {
    const Result *result = writer->result;
    for (size_t i = 0; i < result->column_count; i++) {
        if (i > 0) sink_add_char(&writer->sink, writer->separator);
        write_field(writer, result_text(result, &result->columns[i], row, result->options.raw_csv));
    }
    sink_add_char(&writer->sink, '\n');
    arena_reset(result->scratch);
}

bool result_write_csv(Result *result, const Output *output) {
    CsvWriter writer = {result, sink_new(result->arena, output), result->options.vietnamese ? ';' : ','};
    write_header(&writer);
    for (size_t i = 0; i < result->row_count && !writer.sink.failed; i++)
        write_row(&writer, result->rows[i]);
    return sink_close(&writer.sink);
}
