#include "runtime/results/result_csv_rows.h"

#include "runtime/results/result_cell.h"
#include "runtime/results/result_short.h"

#include <string.h>

/* The fields of one column in the rows at hand. */
typedef struct CsvTexts {
    bool is_short;
    char end;              /* behind the others */
    ShortTexts shorts;     /* with what stands behind them */
    Text texts[ITEM_ROWS]; /* otherwise; TEXT_SLACK bytes from where each begins can be read */
    char *room;            /* of texts that were made of numbers; NULL until there are any */
} CsvTexts;

struct CsvWriter {
    const CsvRows *rows;
    Result result; /* with arena and numbers of this writer */
    CsvTexts *texts;
    ResultItems items;
    char *bytes;
    size_t len, capacity;
};

/* ---- what all writers share */

/* As it stands in the file, with TEXT_SLACK. */
static Text converted(Arena *arena, Text text, const CsvStyle *style) {
    char *bytes = arena_alloc(arena, csv_field_room(text) + TEXT_SLACK);
    return (Text){bytes, (size_t)(csv_field_write(bytes, text, style) - bytes)};
}

static void convert_labels(const CsvRows *rows, Arena *arena, ResultField *field) {
    CsvStyle style = {rows->style.separator, rows->style.guards && field->is_foreign};
    Text *labels = ARENA_ARRAY(arena, Text, field->label_count + 1);
    for (size_t i = 0; i < field->label_count; i++)
        labels[i] = converted(arena, field->labels[i], &style);
    field->labels = labels;
}

static Text make_header(const CsvRows *rows, Arena *arena) {
    TextBuilder header = text_builder(arena);
    for (size_t i = 0; i < rows->column_count; i++) {
        text_builder_add(&header, csv_field(arena, rows->columns[i].column->header, &rows->style));
        text_builder_add_char(&header, rows->columns[i].end);
    }
    if (rows->column_count == 0) text_builder_add_char(&header, '\n');
    return text_builder_text(&header);
}

CsvRows csv_rows_new(const Result *result, Arena *arena) {
    CsvRows rows = {.result = result,
                    .style = {result->options.vietnamese ? ';' : ',', !result->options.raw_csv},
                    .columns = ARENA_ARRAY(arena, CsvColumn, result->column_count + 1),
                    .column_count = result->column_count,
                    .path = machine_best()};
    for (size_t i = 0; i < result->column_count; i++) {
        const ResultColumn *column = &result->columns[i];
        char end = i + 1 < result->column_count ? rows.style.separator : '\n';
        rows.columns[i] = (CsvColumn){result_field(result, column, result->options.raw_csv), column, end};
        if (rows.columns[i].field.kind == FIELD_LABEL) convert_labels(&rows, arena, &rows.columns[i].field);
    }
    rows.header = make_header(&rows, arena);
    return rows;
}

/* ---- any cell */

static const char nothing[TEXT_SLACK] = {0};

static Text careful_text(CsvWriter *writer, const CsvColumn *column, uint32_t row) {
    const Result *result = &writer->result;
    ValueText value = result_text(result, column->column, row, result->options.raw_csv);
    CsvStyle style = {writer->rows->style.separator, writer->rows->style.guards && value.is_foreign};
    return converted(result->scratch, value.text, &style);
}

/* Room for the text of row `i` where it is made of a number. */
static char *number_room(CsvWriter *writer, CsvTexts *texts, size_t i) {
    if (!texts->room) texts->room = arena_alloc(writer->result.arena, ITEM_ROWS * CELL_TEXT_ROOM);
    return texts->room + i * CELL_TEXT_ROOM;
}

static Text text_of_cell(CsvWriter *writer, const CsvColumn *column, CsvTexts *texts, size_t i,
                         uint32_t row) {
    const ResultField *field = &column->field;
    Cell cell = item_source_cell(&field->source, row);
    if (cell_state(cell) != STATE_VALUE) return (Text){nothing, 0}; /* [F4.4] */
    if (cell_is_large(cell)) return careful_text(writer, column, row);
    if (field->kind == FIELD_LABEL) {
        const Text *label = result_field_label(field, cell);
        return label ? *label : careful_text(writer, column, row);
    }
    char *out = number_room(writer, texts, i);
    if (field->kind == FIELD_NUMBER)
        return (Text){out, (size_t)(cell_text_write(out, cell, &field->style) - out)};
    return cell_text_write_date(out, cell) ? (Text){out, 10} : careful_text(writer, column, row);
}

/* ---- the columns of the rows at hand; each returns how many bytes its fields may need */

static size_t prepare_cells(CsvWriter *writer, const CsvColumn *column, CsvTexts *texts,
                            const ItemSpan *span) {
    size_t bytes = 0;
    for (size_t i = span->begin; i < span->end; i++) {
        uint32_t row = item_span_row(span, i);
        texts->texts[i] = column->field.kind == FIELD_CAREFUL ? careful_text(writer, column, row)
                                                              : text_of_cell(writer, column, texts, i, row);
        bytes += texts->texts[i].len + 1;
    }
    return bytes;
}

static size_t prepare_numbers(CsvWriter *writer, const CsvColumn *column, CsvTexts *texts,
                              const ItemSpan *span) {
    texts->is_short = result_items_load(&writer->items, &column->field.source, span) &&
                      result_short_write(&writer->items, &column->field.style, column->end,
                                         writer->rows->path, &texts->shorts);
    return texts->is_short ? sizeof(uint64_t) * ITEM_ROWS : prepare_cells(writer, column, texts, span);
}

static size_t prepare_labels(CsvWriter *writer, const CsvColumn *column, CsvTexts *texts,
                             const ItemSpan *span) {
    const ResultField *field = &column->field;
    if (!result_items_load(&writer->items, &field->source, span) || writer->items.decimals != 0)
        return prepare_cells(writer, column, texts, span);
    size_t bytes = 0;
    for (size_t i = span->begin; i < span->end; i++) {
        uint32_t label = (uint32_t)writer->items.numbers[i];
        texts->texts[i] = label < field->label_count
                              ? field->labels[label]
                              : text_of_cell(writer, column, texts, i, item_span_row(span, i));
        bytes += texts->texts[i].len + 1;
    }
    return bytes;
}

static size_t prepare_texts(CsvWriter *writer, const CsvColumn *column, CsvTexts *texts,
                            const ItemSpan *span) {
    const CsvStyle *style = &writer->rows->style;
    size_t bytes = 0;
    for (size_t i = span->begin; i < span->end; i++) {
        Text *text = &texts->texts[i];
        *text = text_column_get(column->field.texts, item_span_row(span, i));
        if (!csv_field_is_plain(*text, style)) *text = converted(writer->result.scratch, *text, style);
        bytes += text->len + 1;
    }
    return bytes;
}

static size_t prepare(CsvWriter *writer, const CsvColumn *column, CsvTexts *texts, const ItemSpan *span) {
    texts->is_short = false;
    switch (column->field.kind) {
    case FIELD_NUMBER: return prepare_numbers(writer, column, texts, span);
    case FIELD_LABEL: return prepare_labels(writer, column, texts, span);
    case FIELD_TEXT: return prepare_texts(writer, column, texts, span);
    case FIELD_DATE:
    case FIELD_CAREFUL: break;
    }
    return prepare_cells(writer, column, texts, span);
}

/* ---- the rows */

static inline char *put_short(char *out, const ShortTexts *shorts, size_t i) {
    uint64_t bytes = shorts->bytes[i];
    if (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__) bytes = __builtin_bswap64(bytes);
    memcpy(out, &bytes, sizeof bytes);
    return out + shorts->lens[i];
}

/* Short texts are copied with what stands behind them, which is overwritten. */
static inline char *put_text(char *out, Text text, char end) {
    memcpy(out, text.bytes, TEXT_SLACK);
    if (text.len > TEXT_SLACK) memcpy(out + TEXT_SLACK, text.bytes + TEXT_SLACK, text.len - TEXT_SLACK);
    out[text.len] = end;
    return out + text.len + 1;
}

/* There is room for all, and for TEXT_SLACK bytes more. */
static char *put_row(char *out, const CsvTexts *texts, size_t count, size_t i) {
    for (size_t k = 0; k < count; k++)
        out = texts[k].is_short ? put_short(out, &texts[k].shorts, i)
                                : put_text(out, texts[k].texts[i], texts[k].end);
    if (count == 0) *out++ = '\n';
    return out;
}

static void reserve(CsvWriter *writer, size_t room) {
    size_t needed = writer->len + room + TEXT_SLACK;
    if (needed <= writer->capacity) return;
    size_t capacity = needed > 2 * writer->capacity ? needed : 2 * writer->capacity;
    writer->bytes = arena_grow(writer->result.arena, writer->bytes, writer->len, capacity, 1);
    writer->capacity = capacity;
}

/* `behind`: the place of the first row behind the span. */
static void add_span(CsvWriter *writer, const ItemSpan *span, size_t behind) {
    size_t room = ITEM_ROWS;
    for (size_t k = 0; k < writer->rows->column_count; k++) {
        const CsvColumn *column = &writer->rows->columns[k];
        result_field_ask(&column->field, &writer->result, behind);
        room += prepare(writer, column, &writer->texts[k], span);
    }
    reserve(writer, room);
    char *out = writer->bytes + writer->len;
    for (size_t i = span->begin; i < span->end; i++)
        out = put_row(out, writer->texts, writer->rows->column_count, i);
    writer->len = (size_t)(out - writer->bytes);
    arena_reset(writer->result.scratch);
}

CsvWriter *csv_writer_new(const CsvRows *rows, Arena *arena, Arena *scratch, NumberContext *numbers) {
    CsvWriter *writer = ARENA_NEW(arena, CsvWriter);
    writer->rows = rows;
    writer->result = *rows->result;
    writer->result.arena = arena;
    writer->result.scratch = scratch;
    writer->result.numbers = numbers;
    writer->texts = arena_alloc(arena, (rows->column_count + 1) * sizeof *writer->texts);
    for (size_t k = 0; k < rows->column_count; k++)
        writer->texts[k].room = NULL, writer->texts[k].end = rows->columns[k].end;
    return writer;
}

size_t csv_writer_add(CsvWriter *writer, size_t from, size_t count) {
    for (size_t at = from, to = from + count; at < to;) {
        ItemSpan span = result_field_span(&writer->result, at, to);
        at += span.end - span.begin;
        add_span(writer, &span, at);
    }
    return writer->len;
}

Text csv_writer_take(CsvWriter *writer) {
    Text text = {writer->bytes, writer->len};
    writer->len = 0;
    return text;
}
