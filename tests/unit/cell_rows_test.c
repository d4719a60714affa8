/* Many cells at once against cell_read.h, which decides what a cell is worth. */
#include "runtime/reading/cell_rows.h"
#include "runtime/reading/cell_run_avx2.h"
#include "runtime/reading/cell_run_avx512.h"

#include "tests/unit/data_fixture.h"

#include <stdio.h>

enum { MOST_ROWS = 40, MOST_BYTES = 1 << 16 };

typedef struct Sheet {
    Fixture *fixture;
    uint64_t random;
    char bytes[MOST_BYTES];
    size_t len, rows, columns;
    bool is_crlf, is_tame, has_long_cells;
    uint32_t starts[MOST_ROWS * FIXTURE_MAX_INPUTS + CSV_PLACES_ROOM];
} Sheet;

static size_t below(Sheet *sheet, size_t bound) {
    return (size_t)(fixture_random(&sheet->random) % bound);
}

static void put(Sheet *sheet, const char *text) {
    size_t len = strlen(text);
    memcpy(sheet->bytes + sheet->len, text, len);
    sheet->len += len;
}

static void put_byte(Sheet *sheet, char byte) {
    sheet->bytes[sheet->len++] = byte;
}

/* ---- inputs */

static Range range_of(Fixture *fixture, const char *low, const char *high, const char *step) {
    Range range = {.has_low = low, .has_high = high, .has_step = step};
    if (low) range.low = fixture_number(fixture, low);
    if (high) range.high = fixture_number(fixture, high);
    if (step) range.step = fixture_number(fixture, step);
    return range;
}

#define PICK(sheet, list) (list)[below(sheet, sizeof(list) / sizeof *(list))]

static Range some_range(Sheet *sheet) {
    static const char *const lows[] = {NULL, NULL, "0", "1", "12.345", "-3", "0.0007", "0.0000000001"};
    static const char *const highs[] = {NULL,    NULL,      "1",        "700",
                                        "99.99", "54321.5", "99999999", "123456789012"};
    static const char *const steps[] = {NULL, NULL,  "1",    "0.5", "0.00001",
                                        "7",  "300", "0.04", "2.5", "0.0000000003"};
    return range_of(sheet->fixture, PICK(sheet, lows), PICK(sheet, highs), PICK(sheet, steps));
}

static void add_input(Sheet *sheet, PlanInputType type) {
    static PlanOption options[] = {{{"A", 1}, {"A", 1}}, {{"B", 1}, {"B", 1}}, {{"0", 1}, {"0", 1}}};
    static const Text words[] = {{"-", 1}, {"", 0}, {"x", 1}, {"7", 1}};
    PlanToken *tokens = ARENA_ARRAY(sheet->fixture->arena, PlanToken, 2);
    for (size_t i = 0; i < 2; i++) {
        bool has_value = below(sheet, 2);
        tokens[i] = (PlanToken){.text = words[below(sheet, 8) ? i : i + 2],
                                .state = has_value ? STATE_VALUE : STATE_NOT_APPLICABLE,
                                .value = number_from_int((int64_t)below(sheet, 3))};
    }
    PlanInput *input = fixture_input(sheet->fixture, "a", type);
    input->rejects_missing = below(sheet, 3) == 0;
    input->tokens = tokens;
    input->token_count = below(sheet, 3);
    input->options = options;
    input->option_count = type == INPUT_OPTION ? 3 : 0;
    if (type == INPUT_NUMBER) input->range = some_range(sheet);
    if (type == INPUT_NUMBER && below(sheet, 3) == 0) input->range = range_of(sheet->fixture, "0", NULL, "1");
    if (type == INPUT_PERCENT)
        input->range = range_of(sheet->fixture, "0", "1", below(sheet, 2) ? "0.00001" : NULL);
}

/* Neighbours are often alike, so that runs are long. */
static void add_inputs(Sheet *sheet) {
    static const PlanInputType types[] = {INPUT_NUMBER, INPUT_NUMBER, INPUT_PERCENT, INPUT_YES_NO,
                                          INPUT_OPTION};
    size_t count = 1 + below(sheet, FIXTURE_MAX_INPUTS), changes = 1 + below(sheet, 20);
    PlanInputType type = PICK(sheet, types);
    for (; sheet->columns < count; sheet->columns++) {
        if (below(sheet, changes) == 0) type = PICK(sheet, types);
        add_input(sheet, type);
    }
}

/* ---- cells */

static void put_digits(Sheet *sheet, size_t count) {
    for (; count > 0; count--)
        put_byte(sheet, (char)('0' + below(sheet, 10)));
}

static void put_number(Sheet *sheet) {
    static const char *const edges[] = {
        "0",       "1",       "00000000", "99999999", "0.000000", "0.0007",  "12.345", "12.344",  "12.3450",
        "54321.5", "54322",   "54321.6",  "100",      "100.000",  "100.001", "99.99",  "99.9999", "700",
        "700.1",   "0.5",     "7",        "14",       "13",       "300",     "2.5",    "2.50",    "2.6",
        "0.04",    "9.99999", "9999",     "10000",    "0001",     "1.00000", "000",    "00.1",    "0.00001"};
    if (below(sheet, 4) == 0) {
        put(sheet, PICK(sheet, edges));
        return;
    }
    put_digits(sheet, 1 + below(sheet, sheet->is_tame ? 4 : 8));
    if (below(sheet, 3)) return;
    put_byte(sheet, '.');
    put_digits(sheet, 1 + below(sheet, 4));
}

static void put_odd(Sheet *sheet) {
    static const char *const cells[] = {
        "-1",         "+1",       " 1",        "1 ",          "1.",
        ".1",         ".",        "..",        "1..2",        "1.2.3",
        "1e5",        "5%",       "5 %",       "123456789",   "-",
        "x",          "/",        ":",         "0x1",         "12345678901234567890",
        "1234567.8",  "Có",       "không",     "yes",         "A",
        "B",          "C",        "\"1\"",     "\"\"",        "\"12.5\"",
        " ",          "\xC3\xA0", "1\xC2\xA0", "99999999999", "0.0000000001",
        "2147483648", "!",        "1:2"};
    put(sheet, PICK(sheet, cells));
}

static void put_sign(Sheet *sheet) {
    put_byte(sheet, "010101AB-x9 "[below(sheet, sheet->is_tame ? 6 : 12)]);
}

static void put_cell(Sheet *sheet, PlanInputType type) {
    size_t what = below(sheet, sheet->is_tame ? 400 : 40);
    bool is_number = type == INPUT_NUMBER || type == INPUT_PERCENT;
    if (sheet->has_long_cells && type != INPUT_OPTION && below(sheet, 8)) {
        put(sheet, is_number ? "00000000000000000001" : "KHÔNG");
        return;
    }
    if (what == 0)
        put_odd(sheet);
    else if (what < 4)
        return; /* empty */
    else if (is_number)
        put_number(sheet);
    else
        put_sign(sheet);
}

static void put_rows(Sheet *sheet) {
    sheet->rows = 1 + below(sheet, MOST_ROWS);
    size_t cell = 0;
    for (size_t row = 0; row < sheet->rows; row++)
        for (size_t i = 0; i < sheet->columns; i++) {
            sheet->starts[cell++] = (uint32_t)sheet->len;
            put_cell(sheet, sheet->fixture->plan.inputs[i].type);
            put(sheet, i + 1 < sheet->columns ? "," : sheet->is_crlf ? "\r\n" : "\n");
        }
    sheet->starts[cell] = (uint32_t)sheet->len;
}

static Sheet *sheet_new(uint64_t seed) {
    Sheet *sheet = calloc(1, sizeof *sheet);
    sheet->fixture = fixture_new();
    sheet->random = seed;
    sheet->is_tame = below(sheet, 2);
    sheet->is_crlf = below(sheet, 3) == 0;
    sheet->has_long_cells = below(sheet, 8) == 0;
    put_digits(sheet, below(sheet, 70)); /* what stands before the rows */
    add_inputs(sheet);
    put_rows(sheet);
    put_digits(sheet, below(sheet, 3) * 60);
    return sheet;
}

static void sheet_free(Sheet *sheet) {
    fixture_free(sheet->fixture);
    free(sheet);
}

/* ---- both ways */

static CsvRows rows_of(const Sheet *sheet, const char *bytes) {
    return (CsvRows){bytes, sheet->starts, sheet->rows, sheet->columns, sheet->is_crlf};
}

static bool has_value(const BlockColumn *column, size_t row) {
    return cell_state(block_column_cell(column, row)) == STATE_VALUE;
}

static void assert_same_cell(Sheet *sheet, const BlockColumn *column, const BlockColumn *wanted, size_t row) {
    Cell cell = block_column_cell(column, row), other = block_column_cell(wanted, row);
    if (!cell_is_large(other)) {
        if (cell != other)
            print_error("row %zu: %llx for %llx\n", row, (unsigned long long)cell, (unsigned long long)other);
        assert_int_equal(cell, other);
        return;
    }
    assert_true(has_value(column, row));
    assert_int_equal(number_compare(sheet->fixture->numbers, block_column_number(column, row),
                                    block_column_number(wanted, row)),
                     0);
}

/* Is every cell of the row good, and known without a closer look? */
static bool read_row(CellReader *reader, const CsvRows *rows, size_t row, BlockInput *inputs, size_t at) {
    bool is_good = true;
    for (size_t i = 0; i < rows->columns; i++) {
        Text text = csv_rows_cell(rows, row, i);
        inputs[i].values.count = at;
        is_good &=
            cell_read(reader, (uint32_t)i, text, &inputs[i]) == CELL_GOOD && !cell_quick_has_blanks(text);
    }
    return is_good;
}

static CellRows cell_rows(Sheet *sheet, CellReader *reader, MachinePath path) {
    CellQuick *columns = ARENA_ARRAY(sheet->fixture->arena, CellQuick, sheet->columns);
    for (size_t i = 0; i < sheet->columns; i++)
        columns[i] = cell_quick_new(reader, (uint32_t)i);
    return cell_rows_new(reader, columns, sheet->columns, path);
}

/* Twice, so that what was remembered is used; the second time elsewhere in the block. */
static void assert_same(Sheet *sheet, MachinePath path) {
    Fixture *fixture = sheet->fixture;
    CellReader reader = cell_reader_new(&fixture->plan, fixture->arena, fixture->numbers);
    CellRows cells = cell_rows(sheet, &reader, path);
    Block block = block_new(&fixture->plan, fixture->arena),
          wanted = block_new(&fixture->plan, fixture->arena);
    size_t size = sheet->len + CELL_TILE_AHEAD, places[2] = {0, BLOCK_ROWS - sheet->rows - below(sheet, 20)};
    char *bytes = malloc(size); /* of just this size, so that reading beyond is found */
    memset(bytes, '7', size);
    memcpy(bytes, sheet->bytes, sheet->len);
    CsvRows rows = rows_of(sheet, bytes);
    for (int round = 0; round < 2; round++) {
        uint8_t is_left[BLOCK_ROWS] = {0};
        cell_rows_read(&cells, &rows, block.inputs, places[round], is_left);
        for (size_t row = 0; row < sheet->rows; row++) {
            size_t at = places[round] + row;
            bool is_good = read_row(&reader, &rows, row, wanted.inputs, at);
            assert_int_equal(!is_left[row], is_good);
            for (size_t i = 0; i < sheet->columns && is_good; i++)
                assert_same_cell(sheet, &block.inputs[i].values, &wanted.inputs[i].values, at);
        }
    }
    free(bytes);
    block_free(&block);
    block_free(&wanted);
}

static void cells_are_read_alike_on_all_paths(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed < 4000; seed++) {
        Sheet *sheet = sheet_new(seed);
        for (MachinePath path = MACHINE_PLAIN; path < MACHINE_PATHS; path++)
            if (machine_has(path)) assert_same(sheet, path);
        sheet_free(sheet);
    }
}

/* Twelve numbers, each with a bound of its own; a row for each of them in which it alone is beyond, and rows
 * whose last number is far from the eighth. */
static void put_bounded_rows(Sheet *sheet) {
    size_t cell = 0;
    for (; sheet->rows < 16; sheet->rows++)
        for (size_t i = 0; i < sheet->columns; i++) {
            bool is_long = sheet->rows >= 12 && i >= 8 && i + 1 < sheet->columns;
            char text[32];
            snprintf(text, sizeof text, "%zu.%d", sheet->rows < 12 ? 12 - i : 0, i == sheet->rows ? 6 : 5);
            sheet->starts[cell++] = (uint32_t)sheet->len;
            put(sheet, is_long ? "00000000000000000001" : text);
            put(sheet, i + 1 < sheet->columns ? "," : "\n");
        }
    sheet->starts[cell] = (uint32_t)sheet->len;
}

static void every_number_of_a_run_has_its_own_bounds(void **state) {
    (void)state;
    static const char *const highs[] = {"12.5", "11.5", "10.5", "9.5", "8.5", "7.5",
                                        "6.5",  "5.5",  "4.5",  "3.5", "2.5", "1.5"};
    Sheet *sheet = calloc(1, sizeof *sheet);
    sheet->fixture = fixture_new();
    for (; sheet->columns < 12; sheet->columns++)
        fixture_input(sheet->fixture, "a", INPUT_NUMBER)->range =
            range_of(sheet->fixture, "0", highs[sheet->columns], NULL);
    put_bounded_rows(sheet);
    for (MachinePath path = MACHINE_PLAIN; path < MACHINE_PATHS; path++)
        if (machine_has(path)) assert_same(sheet, path);
    sheet_free(sheet);
}

/* ---- how */

enum { ROW_CELLS = 16 };

/* Which cells of a tile of one row are left. */
static uint32_t left_of(const Sheet *sheet, const CellRun *run, MachinePath path) {
    int32_t numbers[CELL_RUN_CELLS][CELL_RUN_ROWS];
    uint8_t forms[CELL_RUN_CELLS][CELL_RUN_ROWS];
    CellTile tile = {.bytes = sheet->bytes,
                     .starts = sheet->starts,
                     .columns = sheet->columns,
                     .rows = 1,
                     .has_return = sheet->is_crlf ? run->is_last : 0};
    for (size_t i = 0; i < CELL_RUN_CELLS; i++) {
        tile.numbers[i] = numbers[i];
        tile.forms[i] = forms[i];
    }
#if defined(__x86_64__)
    if (path == MACHINE_VBMI)
        cell_run_avx512(run, &tile);
    else
        cell_run_avx2(run, &tile);
#else
    (void)run;
    (void)path;
#endif
    return tile.left[0];
}

/* One row of such inputs. */
static Sheet *row_of(PlanInputType type, bool is_crlf, const char *const *cells, size_t count) {
    Sheet *sheet = calloc(1, sizeof *sheet);
    sheet->fixture = fixture_new();
    sheet->rows = 1;
    sheet->is_crlf = is_crlf;
    for (; sheet->columns < count; sheet->columns++) {
        PlanInput *input = fixture_input(sheet->fixture, "a", type);
        input->range = range_of(sheet->fixture, "0", type == INPUT_PERCENT ? "1" : NULL,
                                type == INPUT_PERCENT ? "0.00001" : NULL);
        put(sheet, cells[sheet->columns]);
        put(sheet, is_crlf && sheet->columns + 1 == count ? "\r\n" : ",");
        sheet->starts[sheet->columns + 1] = (uint32_t)sheet->len;
    }
    return sheet;
}

static void assert_left_in(PlanInputType type, bool is_crlf, const char *const cells[ROW_CELLS],
                           unsigned wanted) {
    Sheet *sheet = row_of(type, is_crlf, cells, ROW_CELLS);
    Fixture *fixture = sheet->fixture;
    CellReader reader = cell_reader_new(&fixture->plan, fixture->arena, fixture->numbers);
    for (MachinePath path = MACHINE_AVX2; path < MACHINE_PATHS; path++) {
        if (!machine_has(path)) continue;
        CellRows made = cell_rows(sheet, &reader, path);
        assert_int_equal(made.run_count, 1);
        cell_run_learn(&made.runs[0], 3, TEXT(""), cell_without_value(STATE_MISSING));
        cell_run_learn(&made.runs[0], 0, TEXT("0"), cell_from_decimal(0, 0));
        cell_run_learn(&made.runs[0], 0, TEXT("1"), cell_from_decimal(1, 0));
        assert_int_equal(left_of(sheet, &made.runs[0], path), wanted);
    }
    sheet_free(sheet);
}

static void assert_left(PlanInputType type, const char *const cells[ROW_CELLS], unsigned wanted) {
    assert_left_in(type, false, cells, wanted);
    assert_left_in(type, true, cells, wanted);
}

static void usual_cells_are_read_at_first_sight(void **state) {
    (void)state;
    assert_left(INPUT_NUMBER,
                (const char *const[]){"0", "12", "9999", "", "12345", "99999999", "1.5", "0.000001",
                                      "123456.7", "00", "7", "8", "9", "10", "11", "99.9"},
                0);
    assert_left(INPUT_PERCENT,
                (const char *const[]){"0", "12", "100", "", "100.000", "0.001", "1.5", "99.999", "0.0", "00",
                                      "7", "8", "9", "10", "1.00000", "99.9"},
                0);
    assert_left(
        INPUT_YES_NO,
        (const char *const[]){"0", "1", "1", "", "1", "0", "1", "0", "0", "0", "1", "1", "", "0", "1", "1"},
        0);
}

static void unusual_cells_are_left(void **state) {
    (void)state;
    assert_left(INPUT_NUMBER,
                (const char *const[]){"-1", "12", "", "", "123456789", "5", "1.", ".5", "1.2.3", " 1", "7",
                                      "x", "9", "10", "1e5", "99.9"},
                0x4BD5);
    assert_left(INPUT_PERCENT,
                (const char *const[]){"0", "100.001", "101", "", "0.0001", "5", "1.00001", "0.00100", "0",
                                      "0", "7", "5", "9", "10", "5%", "99.9"},
                0x4056);
    assert_left(
        INPUT_YES_NO,
        (const char *const[]){"0", "x", "1", "", "10", "0", "2", "0", "0", "0", "1", "1", "", "0", "1", "/"},
        0x8052);
}

static void assert_left_of_signs(const char *const *cells, size_t count, uint32_t wanted) {
    for (int is_crlf = 0; is_crlf < 2; is_crlf++) {
        Sheet *sheet = row_of(INPUT_YES_NO, is_crlf, cells, count);
        CellReader reader =
            cell_reader_new(&sheet->fixture->plan, sheet->fixture->arena, sheet->fixture->numbers);
        CellRows made = cell_rows(sheet, &reader, MACHINE_VBMI);
        assert_int_equal(made.run_count, 1);
        cell_run_learn(&made.runs[0], 3, TEXT(""), cell_without_value(STATE_MISSING));
        cell_run_learn(&made.runs[0], 0, TEXT("0"), cell_from_decimal(0, 0));
        cell_run_learn(&made.runs[0], 0, TEXT("1"), cell_from_decimal(1, 0));
        assert_int_equal(left_of(sheet, &made.runs[0], MACHINE_VBMI), wanted);
        sheet_free(sheet);
    }
}

static void up_to_32_cells_of_one_byte_make_one_run(void **state) {
    (void)state;
    if (!machine_has(MACHINE_VBMI)) skip();
    const char *cells[CELL_RUN_CELLS];
    for (size_t i = 0; i < CELL_RUN_CELLS; i++)
        cells[i] = i % 5 == 2 ? "" : i % 2 ? "1" : "0";
    assert_left_of_signs(cells, 1, 0);
    assert_left_of_signs(cells, 18, 0); /* the last one is empty */
    assert_left_of_signs(cells, 20, 0);
    assert_left_of_signs(cells, CELL_RUN_CELLS, 0);
    cells[17] = "x";
    cells[31] = "2";
    assert_left_of_signs(cells, CELL_RUN_CELLS, 0x80020000);
    cells[16] = "1,1"; /* as many separators and other bytes as cells, but not where they should be */
    cells[19] = "01";
    assert_left_of_signs(cells, CELL_RUN_CELLS, 0x800B0000);
    cells[0] = "no more than sixty-four bytes are looked at at once, and these are more";
    assert_left_of_signs(cells, CELL_RUN_CELLS, 0x800B0001);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_read_alike_on_all_paths),
        cmocka_unit_test(every_number_of_a_run_has_its_own_bounds),
        cmocka_unit_test(usual_cells_are_read_at_first_sight),
        cmocka_unit_test(unusual_cells_are_left),
        cmocka_unit_test(up_to_32_cells_of_one_byte_make_one_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
