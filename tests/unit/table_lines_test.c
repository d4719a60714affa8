#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "runtime/values/table.h"
#include "tests/unit/plan_builder.h"

/* Rows of a key and a number: row n is told by the number of the row. */
typedef struct Rows {
    Builder builder;
    Block block;
    size_t made;
    uint64_t line; /* of the row before */
} Rows;

static Rows rows_new(void) {
    Rows rows = {.builder = builder_new(0), .line = 1};
    builder_input(&rows.builder, "ma", INPUT_KEY, "");
    builder_input(&rows.builder, "x", INPUT_NUMBER, "");
    rows.block = block_new(&rows.builder.plan, rows.builder.arena);
    rows.block.has_key_columns = true;
    return rows;
}

static Table new_table(Rows *rows) {
    return table_new(&rows->builder.plan, TEXT("data.csv"), NULL, rows->builder.arena);
}

static void rows_free(Rows *rows) {
    block_free(&rows->block);
    builder_free(&rows->builder);
}

/* Some lines are blank: each row n is followed by n % 9 == 4 ? 3 : 0 of them. */
static uint64_t line_behind(uint64_t line, size_t row) {
    return line + 1 + (row % 9 == 4 ? 3 : 0);
}

static void append(Rows *rows, Table *table, size_t count) {
    char key[24];
    block_clear(&rows->block);
    for (size_t i = 0; i < count; i++, rows->made++) {
        int len = snprintf(key, sizeof key, "D%zu", rows->made);
        rows->block.inputs[0].texts[i] = block_keep_text(&rows->block, (Text){key, (size_t)len});
        block_column_add(&rows->block.inputs[0].values, cell_from_decimal(0, 0));
        block_column_add(&rows->block.inputs[1].values, cell_from_decimal((int64_t)rows->made, 2));
        rows->line = line_behind(rows->line, rows->made);
        rows->block.lines[i] = rows->line;
        rows->block.key_columns[i] = (uint32_t)(1 + rows->made % 300);
    }
    rows->block.row_count = count;
    table_append(table, &rows->block);
}

static void check(Rows *rows, const Table *table, size_t count) {
    char key[24];
    uint64_t line = 1;
    assert_int_equal(table->row_count, count);
    for (size_t row = 0; row < count; row++) {
        line = line_behind(line, row);
        assert_int_equal(table_line(table, row), line);
        assert_int_equal(table_key_column(table, row), 1 + row % 300);
        Text text = text_column_get(table->columns[0].texts, row);
        int len = snprintf(key, sizeof key, "D%zu", row);
        assert_int_equal(text.len, len);
        assert_memory_equal(text.bytes, key, text.len);
        Number number = column_number(&table->columns[1].values, row);
        assert_true(number_equal(rows->builder.numbers, number, number_from_decimal((int64_t)row, 2)));
    }
}

static void every_row_knows_its_line(void **state) {
    (void)state;
    Rows rows = rows_new();
    Table table = new_table(&rows);
    size_t count = 0;
    for (size_t size = 1; count < 3 * PAGE_ROWS; size = size * 3 % BLOCK_ROWS + 1, count = rows.made)
        append(&rows, &table, size);
    check(&rows, &table, count);
    rows_free(&rows);
}

static void lines_that_follow_each_other_are_one_run(void **state) {
    (void)state;
    Rows rows = rows_new();
    Table table = new_table(&rows);
    assert_int_equal(table_line(&table, 0), 0);
    append(&rows, &table, 4);
    append(&rows, &table, 1);
    assert_int_equal(table.line_count, 2); /* row 4 comes behind blank lines */
    append(&rows, &table, 8);
    assert_int_equal(table.line_count, 2);
    check(&rows, &table, 13);
    rows_free(&rows);
}

static void joined_tables_are_as_if_they_were_one(void **state) {
    (void)state;
    for (size_t part = 1; part < 9000; part = part * 5 + 3) {
        Rows rows = rows_new();
        BlockColumn room = block_column_new(rows.builder.arena, rows.block.scratch);
        Table whole = new_table(&rows);
        for (size_t parts = 0; parts < 4; parts++) {
            Table table = new_table(&rows);
            for (size_t rest = part; rest > 0; rest -= rest < BLOCK_ROWS ? rest : BLOCK_ROWS)
                append(&rows, &table, rest < BLOCK_ROWS ? rest : BLOCK_ROWS);
            table_join(&whole, &table, &room);
        }
        check(&rows, &whole, 4 * part);
        rows_free(&rows);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_knows_its_line),
        cmocka_unit_test(lines_that_follow_each_other_are_one_run),
        cmocka_unit_test(joined_tables_are_as_if_they_were_one),
    };
    return cmocka_run_group_tests_name("table_lines", tests, NULL, NULL);
}
