#include "testing/test_data.h"

#include "runtime/reading/category_default.h"

/* A unit without a key or name is called by its number. */
static void add_empty(const Plan *plan, BlockInput *column, uint32_t input, size_t row, size_t number,
                      Arena *arena) {
    PlanInputType type = plan->inputs[input].type;
    if (type == INPUT_KEY || type == INPUT_NAME) column->texts[row] = text_format(arena, "%zu", number);
    block_column_add(&column->values, cell_without_value(STATE_MISSING));
}

/* The number of a text among those the rules name and those that came before. */
static uint32_t category_of(Categories *categories, Text text, Arena *arena) {
    for (size_t i = 0; i < categories->count; i++)
        if (text_equal(categories->texts[i], text)) return (uint32_t)i;
    ARENA_PUSH(arena, categories->texts, categories->count, categories->capacity, text);
    return (uint32_t)categories->count - 1;
}

static void set_cell(const Plan *plan, BlockInput *column, size_t row, const PlanTestCell *cell, Arena *arena,
                     NumberContext *numbers) {
    PlanInputType type = plan->inputs[cell->input].type;
    if (cell->state != STATE_VALUE)
        block_column_set(&column->values, row, cell_without_value(cell->state));
    else if (type == INPUT_KEY || type == INPUT_NAME)
        column->texts[row] = cell->text;
    else if (type == INPUT_TEXT)
        block_column_set(&column->values, row,
                         cell_from_decimal(category_of(&column->categories, cell->text, arena), 0));
    else
        block_column_set_number(&column->values, numbers, row, cell->number);
}

static void start_categories(const Plan *plan, Block *block, Arena *arena) {
    for (uint32_t i = 0; i < plan->input_count; i++) {
        const PlanInput *input = &plan->inputs[i];
        Categories *categories = &block->inputs[i].categories;
        for (size_t j = 0; input->type == INPUT_TEXT && j < input->option_count; j++)
            ARENA_PUSH(arena, categories->texts, categories->count, categories->capacity,
                       input->options[j].text);
    }
}

static void add_unit(const Plan *plan, const Source *source, Block *block, const PlanTestUnit *unit,
                     size_t number, Arena *arena, NumberContext *numbers) {
    size_t row = block->row_count++;
    block->lines[row] = source_position(source, unit->span.from).line;
    for (uint32_t i = 0; i < plan->input_count; i++)
        add_empty(plan, &block->inputs[i], i, row, number, arena);
    for (size_t i = 0; i < unit->cell_count; i++)
        set_cell(plan, &block->inputs[unit->cells[i].input], row, &unit->cells[i], arena, numbers);
}

static void hand_on(const Plan *plan, Block *block, Table *table) {
    category_defaults_set(plan, block);
    table_append(table, block);
    block_clear(block);
}

Table test_table(const Plan *plan, const Source *source, const PlanTest *test, Arena *arena,
                 NumberContext *numbers) {
    Table table = table_new(plan, source->name, NULL, arena);
    Block block = block_new(plan, arena);
    start_categories(plan, &block, arena);
    for (size_t i = 0; i < test->unit_count; i++) {
        if (block.row_count == BLOCK_ROWS) hand_on(plan, &block, &table);
        add_unit(plan, source, &block, &test->units[i], i + 1, arena, numbers);
    }
    hand_on(plan, &block, &table);
    block_free(&block);
    return table;
}
