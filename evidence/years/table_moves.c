#include "evidence/years/table_moves.h"

#include "base/nearest.h"
#include "base/unicode.h"
#include "evidence/published/unit_match.h"

enum { OLD_TABLE, NEW_TABLE };

/* ---- columns */

static void report(TableMoves *moves, const PrintedTable *table, Position place, DiagnosticCode code,
                   Text message, Text hint) {
    diagnostics_add(
        moves->diagnostics,
        &(Diagnostic){
            .code = code, .file = table->file, .position = place, .message = message, .hint = hint});
}

/* The column of a header, or SIZE_MAX with a message. */
static size_t find_column(TableMoves *moves, int year, Text header) {
    const PrintedTable *table = moves->tables[year];
    Text folded = unicode_fold(moves->arena, header);
    Nearest nearest = nearest_start(moves->arena, header);
    for (size_t i = 0; i < table->column_count; i++) {
        if (text_equal(table->folded[i], folded)) return i;
        nearest_offer(&nearest, table->headers[i], (long)i);
    }
    Text hint = TEXT("headers are written as they stand in the table; letter case does not count");
    if (nearest.best >= 0)
        hint = text_format(moves->arena, "did you mean `%.*s`?", TEXT_ARG(table->headers[nearest.best]));
    report(moves, table, (Position){table->header_line, 1}, DIAGNOSTIC_MAPPED_COLUMN,
           text_format(moves->arena, "no column is called `%.*s`", TEXT_ARG(header)), hint);
    return SIZE_MAX;
}

static void add_column(TableMoves *moves, size_t old_column, size_t new_column) {
    if (old_column == SIZE_MAX || new_column == SIZE_MAX) return;
    moves->columns[moves->column_count++] = (MoveColumn){{old_column, new_column}, false};
}

static void add_alike(TableMoves *moves) {
    const PrintedTable *old_table = moves->tables[OLD_TABLE], *new_table = moves->tables[NEW_TABLE];
    for (size_t i = 0; i < new_table->column_count; i++)
        for (size_t k = 0; i != moves->keys[NEW_TABLE] && k < old_table->column_count; k++)
            if (text_equal(new_table->folded[i], old_table->folded[k])) add_column(moves, k, i);
}

static void mark_places(TableMoves *moves, const TableMovesOptions *options) {
    for (size_t i = 0; i < options->place_count; i++) {
        size_t column = find_column(moves, NEW_TABLE, options->places[i]);
        for (size_t k = 0; k < moves->column_count; k++)
            if (moves->columns[k].columns[NEW_TABLE] == column) moves->columns[k].is_place = true;
    }
}

static void find_columns(TableMoves *moves, const TableMovesOptions *options) {
    const ColumnMap *map = options->map;
    moves->columns =
        ARENA_ARRAY(moves->arena, MoveColumn, map->count + moves->tables[NEW_TABLE]->column_count + 1);
    for (size_t i = 0; i < map->count; i++)
        add_column(moves, find_column(moves, OLD_TABLE, map->headers[i]),
                   find_column(moves, NEW_TABLE, map->names[i]));
    if (map->count == 0) add_alike(moves);
    mark_places(moves, options);
    if (moves->column_count == 0)
        report(moves, moves->tables[NEW_TABLE], (Position){moves->tables[NEW_TABLE]->header_line, 1},
               DIAGNOSTIC_NOTHING_TO_COMPARE, TEXT("the tables have no column in common but the key"),
               TEXT("say which columns are compared: --map \"OLD=NEW, ...\""));
}

/* ---- units */

static UnitMatch match_of(TableMoves *moves, int year) {
    const PrintedTable *table = moves->tables[year];
    UnitMatch match = unit_match_new(moves->arena);
    for (size_t row = 0; row < table->row_count; row++) {
        const PrintedCell *cell = printed_cell(table, row, moves->keys[year]);
        if (!unit_match_add(&match, cell->text))
            report(moves, table, cell->place, DIAGNOSTIC_DUPLICATE_KEY,
                   text_format(moves->arena, "`%.*s` is listed twice", TEXT_ARG(cell->text)),
                   TEXT("each unit has one row; name a column that tells them apart: --key HEADER"));
    }
    return match;
}

static void match_units(TableMoves *moves) {
    size_t counts[] = {moves->tables[OLD_TABLE]->row_count, moves->tables[NEW_TABLE]->row_count};
    UnitMatch match = match_of(moves, OLD_TABLE);
    match_of(moves, NEW_TABLE);
    bool *is_kept = ARENA_ARRAY(moves->arena, bool, counts[OLD_TABLE] + 1);
    moves->units = arena_alloc_zero(moves->arena, counts[NEW_TABLE] + 1, sizeof *moves->units);
    moves->added = ARENA_ARRAY(moves->arena, uint32_t, counts[NEW_TABLE] + 1);
    moves->gone = ARENA_ARRAY(moves->arena, uint32_t, counts[OLD_TABLE] + 1);
    for (uint32_t row = 0; row < counts[NEW_TABLE]; row++) {
        uint32_t old_row = unit_match_find(
            &match, printed_cell(moves->tables[NEW_TABLE], row, moves->keys[NEW_TABLE])->text);
        if (old_row == UNIT_NONE) {
            moves->added[moves->added_count++] = row;
            continue;
        }
        is_kept[old_row] = true;
        moves->units[moves->unit_count][OLD_TABLE] = old_row;
        moves->units[moves->unit_count++][NEW_TABLE] = row;
    }
    for (uint32_t row = 0; row < counts[OLD_TABLE]; row++)
        if (!is_kept[row]) moves->gone[moves->gone_count++] = row;
}

bool table_moves_find(TableMoves *moves, const TableMovesOptions *options) {
    size_t errors = diagnostics_error_count(moves->diagnostics);
    for (int year = OLD_TABLE; year <= NEW_TABLE; year++)
        moves->keys[year] = find_column(moves, year, options->key);
    if (diagnostics_error_count(moves->diagnostics) > errors) return false;
    find_columns(moves, options);
    match_units(moves);
    return diagnostics_error_count(moves->diagnostics) == errors;
}

/* ---- one cell */

TableMove table_move(const TableMoves *moves, size_t unit, size_t column) {
    PrintedNumber numbers[2];
    TableMove move = {.has_change = true};
    for (int year = OLD_TABLE; year <= NEW_TABLE; year++) {
        Text text = table_moves_cell(moves, year, unit, column)->text;
        PrintedKind kind = printed_number_read(moves->numbers, text, moves->marks,
                                               moves->columns[column].is_place, &numbers[year]);
        move.has_change &= kind == PRINTED_NUMBER;
        if (kind == PRINTED_NUMBER && numbers[year].decimals > move.decimals)
            move.decimals = numbers[year].decimals;
    }
    if (!move.has_change) {
        move.is_still = text_equal(table_moves_cell(moves, OLD_TABLE, unit, column)->text,
                                   table_moves_cell(moves, NEW_TABLE, unit, column)->text);
        return move;
    }
    move.change = number_subtract(moves->numbers, numbers[NEW_TABLE].value, numbers[OLD_TABLE].value);
    if (moves->columns[column].is_place) move.change = number_negate(moves->numbers, move.change);
    move.is_still = number_sign(move.change) == 0;
    return move;
}
