#include "runtime/results/result_table.h"

#include "base/unicode.h"
#include "runtime/results/result_cell.h"
#include "runtime/results/result_summary.h"

typedef struct TableWriter {
    Result *result;
    ResultSink sink;
    size_t *widths;      /* per column, in columns of the terminal */
    bool *numbers;       /* per column: aligned to the right */
    size_t column_count; /* those that fit */
    bool showed_not_applicable, showed_missing;
} TableWriter;

enum { COLUMN_GAP = 2 };

static const char *header_of(const ResultColumn *column) {
    return column->what == SHOW_POINTS_OF_MAX ? "points/max" : NULL;
}

static Text header_text(const TableWriter *writer, size_t at) {
    const ResultColumn *column = &writer->result->columns[at];
    const char *own = header_of(column);
    return own ? text_from(own) : result_safe_text(writer->result, column->header);
}

static Text cell_text(const TableWriter *writer, size_t at, uint32_t row, ValueText *value) {
    *value = result_text(writer->result, &writer->result->columns[at], row, false);
    switch (value->state) {
    case STATE_VALUE: return value->is_foreign ? result_safe_text(writer->result, value->text) : value->text;
    case STATE_NOT_APPLICABLE: return TEXT("–");
    case STATE_MISSING:
    case STATE_UNDEFINED: return TEXT("?");
    }
    return (Text){"", 0};
}

static void measure_row(TableWriter *writer, uint32_t row) {
    for (size_t i = 0; i < writer->column_count; i++) {
        ValueText value;
        size_t width = unicode_width(cell_text(writer, i, row, &value));
        if (width > writer->widths[i]) writer->widths[i] = width;
        if (value.is_number) writer->numbers[i] = true;
        if (value.state == STATE_NOT_APPLICABLE) writer->showed_not_applicable = true;
        if (value.state == STATE_MISSING || value.state == STATE_UNDEFINED) writer->showed_missing = true;
    }
    arena_reset(writer->result->scratch);
}

static void measure(TableWriter *writer) {
    const Result *result = writer->result;
    for (size_t i = 0; i < writer->column_count; i++)
        writer->widths[i] = unicode_width(header_text(writer, i));
    for (size_t i = 0; i < result->row_count; i++)
        measure_row(writer, result->rows[i]);
}

/* [F3.4] The place, who it is and the first index stay, whatever the width. */
static bool is_least(const Result *result, const ResultColumn *column) {
    return column->what == SHOW_INPUT ||
           (column->what == SHOW_VALUE && column->output == result->first_index);
}

static size_t least_columns(const Result *result) {
    size_t least = 1;
    for (size_t i = 0; i < result->column_count; i++)
        if (is_least(result, &result->columns[i])) least = i + 1;
    return least;
}

static void fit(TableWriter *writer) {
    const Result *result = writer->result;
    if (result->options.width == 0 || result->options.column_count > 0) return;
    size_t least = least_columns(result), fitting = 0, width = 0;
    while (fitting < result->column_count) {
        width += writer->widths[fitting] + (fitting > 0 ? COLUMN_GAP : 0);
        if (width > result->options.width && fitting >= least) break;
        fitting++;
    }
    writer->column_count = fitting;
}

static void start_style(TableWriter *writer, const char *style) {
    if (writer->result->options.colour) sink_add(&writer->sink, text_from(style));
}

static void end_style(TableWriter *writer) {
    if (writer->result->options.colour) sink_add(&writer->sink, TEXT("\x1b[0m"));
}

/* No line ends in blanks: `is_last` needs no padding behind it. */
static void write_cell(TableWriter *writer, size_t at, Text text) {
    bool is_last = at + 1 == writer->column_count;
    size_t width = unicode_width(text);
    size_t padding = writer->widths[at] > width ? writer->widths[at] - width : 0;
    if (at > 0) sink_add_repeated(&writer->sink, TEXT(" "), COLUMN_GAP);
    if (writer->numbers[at]) sink_add_repeated(&writer->sink, TEXT(" "), padding);
    sink_add(&writer->sink, text);
    if (!writer->numbers[at] && !is_last) sink_add_repeated(&writer->sink, TEXT(" "), padding);
}

static void write_headers(TableWriter *writer) {
    start_style(writer, "\x1b[1m");
    for (size_t i = 0; i < writer->column_count; i++)
        write_cell(writer, i, header_text(writer, i));
    end_style(writer);
    sink_add_char(&writer->sink, '\n');
}

static void write_row(TableWriter *writer, uint32_t row) {
    for (size_t i = 0; i < writer->column_count; i++) {
        ValueText value;
        write_cell(writer, i, cell_text(writer, i, row, &value));
    }
    sink_add_char(&writer->sink, '\n');
    arena_reset(writer->result->scratch);
}

static void write_rows(TableWriter *writer, size_t from, size_t count) {
    if (count == 0) return;
    write_headers(writer);
    for (size_t i = 0; i < count && !writer->sink.failed; i++)
        write_row(writer, writer->result->rows[from + i]);
    sink_add_char(&writer->sink, '\n');
}

static void write_list_title(TableWriter *writer, const ResultList *list) {
    if (list->title.len == 0) return;
    start_style(writer, "\x1b[1m");
    sink_add(&writer->sink, result_safe_text(writer->result, list->title));
    end_style(writer);
    sink_add_char(&writer->sink, '\n');
}

static void write_title(TableWriter *writer) {
    const Plan *plan = writer->result->plan;
    start_style(writer, "\x1b[1m");
    sink_add(&writer->sink, result_safe_text(writer->result, plan->title));
    end_style(writer);
    sink_add_char(&writer->sink, '\n');
    sink_add(&writer->sink, text_format(writer->result->scratch, "%lld", (long long)plan->year));
    if (plan->issued.len > 0) {
        sink_add(&writer->sink, TEXT(" · "));
        sink_add(&writer->sink, result_safe_text(writer->result, plan->issued));
    }
    sink_add(&writer->sink, TEXT("\n\n"));
}

/* In the order of the file the units stand in one table; the summaries of the lists follow. */
static void write_in_data_order(TableWriter *writer) {
    const Result *result = writer->result;
    write_rows(writer, 0, result->row_count);
    for (size_t i = 0; i < result->list_count; i++) {
        if (i > 0) sink_add_char(&writer->sink, '\n');
        write_list_title(writer, &result->lists[i]);
        result_summary_write(result, &result->lists[i], &writer->sink);
    }
}

static void write_in_rank_order(TableWriter *writer) {
    const Result *result = writer->result;
    for (size_t i = 0; i < result->list_count; i++) {
        const ResultList *list = &result->lists[i];
        if (i > 0) sink_add_char(&writer->sink, '\n');
        write_list_title(writer, list);
        write_rows(writer, list->shown_from, list->shown);
        result_summary_write(result, list, &writer->sink);
    }
}

static void write_left_out(TableWriter *writer) {
    const Result *result = writer->result;
    if (writer->column_count == result->column_count) return;
    sink_add(&writer->sink, TEXT("\nnot shown for want of width:"));
    for (size_t i = writer->column_count; i < result->column_count; i++) {
        sink_add(&writer->sink, i > writer->column_count ? TEXT(", ") : TEXT(" "));
        sink_add(&writer->sink, header_text(writer, i));
    }
    sink_add(&writer->sink, TEXT("; --columns chooses, --format csv has all\n"));
}

static void write_legend(TableWriter *writer) {
    if (!writer->showed_not_applicable && !writer->showed_missing) return;
    sink_add_char(&writer->sink, '\n');
    if (writer->showed_not_applicable) sink_add(&writer->sink, TEXT("– not applicable"));
    if (writer->showed_not_applicable && writer->showed_missing) sink_add(&writer->sink, TEXT("   "));
    if (writer->showed_missing) sink_add(&writer->sink, TEXT("? missing"));
    sink_add_char(&writer->sink, '\n');
}

/* [E8.6] */
static void write_fingerprint(TableWriter *writer) {
    Text fingerprint = writer->result->options.fingerprint;
    if (fingerprint.len == 0) return;
    sink_add(&writer->sink, TEXT("\nFingerprint "));
    sink_add(&writer->sink, fingerprint);
    sink_add_char(&writer->sink, '\n');
}

bool result_write_table(Result *result, const Output *output) {
    TableWriter writer = {
        .result = result,
        .sink = sink_new(result->arena, output),
        .widths = ARENA_ARRAY(result->arena, size_t, result->column_count + 1),
        .numbers = ARENA_ARRAY(result->arena, bool, result->column_count + 1),
        .column_count = result->column_count,
    };
    measure(&writer);
    fit(&writer);
    write_title(&writer);
    if (result->options.data_order)
        write_in_data_order(&writer);
    else
        write_in_rank_order(&writer);
    if (result->list_count == 0) sink_add(&writer.sink, TEXT("0 units\n"));
    write_left_out(&writer);
    write_legend(&writer);
    write_fingerprint(&writer);
    return sink_close(&writer.sink);
}
