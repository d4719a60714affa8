#include "runtime/values/table.h"

#include <string.h>

static bool has_texts(const PlanInput *input) {
    return input->type == INPUT_KEY || input->type == INPUT_NAME;
}

Table table_new(const Plan *plan, Text file, const bool *kept, Arena *arena) {
    Table table = {.file = text_copy(arena, file),
                   .columns = ARENA_ARRAY(arena, TableColumn, plan->input_count),
                   .column_count = plan->input_count,
                   .key_columns = column_new(arena),
                   .arena = arena};
    for (uint32_t i = 0; i < plan->input_count; i++) {
        TableColumn *column = &table.columns[i];
        column->values = column_new(arena);
        column->is_kept = (!kept || kept[i]) && !has_texts(&plan->inputs[i]);
        if (!has_texts(&plan->inputs[i])) continue;
        column->texts = ARENA_NEW(arena, TextColumn);
        *column->texts = text_column_new(arena);
    }
    return table;
}

static void append_lines(Table *table, const Block *block) {
    for (size_t i = 0; i < block->row_count; i++) {
        bool follows = (i > 0 && block->lines[i] == block->lines[i - 1] + 1) ||
                       (i == 0 && table_line(table, table->row_count) == block->lines[0]);
        if (follows) continue;
        LineRun run = {table->row_count + i, block->lines[i]};
        ARENA_PUSH(table->arena, table->lines, table->line_count, table->line_capacity, run);
    }
}

static void append_input(TableColumn *column, const BlockInput *input, size_t count) {
    column->categories = input->categories;
    if (column->is_kept) column_append(&column->values, &input->values, count);
    for (size_t i = 0; column->texts && i < count; i++)
        text_column_add(column->texts, input->texts[i]);
}

void table_append(Table *table, const Block *block) {
    append_lines(table, block);
    for (uint32_t i = 0; i < block->input_count; i++)
        append_input(&table->columns[i], &block->inputs[i], block->row_count);
    for (size_t i = 0; block->has_key_columns && i < block->row_count; i++)
        column_add(&table->key_columns, cell_from_decimal(block->key_columns[i], 0));
    table->row_count += block->row_count;
}

static void join_lines(Table *table, const Table *other) {
    for (size_t i = 0; i < other->line_count; i++) {
        LineRun run = {table->row_count + other->lines[i].row, other->lines[i].line};
        if (i == 0 && run.line == table_line(table, table->row_count)) continue;
        ARENA_PUSH(table->arena, table->lines, table->line_count, table->line_capacity, run);
    }
}

void table_join(Table *table, const Table *other, BlockColumn *room) {
    join_lines(table, other);
    for (uint32_t i = 0; i < table->column_count; i++) {
        column_join(&table->columns[i].values, &other->columns[i].values, room);
        if (table->columns[i].texts) text_column_join(table->columns[i].texts, other->columns[i].texts);
    }
    column_join(&table->key_columns, &other->key_columns, room);
    table->row_count += other->row_count;
}

/* The run of the row, or NULL. */
static const LineRun *run_of(const Table *table, size_t row) {
    size_t low = 0, high = table->line_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (table->lines[middle].row <= row)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? &table->lines[low - 1] : NULL;
}

uint64_t table_line(const Table *table, size_t row) {
    const LineRun *run = run_of(table, row);
    return run ? run->line + (row - run->row) : 0;
}

size_t table_key_column(const Table *table, size_t row) {
    return row < table->key_columns.count ? (size_t)cell_mantissa(column_cell(&table->key_columns, row)) : 1;
}
