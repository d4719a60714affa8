#include "evidence/basis/submitted.h"

#include "runtime/reading/header.h"

#include <string.h>

struct Submitted {
    const Scored *scored;
    Csv csv;
    Header header;
    Text rest;     /* of the file, from the line at hand on */
    uint64_t line; /* at hand */
};

static long nothing(void *user, char *buffer, size_t size) {
    (void)user;
    (void)buffer;
    (void)size;
    return 0;
}

static const DataInput no_input = {.read = nothing};

/* The data was read before, within its limits and without an error. */
static const ReadLimits no_limits = {UINT64_MAX, UINT64_MAX, SIZE_MAX, SIZE_MAX};

static void to_start(Submitted *submitted) {
    submitted->rest = submitted->scored->bytes;
    submitted->line = 1;
    if (text_starts_with(submitted->rest, TEXT("\xEF\xBB\xBF")))
        submitted->rest = text_slice(submitted->rest, 3, submitted->rest.len);
}

static size_t line_size(Text rest) {
    const char *end = rest.len > 0 ? memchr(rest.bytes, '\n', rest.len) : NULL;
    return end ? (size_t)(end - rest.bytes) + 1 : rest.len;
}

static void to_line(Submitted *submitted, uint64_t line) {
    if (line < submitted->line) to_start(submitted);
    for (; submitted->line < line && submitted->rest.len > 0; submitted->line++)
        submitted->rest = text_slice(submitted->rest, line_size(submitted->rest), submitted->rest.len);
}

/* The record at hand, whose lines end before line `end`; 0: not known. */
static void read_record(Submitted *submitted, uint64_t end) {
    Text record = submitted->rest;
    uint64_t line = submitted->line;
    if (end > 0) {
        to_line(submitted, end);
        record.len -= submitted->rest.len;
    }
    memcpy(data_bytes_room(&submitted->csv.data, record.len), record.bytes, record.len);
    data_bytes_set(&submitted->csv.data, record.len, 0);
    csv_restart(&submitted->csv, line);
    csv_next(&submitted->csv);
}

static void read_header(Submitted *submitted, Arena *arena) {
    const Scored *scored = submitted->scored;
    CsvReport report = {&submitted->csv, scored->table->file, arena, diagnostics_new(arena)};
    to_line(submitted, scored->header_row > 1 ? scored->header_row : 1);
    read_record(submitted, table_line(scored->table, 0));
    header_read(scored->plan, &report, &submitted->header);
}

Submitted *submitted_new(const Scored *scored, Arena *arena) {
    Submitted *submitted = ARENA_NEW(arena, Submitted);
    submitted->scored = scored;
    submitted->csv = csv_new(&no_input, scored->plan->dialect.separator, &no_limits, arena);
    to_start(submitted);
    read_header(submitted, arena);
    return submitted;
}

void submitted_go(Submitted *submitted, size_t row) {
    const Table *table = submitted->scored->table;
    to_line(submitted, table_line(table, row));
    read_record(submitted, row + 1 < table->row_count ? table_line(table, row + 1) : 0);
}

SubmittedCell submitted_cell(Submitted *submitted, uint32_t input) {
    size_t column = submitted->header.columns[input];
    return (SubmittedCell){submitted->csv.record.line, column + 1, submitted->header.names[column],
                           csv_text(&submitted->csv, column)};
}
