#include "evidence/years/table_moves_told.h"

#include "evidence/years/signed_text.h"
#include "runtime/results/json_text.h"

#include <inttypes.h>

enum { OLD_TABLE, NEW_TABLE, LISTED = 50 };

static Text key_of(const TableMoves *moves, int year, uint32_t row) {
    return printed_cell(moves->tables[year], row, moves->keys[year])->text;
}

static Text header_of(const TableMoves *moves, size_t column, int year) {
    return moves->tables[year]->headers[moves->columns[column].columns[year]];
}

/* ---- to be read */

static Text title_of(const TableMoves *moves, size_t column, Arena *arena) {
    Text old_header = header_of(moves, column, OLD_TABLE), new_header = header_of(moves, column, NEW_TABLE);
    if (text_equal(old_header, new_header)) return new_header;
    return text_format(arena, "%.*s → %.*s", TEXT_ARG(old_header), TEXT_ARG(new_header));
}

static void add_row(const TableMoves *moves, size_t unit, size_t column, Document *document, Arena *arena) {
    TableMove move = table_move(moves, unit, column);
    ValueStyle style = {moves->numbers, arena, moves->marks.decimal};
    if (move.is_still) return;
    document_cell(document, key_of(moves, NEW_TABLE, moves->units[unit][NEW_TABLE]));
    document_cell(document, table_moves_cell(moves, OLD_TABLE, unit, column)->text);
    document_cell(document, table_moves_cell(moves, NEW_TABLE, unit, column)->text);
    document_cell(document, move.has_change ? signed_number(&style, move.change, move.decimals) : TEXT(""));
}

static size_t count_still(const TableMoves *moves, size_t column) {
    size_t still = 0;
    for (size_t unit = 0; unit < moves->unit_count; unit++)
        still += table_move(moves, unit, column).is_still;
    return still;
}

static void add_section(const TableMoves *moves, size_t column, Document *document, Arena *arena) {
    static const char *const heads[] = {"unit", "old", "new", "change"};
    size_t still = count_still(moves, column);
    if (still == moves->unit_count) return;
    document_heading(document, 2, title_of(moves, column, arena));
    document_table(document, "lrrr", true);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        document_cell(document, text_from(heads[i]));
    for (size_t unit = 0; unit < moves->unit_count; unit++)
        add_row(moves, unit, column, document, arena);
    if (still > 0) document_line(document, text_format(arena, "%zu without change", still));
}

static void add_keys(const TableMoves *moves, const char *what, int year, const uint32_t *rows, size_t count,
                     Document *document, Arena *arena) {
    TextBuilder list = text_builder(arena);
    for (size_t i = 0; i < count && i < LISTED; i++)
        text_builder_add_format(&list, "%s%.*s", i > 0 ? ", " : "", TEXT_ARG(key_of(moves, year, rows[i])));
    if (count > LISTED) text_builder_add_format(&list, " and %zu more", count - LISTED);
    if (count > 0)
        document_line(document, text_format(arena, "%s: %.*s", what, TEXT_ARG(text_builder_text(&list))));
}

const Document *table_moves_document(const TableMoves *moves, Arena *arena) {
    Document *document = document_new(arena);
    const PrintedTable *const *tables = moves->tables;
    document_heading(document, 1,
                     text_format(arena, "%.*s → %.*s", TEXT_ARG(tables[OLD_TABLE]->file),
                                 TEXT_ARG(tables[NEW_TABLE]->file)));
    for (size_t column = 0; column < moves->column_count; column++)
        add_section(moves, column, document, arena);
    document_heading(document, 2, TEXT("units"));
    document_line(document, text_format(arena, "%zu units then, %zu now: %zu in both, %zu gone, %zu new",
                                        tables[OLD_TABLE]->row_count, tables[NEW_TABLE]->row_count,
                                        moves->unit_count, moves->gone_count, moves->added_count));
    add_keys(moves, "gone", OLD_TABLE, moves->gone, moves->gone_count, document, arena);
    add_keys(moves, "new", NEW_TABLE, moves->added, moves->added_count, document, arena);
    return document;
}

/* ---- for other programs */

static void add_field(TextBuilder *out, Text text, const CsvStyle *style, bool is_first) {
    if (!is_first) text_builder_add_char(out, style->separator);
    text_builder_add(out, csv_field(out->arena, text_copy(out->arena, text), style));
}

static Text change_text(const TableMoves *moves, const TableMove *move, Arena *arena) {
    return move->has_change ? number_format_exact(moves->numbers, arena, move->change) : TEXT("");
}

void table_moves_csv(const TableMoves *moves, const CsvStyle *style, TextBuilder *out) {
    CsvStyle own = {style->separator, false};
    text_builder_add_format(out, "unit%ccolumn%cold%cnew%cchange\n", style->separator, style->separator,
                            style->separator, style->separator);
    for (size_t unit = 0; unit < moves->unit_count; unit++)
        for (size_t column = 0; column < moves->column_count; column++) {
            TableMove move = table_move(moves, unit, column);
            if (move.is_still) continue;
            add_field(out, key_of(moves, NEW_TABLE, moves->units[unit][NEW_TABLE]), style, true);
            add_field(out, header_of(moves, column, NEW_TABLE), style, false);
            add_field(out, table_moves_cell(moves, OLD_TABLE, unit, column)->text, style, false);
            add_field(out, table_moves_cell(moves, NEW_TABLE, unit, column)->text, style, false);
            add_field(out, change_text(moves, &move, out->arena), &own, false);
            text_builder_add_char(out, '\n');
        }
}

static void add_text(TextBuilder *out, const char *name, Text text, bool *first) {
    json_add_name(out, name, first);
    json_add_text(out, text_copy(out->arena, text));
}

static void add_move(const TableMoves *moves, size_t unit, size_t column, const TableMove *move,
                     TextBuilder *out) {
    bool first = true;
    text_builder_add_char(out, '{');
    add_text(out, "unit", key_of(moves, NEW_TABLE, moves->units[unit][NEW_TABLE]), &first);
    add_text(out, "column", header_of(moves, column, NEW_TABLE), &first);
    add_text(out, "old", table_moves_cell(moves, OLD_TABLE, unit, column)->text, &first);
    add_text(out, "new", table_moves_cell(moves, NEW_TABLE, unit, column)->text, &first);
    if (move->has_change) add_text(out, "change", change_text(moves, move, out->arena), &first);
    text_builder_add_char(out, '}');
}

static void add_key_list(const TableMoves *moves, const char *name, int year, const uint32_t *rows,
                         size_t count, TextBuilder *out, bool *first) {
    json_add_name(out, name, first);
    text_builder_add_char(out, '[');
    for (size_t i = 0; i < count; i++) {
        if (i > 0) text_builder_add_char(out, ',');
        json_add_text(out, text_copy(out->arena, key_of(moves, year, rows[i])));
    }
    text_builder_add_char(out, ']');
}

void table_moves_json(const TableMoves *moves, TextBuilder *out) {
    bool first = true, is_next = false;
    text_builder_add_char(out, '{');
    add_text(out, "kind", TEXT("movements"), &first);
    json_add_name(out, "format", &first);
    text_builder_add(out, TEXT("1,\"moves\":["));
    for (size_t unit = 0; unit < moves->unit_count; unit++)
        for (size_t column = 0; column < moves->column_count; column++) {
            TableMove move = table_move(moves, unit, column);
            if (move.is_still) continue;
            text_builder_add(out, is_next ? TEXT(",\n") : TEXT("\n"));
            is_next = true;
            add_move(moves, unit, column, &move, out);
        }
    text_builder_add(out, TEXT("\n]"));
    add_key_list(moves, "gone", OLD_TABLE, moves->gone, moves->gone_count, out, &first);
    add_key_list(moves, "added", NEW_TABLE, moves->added, moves->added_count, out, &first);
    json_add_name(out, "counts", &first);
    text_builder_add_format(out, "{\"old\":%zu,\"new\":%zu,\"both\":%zu,\"gone\":%zu,\"added\":%zu}}\n",
                            moves->tables[OLD_TABLE]->row_count, moves->tables[NEW_TABLE]->row_count,
                            moves->unit_count, moves->gone_count, moves->added_count);
}
