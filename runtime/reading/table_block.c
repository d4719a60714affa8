#include "runtime/reading/table_block.h"

#include <string.h>

/* A piece and its places stay in the nearest caches, but for wide rows: cells of one column are put away
 * sixteen rows at a time. */
enum { SMALLEST_PIECE = 1 << 10, PIECE = 16 << 10, LEAST_ROWS = 32 };

/* A path that the machine cannot take is replaced by one that it can. */
static MachinePath machine_path(ReadPath path) {
    MachinePath best = machine_best();
    switch (path) {
    case READ_FASTEST:
    case READ_ROW_BY_ROW:
    case READ_AVX512: return best;
    case READ_PLAIN: return MACHINE_PLAIN;
    case READ_AVX2: return machine_has(MACHINE_AVX2) ? MACHINE_AVX2 : MACHINE_PLAIN;
    }
    return best;
}

TableBlocks *table_blocks_new(TableReader *reader) {
    const Header *header = &reader->header;
    TableBlocks *blocks = ARENA_NEW(reader->arena, TableBlocks);
    *blocks = (TableBlocks){
        .reader = reader,
        .index = csv_index_new(reader->arena, reader->csv.separator, machine_path(reader->options->path)),
        .columns = ARENA_ARRAY(reader->arena, CellQuick, header->count),
        .piece = SMALLEST_PIECE, /* until categories are known */
        .marks = arena_alloc(reader->arena, BLOCK_ROWS)};
    for (size_t i = 0; i < header->count; i++)
        if (header->inputs[i] != HEADER_NO_INPUT)
            blocks->columns[i] = cell_quick_new(&reader->cells, header->inputs[i]);
    blocks->cells = cell_rows_new(&reader->cells, blocks->columns, header->count, blocks->index.path);
    return blocks;
}

/* ---- which rows */

static size_t smaller(uint64_t a, uint64_t b) {
    return (size_t)(a < b ? a : b);
}

/* Up to the end of the block, to the limit of rows and to the next call of the progress callback. */
static CsvRowShape shape_of(const TableBlocks *blocks) {
    const TableReader *reader = blocks->reader;
    uint64_t limit = reader->options->limits.rows - reader->rows_seen;
    size_t room = BLOCK_ROWS - reader->block.row_count;
    uint64_t to_progress = TABLE_ROWS_PER_PROGRESS - reader->rows_seen % TABLE_ROWS_PER_PROGRESS;
    return (CsvRowShape){.columns = reader->header.count,
                         .max_cell = reader->csv.max_cell,
                         .max_rows = reader->has_blank_line ? 0 : smaller(room, smaller(limit, to_progress)),
                         .is_crlf = reader->csv.is_crlf,
                         .marks = blocks->marks};
}

/* About as much as the rows that are wanted take. */
static Text piece_of(const TableBlocks *blocks, Text ahead, const CsvRowShape *shape) {
    size_t wanted = blocks->row_bytes * (shape->max_rows + 1);
    size_t size = wanted > 0 ? smaller(wanted, blocks->piece) : blocks->piece;
    return text_slice(ahead, 0, smaller(ahead.len, size));
}

static size_t good_piece(const TableBlocks *blocks) {
    size_t wide = smaller(LEAST_ROWS * blocks->row_bytes, CSV_INDEX_MAX_BYTES);
    return wide > PIECE ? wide : PIECE;
}

/* Behind a row that is read by itself the pieces are small at first, so that little is looked at twice. */
static CsvRows find_rows(TableBlocks *blocks, Text ahead) {
    CsvRowShape shape = shape_of(blocks);
    CsvIndex *index = &blocks->index;
    for (;;) {
        Text piece = piece_of(blocks, ahead, &shape);
        csv_index_read(index, piece);
        CsvRows rows = csv_index_rows(index, piece, &shape);
        bool is_cut = !index->is_stopped && rows.count == index->places.row_count;
        bool is_too_short = is_cut && rows.count == 0 && piece.len < ahead.len;
        blocks->row_bytes = rows.count > 0 ? csv_rows_start(&rows, rows.count) / rows.count + 1 : 0;
        if (is_too_short && blocks->piece < CSV_INDEX_MAX_BYTES)
            blocks->piece *= 2;
        else if (!is_cut && rows.count < shape.max_rows)
            blocks->piece = SMALLEST_PIECE;
        else if (blocks->piece < good_piece(blocks))
            blocks->piece *= 2;
        if (!is_too_short || piece.len == CSV_INDEX_MAX_BYTES) return rows;
    }
}

/* ---- keys and names */

static inline bool is_plain_text(Text text, bool may_turn) {
    return text.len > 0 && !cell_quick_has_blanks(text) && !(may_turn && cell_quick_may_turn(text));
}

/* Column of a place in its line, from 1; counts code points. */
static uint32_t column_of(const char *line, const char *place) {
    size_t column = 1;
    for (; line < place; line++)
        column += ((unsigned char)*line & 0xC0) != 0x80;
    return column > UINT32_MAX ? UINT32_MAX : (uint32_t)column;
}

/* What a cell with doubled quotes holds. */
static Text undoubled(Block *block, Text text) {
    char *bytes = arena_alloc(block->scratch, text.len);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        bytes[len++] = text.bytes[i];
        if (text.bytes[i] == '"') i++;
    }
    return (Text){bytes, len};
}

static void set_values(BlockColumn *column, size_t first, size_t count) {
    for (size_t row = first; row < first + count; row++)
        block_column_set(column, row, cell_without_value(STATE_VALUE));
}

/* Where in its line each key begins. */
static void set_places(Block *block, const CsvRows *rows, size_t from) {
    for (size_t row = 0; row < rows->count; row++) {
        const char *line = rows->bytes + csv_rows_start(rows, row);
        block->key_columns[block->row_count + row] = column_of(line, csv_rows_cell(rows, row, from).bytes);
    }
}

/* The texts stay where they are until more is read. */
static void read_texts(TableBlocks *blocks, const CsvRows *rows, size_t from) {
    TableReader *reader = blocks->reader;
    uint32_t input = blocks->columns[from].input;
    Block *block = &reader->block;
    Text *texts = block->inputs[input].texts + block->row_count;
    const CsvRows of = *rows; /* which no store to a text can change */
    uint8_t *marks = blocks->marks;
    bool may_be_total = reader->plan->unit_count == 0;
    bool has_tokens = reader->plan->inputs[input].token_count > 0;
    bool may_turn = blocks->index.places.may_turn;
    for (size_t row = 0; row < of.count; row++) {
        Text cell = csv_rows_cell(&of, row, from);
        Text text = marks[row] == ROW_DOUBLED ? undoubled(block, cell) : cell;
        bool is_usual = !has_tokens && is_plain_text(text, may_turn);
        is_usual &= !(may_be_total && unit_may_be_total(text) && unit_is_total(reader->arena, text));
        if (!is_usual) marks[row] = ROW_LEFT;
        texts[row] = text;
    }
    set_values(&block->inputs[input].values, block->row_count, of.count);
    if (block->has_key_columns && input == reader->plan->key_input) set_places(block, rows, from);
}

static bool is_text_column(const CellQuick *column) {
    return column->is_input && (column->type == INPUT_KEY || column->type == INPUT_NAME);
}

/* Quotes are usual in texts alone. */
static bool has_quotes_elsewhere(const TableBlocks *blocks, const CsvRows *rows, size_t row) {
    for (size_t i = 0; i < rows->columns; i++) {
        Text cell = csv_rows_cell(rows, row, i);
        if (!is_text_column(&blocks->columns[i]) && cell.len > 0 && memchr(cell.bytes, '"', cell.len))
            return true;
    }
    return false;
}

static void leave_doubled(TableBlocks *blocks, const CsvRows *rows) {
    for (size_t row = 0; row < rows->count; row++)
        if (blocks->marks[row] == ROW_DOUBLED)
            blocks->marks[row] = has_quotes_elsewhere(blocks, rows, row) ? ROW_LEFT : ROW_TAKEN;
}

static void read_columns(TableBlocks *blocks, const CsvRows *rows) {
    TableReader *reader = blocks->reader;
    Block *block = &reader->block;
    for (size_t i = 0; i < rows->columns; i++) {
        if (is_text_column(&blocks->columns[i])) read_texts(blocks, rows, i);
    }
    block->text_rows = block->row_count + rows->count;
    cell_rows_read(&blocks->cells, rows, block->inputs, block->row_count, blocks->marks);
    leave_doubled(blocks, rows);
}

/* ---- in the order of the file */

static void count_cells(TableReader *reader) {
    for (uint32_t i = 0; i < reader->plan->input_count; i++)
        reader->block.inputs[i].values.count = reader->block.row_count;
}

/* [F1.19] Units are marked as seen in the order of the file. */
static bool is_known_unit(TableReader *reader, size_t row) {
    uint32_t key = reader->plan->key_input;
    if (reader->plan->unit_count == 0 || key >= reader->plan->input_count) return true;
    return unit_list_take(&reader->units, reader->block.inputs[key].texts[row]);
}

/* Takes rows up to one that must be read by itself; returns how many. */
static size_t accept(TableBlocks *blocks, const CsvRows *rows, size_t from, size_t line) {
    TableReader *reader = blocks->reader;
    Block *block = &reader->block;
    size_t row = from;
    for (; row < rows->count && blocks->marks[row] == ROW_TAKEN && is_known_unit(reader, block->row_count);
         row++)
        block->lines[block->row_count++] = line + row;
    reader->rows_seen += row - from;
    return row - from;
}

/* Such a row is added to the table in any case, so that the rows behind it stand where they belong. */
static bool read_by_itself(TableReader *reader) {
    count_cells(reader);
    block_settle_texts(&reader->block);
    return csv_next(&reader->csv) == CSV_RECORD && table_row(reader);
}

static bool take(TableBlocks *blocks, const CsvRows *rows) {
    TableReader *reader = blocks->reader;
    Csv *csv = &reader->csv;
    size_t line = csv->line, start = csv->data.start;
    for (size_t row = 0; row < rows->count; row++) {
        size_t accepted = accept(blocks, rows, row, line);
        row += accepted;
        if (accepted > 0 && !table_row_goes_on(reader)) return false;
        csv->data.start = start;
        csv_move(csv, csv_rows_start(rows, row), line + row);
        if (row < rows->count && !read_by_itself(reader)) return false;
    }
    csv->data.start = start;
    csv_move(csv, csv_rows_start(rows, rows->count), line + rows->count);
    count_cells(reader);
    return true;
}

/* A row that the end of what is read has cut is whole when more is read; false: it is another that stops us.
 */
static bool read_on(const TableBlocks *blocks, size_t ahead) {
    Csv *csv = &blocks->reader->csv;
    block_settle_texts(&blocks->reader->block);
    bool is_cut = !blocks->index.is_stopped && blocks->index.places.row_count == 0;
    return is_cut && ahead < CSV_INDEX_MAX_BYTES && data_bytes_more(&csv->data);
}

bool table_blocks_read(TableBlocks *blocks) {
    TableReader *reader = blocks->reader;
    while (reader->csv.status == CSV_RECORD && reader->options->path != READ_ROW_BY_ROW) {
        if (reader->block.row_count == BLOCK_ROWS) table_row_hand_on(reader);
        Text ahead = csv_ahead(&reader->csv);
        CsvRows rows = find_rows(blocks, ahead);
        if (rows.count == 0 && read_on(blocks, ahead.len)) continue;
        if (rows.count == 0) return true;
        read_columns(blocks, &rows);
        if (!take(blocks, &rows)) return false;
    }
    return true;
}
