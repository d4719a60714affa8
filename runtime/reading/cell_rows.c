#include "runtime/reading/cell_rows.h"

#include "runtime/reading/cell_run_avx2.h"
#include "runtime/reading/cell_run_avx512.h"

#include <string.h>

/* ---- runs */

static void add_runs(CellRows *cells) {
    Arena *arena = cells->reader->arena;
    size_t capacity = 0, most_signs = cells->path == MACHINE_VBMI ? CELL_RUN_CELLS : CELL_RUN_NUMBERS;
    for (size_t i = 0; i < cells->column_count;) {
        CellRun run = cell_run_new(cells->reader, cells->columns, i, cells->column_count, most_signs);
        for (size_t j = 0; j < run.count; j++)
            cells->is_in_run[i + j] = true;
        i += run.count > 0 ? run.count : 1;
        if (run.count > 0) ARENA_PUSH(arena, cells->runs, cells->run_count, capacity, run);
    }
}

CellRows cell_rows_new(CellReader *reader, CellQuick *columns, size_t count, MachinePath path) {
    CellRows cells = {.reader = reader,
                      .columns = columns,
                      .column_count = count,
                      .path = path,
                      .is_in_run = ARENA_ARRAY(reader->arena, bool, count)};
    if (path != MACHINE_PLAIN) add_runs(&cells);
    return cells;
}

/* ---- a few rows of a run */

static void read_tile(MachinePath path, const CellRun *run, CellTile *tile) {
#if defined(__x86_64__)
    if (path == MACHINE_VBMI)
        cell_run_avx512(run, tile);
    else
        cell_run_avx2(run, tile);
#else
    (void)path;
    (void)run;
    (void)tile;
#endif
}

static BlockColumn *column_of(const CellRun *run, BlockInput *inputs, size_t cell) {
    return &inputs[run->inputs[cell]].values;
}

/* A tile takes CELL_RUN_ROWS in every column; where there is less room, it goes by way of this. */
typedef struct Spare {
    int32_t numbers[CELL_RUN_CELLS][CELL_RUN_ROWS];
    uint8_t forms[CELL_RUN_CELLS][CELL_RUN_ROWS];
} Spare;

static void put_spare(const CellRun *run, const Spare *spare, BlockInput *inputs, size_t at, size_t count) {
    for (size_t i = 0; i < run->count; i++) {
        BlockColumn *column = column_of(run, inputs, i);
        memcpy(column->numbers + at, spare->numbers[i], count * sizeof(int32_t));
        memcpy(column->forms + at, spare->forms[i], count);
    }
}

/* Rows `from`... of the file to `at`... of the block. */
static void read_rows(const CellRows *cells, const CellRun *run, const CsvRows *rows, size_t from,
                      BlockInput *inputs, size_t at, uint32_t *left) {
    size_t rest = rows->count - from, count = rest < CELL_RUN_ROWS ? rest : CELL_RUN_ROWS;
    bool has_room = at + CELL_RUN_ROWS <= BLOCK_ROWS;
    Spare spare;
    CellTile tile; /* large, and most of it is for others to fill */
    tile.bytes = rows->bytes;
    tile.starts = rows->starts + from * rows->columns + run->first;
    tile.columns = rows->columns;
    tile.rows = count;
    tile.has_return = rows->is_crlf ? run->is_last : 0;
    for (size_t i = 0; i < run->count; i++) {
        BlockColumn *column = column_of(run, inputs, i);
        tile.numbers[i] = has_room ? column->numbers + at : spare.numbers[i];
        tile.forms[i] = has_room ? column->forms + at : spare.forms[i];
    }
    read_tile(cells->path, run, &tile);
    if (!has_room) put_spare(run, &spare, inputs, at, count);
    memcpy(left + from, tile.left, count * sizeof *left);
}

/* ---- all rows of a run */

/* A wide column holds cells. */
static void widen(BlockColumn *column, size_t first_row, size_t count) {
    for (size_t row = first_row; column->is_wide && row < first_row + count; row++)
        column->cells[row] = cell_of_form(column->numbers[row], column->forms[row]);
}

static void read_left(const CellRows *cells, CellRun *run, const CsvRows *rows, size_t row, unsigned left,
                      BlockInput *inputs, size_t first_row, uint8_t *is_left) {
    for (; left; left &= left - 1) {
        size_t cell = (size_t)__builtin_ctz(left), column = run->first + cell;
        CellQuick *quick = &cells->columns[column];
        BlockInput *input = &inputs[quick->input];
        Text text = csv_rows_cell(rows, row, column);
        if (!cell_quick_read_one(cells->reader, quick, text, input, first_row + row))
            is_left[row] = 1;
        else if (text.len <= 1)
            cell_run_learn(run, cell, text, block_column_cell(&input->values, first_row + row));
    }
}

static void read_run(CellRows *cells, CellRun *run, const CsvRows *rows, BlockInput *inputs, size_t first_row,
                     uint8_t *is_left) {
    uint32_t left[BLOCK_ROWS];
    for (size_t row = 0; row < rows->count; row += CELL_RUN_ROWS)
        read_rows(cells, run, rows, row, inputs, first_row + row, left);
    for (size_t i = 0; i < run->count; i++)
        widen(column_of(run, inputs, i), first_row, rows->count);
    for (size_t row = 0; row < rows->count; row++)
        if (left[row]) read_left(cells, run, rows, row, left[row], inputs, first_row, is_left);
}

void cell_rows_read(CellRows *cells, const CsvRows *rows, BlockInput *inputs, size_t first_row,
                    uint8_t *is_left) {
    for (size_t i = 0; i < cells->run_count; i++)
        read_run(cells, &cells->runs[i], rows, inputs, first_row, is_left);
    for (size_t i = 0; i < cells->column_count; i++) {
        CellQuick *quick = &cells->columns[i];
        if (cells->is_in_run[i] || !quick->is_input) continue;
        if (quick->type == INPUT_KEY || quick->type == INPUT_NAME) continue;
        cell_quick_read(cells->reader, quick, rows, i, &inputs[quick->input], first_row, is_left);
    }
}
