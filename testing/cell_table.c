#include "testing/cell_table.h"

#include "base/unicode.h"

#include <string.h>

typedef struct Bytes {
    Text rest;
} Bytes;

static long read_bytes(void *user, char *buffer, size_t size) {
    Bytes *bytes = user;
    size_t len = bytes->rest.len < size ? bytes->rest.len : size;
    if (len > 0) memcpy(buffer, bytes->rest.bytes, len);
    bytes->rest = text_slice(bytes->rest, len, bytes->rest.len);
    return (long)len;
}

static void take_names(CellTable *table, Csv *csv, Arena *arena) {
    table->column_count = csv->record.count;
    table->names = ARENA_ARRAY(arena, Text, table->column_count);
    for (size_t i = 0; i < table->column_count; i++)
        table->names[i] = text_copy(arena, text_trim(csv_text(csv, i)));
}

static CellText cell_of(Csv *csv, size_t field, Arena *arena) {
    Text before = {csv_bytes(csv), csv->record.fields[field].from};
    return (CellText){text_copy(arena, text_trim(csv_text(csv, field))), unicode_count(before) + 1};
}

static void take_row(CellTable *table, Csv *csv, Arena *arena) {
    CellRow row = {ARENA_ARRAY(arena, CellText, table->column_count), csv->record.line};
    for (size_t i = 0; i < table->column_count; i++)
        row.cells[i] = cell_of(csv, i, arena);
    ARENA_PUSH(arena, table->rows, table->row_count, table->row_capacity, row);
}

static bool is_whole(const CellTable *table, const Csv *csv) {
    return csv->record.problem_count == 0 && csv->record.count == table->column_count;
}

CellTable cell_table_read(Text name, Text bytes, const ReadLimits *limits, Arena *arena) {
    Bytes own = {bytes};
    DataInput input = {.name = name, .read = read_bytes, .user = &own};
    Csv csv = csv_new(&input, ',', limits, arena);
    CellTable table = {NULL, 0, NULL, 0, 0, 0};
    (void)csv_open(&csv);
    CsvStatus status = csv_next(&csv);
    if (status == CSV_RECORD && csv.record.problem_count == 0) take_names(&table, &csv, arena);
    for (status = csv_next(&csv); status == CSV_RECORD; status = csv_next(&csv)) {
        if (csv_is_blank_line(&csv) && table.column_count > 1) continue;
        if (is_whole(&table, &csv))
            take_row(&table, &csv, arena);
        else if (table.bad_line == 0)
            table.bad_line = csv.record.line;
    }
    if (status != CSV_END && table.bad_line == 0) table.bad_line = csv.line;
    return table;
}
