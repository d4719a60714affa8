#include "drafting/sheet.h"

#include <string.h>

Sheet sheet_new(Arena *arena) {
    return (Sheet){.arena = arena};
}

static void add_part(Sheet *sheet, SheetPart part) {
    ARENA_PUSH(sheet->arena, sheet->parts, sheet->count, sheet->capacity, part);
}

void sheet_add(Sheet *sheet, SheetKind kind, Text text) {
    if (text.len > 0) add_part(sheet, (SheetPart){.kind = kind, .text = text});
}

void sheet_add_table(Sheet *sheet, const char *columns) {
    add_part(sheet, (SheetPart){.kind = SHEET_TABLE, .columns = columns, .width = strlen(columns)});
}

WordLines *sheet_add_row(Sheet *sheet, bool is_strong) {
    SheetPart *table = &sheet->parts[sheet->count - 1];
    SheetRow row = {ARENA_ARRAY(sheet->arena, WordLines, table->width), is_strong};
    ARENA_PUSH(sheet->arena, table->rows, table->count, table->capacity, row);
    return row.cells;
}
