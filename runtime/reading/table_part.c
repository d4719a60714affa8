#include "runtime/reading/table_part.h"

static void start_table(TablePart *part) {
    arena_reset(part->rows);
    part->table = table_new(part->reader->plan, (Text){"", 0}, part->kept, part->rows);
}

/* What a part reads is put before it; it must not ask for more. */
static long read_nothing(void *user, char *buffer, size_t size) {
    (void)user, (void)buffer, (void)size;
    return 0;
}

TablePart *table_part_new(const TableReader *whole, const bool *kept, NumberContext *numbers,
                          Diagnostics *diagnostics, Arena *arena) {
    TablePart *part = ARENA_NEW(arena, TablePart);
    part->input = (DataInput){.name = whole->input->name, .read = read_nothing};
    TableReader *reader = table_reader_new(whole->plan, &part->input, whole->options, numbers, diagnostics,
                                           &part->table, arena);
    part->kept = kept;
    part->categories = ARENA_ARRAY(arena, CategoryNumbers, whole->plan->input_count + 1);
    part->rows = arena_new(arena_memory(arena));
    part->room = block_column_new(arena, arena);
    part->reader = reader;
    reader->is_part = true;
    reader->header = whole->header;
    reader->csv.is_crlf = whole->csv.is_crlf;
    reader->csv.has_line_end = whole->csv.has_line_end;
    reader->block.has_key_columns = whole->block.has_key_columns;
    start_table(part);
    return part;
}

void table_part_free(TablePart *part) {
    table_reader_free(part->reader);
    arena_free(part->rows);
}

static bool has_messages(const TableReader *reader) {
    return diagnostics_error_count(reader->diagnostics) + diagnostics_warning_count(reader->diagnostics) > 0;
}

/* Nothing is known that only the end of the file would tell, and nothing was said. */
static bool is_plain(const TableReader *reader) {
    return reader->csv.status == CSV_END && !has_messages(reader) && !reader->has_blank_line &&
           reader->trailing.count == 0 && reader->rows_dropped == 0 && reader->csv.mixed_line == 0 &&
           reader->table->blank_trimmed == 0;
}

bool table_part_read(TablePart *part, const RowChunk *chunk) {
    TableReader *reader = part->reader;
    if (!chunk->is_cut) return false;
    data_bytes_set(&reader->csv.data, chunk->bytes.len, chunk->offset);
    csv_restart(&reader->csv, chunk->line);
    bool is_read = table_read_rows(reader);
    table_row_hand_on(reader);
    return is_read && is_plain(reader);
}

/* ---- joining */

/* A category has the number that it has in the order of the whole file. */
static void number_categories(TablePart *part, TableReader *whole, uint32_t input) {
    const TextIndex *own = &part->reader->cells.inputs[input].categories;
    CategoryNumbers *numbers = &part->categories[input];
    for (size_t i = numbers->count; i < own->count; i++) {
        uint32_t number =
            cell_reader_category(&whole->cells, input, own->texts[i], &whole->block.inputs[input]);
        ARENA_PUSH(part->reader->arena, numbers->items, numbers->count, numbers->capacity, number);
        numbers->are_others = numbers->are_others || number != i;
    }
}

static void join_categories(TablePart *part, TableReader *whole, uint32_t input) {
    Column *values = &part->table.columns[input].values;
    const CategoryNumbers *numbers = &part->categories[input];
    number_categories(part, whole, input);
    for (size_t row = 0; row < values->count && numbers->are_others; row++) {
        Cell cell = column_cell(values, row);
        if (cell_state(cell) == STATE_VALUE)
            column_set(values, row, cell_from_decimal(numbers->items[cell_mantissa(cell)], 0));
    }
    whole->table->columns[input].categories = whole->block.inputs[input].categories;
}

/* The progress callback is told of rows as often as by one reader. */
static void count_rows(TableReader *whole, size_t rows) {
    size_t before = whole->rows_seen / TABLE_ROWS_PER_PROGRESS;
    whole->rows_seen += rows;
    if (whole->rows_seen / TABLE_ROWS_PER_PROGRESS > before && whole->input->progress)
        whole->is_stopped = !whole->input->progress(whole->input->user, whole->rows_seen);
}

bool table_part_join(TablePart *part, TableReader *whole) {
    const Plan *plan = whole->plan;
    if (part->table.row_count > whole->options->limits.rows - whole->rows_seen) return false;
    for (uint32_t i = 0; i < plan->input_count; i++)
        if (plan->inputs[i].type == INPUT_TEXT) join_categories(part, whole, i);
    key_set_add(&whole->keys, part->reader->hashes, part->reader->hash_count);
    part->reader->hash_count = 0;
    unit_list_join(&whole->units, &part->reader->units);
    count_rows(whole, part->table.row_count);
    table_join(whole->table, &part->table, &part->room);
    start_table(part);
    return true;
}
