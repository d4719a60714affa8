#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "runtime/values/column.h"
#include "tests/unit/base_builder.h"

/* A column beside the cells that were put into it. */
typedef struct Pair {
    Arena *arena, *scratch;
    NumberContext *numbers;
    Column column;
    BlockColumn block;
    Cell *cells;
    size_t count, capacity;
} Pair;

static Pair pair_new(void) {
    Pair pair = {.arena = arena_new(&base_memory), .scratch = arena_new(&base_memory)};
    pair.numbers = number_context_new(pair.arena);
    number_context_use(pair.numbers, pair.scratch);
    pair.column = column_new(pair.arena);
    pair.block = block_column_new(pair.arena, pair.scratch);
    return pair;
}

static void pair_free(Pair *pair) {
    number_context_free(pair->numbers);
    arena_free(pair->scratch);
    arena_free(pair->arena);
}

static void note(Pair *pair, Cell cell) {
    ARENA_PUSH(pair->arena, pair->cells, pair->count, pair->capacity, cell);
}

static void add(Pair *pair, Cell cell) {
    column_add(&pair->column, cell);
    note(pair, cell);
}

/* What is in the block at hand goes to the column, and is forgotten. */
static void append(Pair *pair) {
    column_append(&pair->column, &pair->block, pair->block.count);
    for (size_t i = 0; i < pair->block.count; i++)
        note(pair, block_column_cell(&pair->block, i));
    block_column_clear(&pair->block);
}

/* Decimals may grow; the value may not change. */
static void assert_same_value(Cell found, Cell expected) {
    assert_int_equal(cell_state(found), cell_state(expected));
    if (cell_state(expected) != STATE_VALUE) return;
    assert_false(cell_is_large(found));
    Number left = number_from_decimal(cell_mantissa(found), cell_decimals(found));
    Number right = number_from_decimal(cell_mantissa(expected), cell_decimals(expected));
    assert_int_equal(number_compare(NULL, left, right), 0);
}

static void check_blocks(const Pair *pair) {
    BlockColumn block = block_column_new(pair->arena, pair->scratch);
    for (size_t first = 0; first < pair->count; first += BLOCK_ROWS) {
        size_t rest = pair->count - first, rows = rest < BLOCK_ROWS ? rest : BLOCK_ROWS;
        column_load(&pair->column, first, rows, &block);
        assert_int_equal(block.count, rows);
        for (size_t i = 0; i < rows; i++)
            assert_same_value(block_column_cell(&block, i), pair->cells[first + i]);
    }
}

/* Every way to look at the column shows the cells that went in. */
static void check(const Pair *pair) {
    Cell *cells = arena_alloc(pair->arena, (pair->count + 1) * sizeof *cells);
    assert_int_equal(pair->column.count, pair->count);
    for (size_t row = 0; row < pair->count; row++)
        assert_same_value(column_cell(&pair->column, row), pair->cells[row]);
    check_blocks(pair);
    for (size_t first = 0; first < 5 && first < pair->count; first++) {
        column_cells(&pair->column, first, pair->count - first, cells);
        for (size_t i = first; i < pair->count; i++)
            assert_same_value(cells[i - first], pair->cells[i]);
    }
}

/* ---- widths */

static unsigned width_of(int64_t mantissa) {
    Pair pair = pair_new();
    add(&pair, cell_from_decimal(mantissa, 0));
    check(&pair);
    unsigned width = pair.column.pages[0].width;
    pair_free(&pair);
    return width;
}

static void the_least_numbers_of_a_width_are_left_to_states(void **state) {
    (void)state;
    assert_int_equal(width_of(0), 1);
    assert_int_equal(width_of(127), 1);
    assert_int_equal(width_of(128), 2);
    assert_int_equal(width_of(-124), 1);
    assert_int_equal(width_of(-125), 2);
    assert_int_equal(width_of(32767), 2);
    assert_int_equal(width_of(32768), 4);
    assert_int_equal(width_of(-32764), 2);
    assert_int_equal(width_of(-32765), 4);
    assert_int_equal(width_of(INT32_MAX), 4);
    assert_int_equal(width_of(INT64_C(2147483648)), 8);
    assert_int_equal(width_of(-INT64_C(2147483644)), 4);
    assert_int_equal(width_of(-INT64_C(2147483645)), 8);
    assert_int_equal(width_of((INT64_C(1) << 55) - 1), 8);
}

/* Cells of one kind over more than a page, and in the middle of the second one another. */
static void check_widening(Cell before, Cell then) {
    Pair pair = pair_new();
    for (size_t i = 0; i < PAGE_ROWS + 700; i++)
        add(&pair, i % 5 == 3 ? cell_without_value((ValueState)(1 + i % 3)) : before);
    add(&pair, then);
    for (size_t i = 0; i < PAGE_ROWS; i++)
        add(&pair, i % 7 == 2 ? then : before);
    check(&pair);
    pair_free(&pair);
}

static void pages_widen_in_the_middle(void **state) {
    (void)state;
    const int64_t sizes[] = {5, -120, 300, -32000, 70000, -2000000000, INT64_C(3000000000)};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++)
            for (unsigned decimals = 0; decimals <= 18; decimals += 3)
                check_widening(cell_from_decimal(sizes[i], 1), cell_from_decimal(sizes[k], decimals));
    check_widening(cell_without_value(STATE_MISSING), cell_from_decimal(1, 4));
    check_widening(cell_from_decimal(0, 0), cell_from_decimal(1, 18));
    check_widening(cell_from_decimal(0, 18), cell_from_decimal(1, 0));
}

/* ---- blocks */

static uint64_t next(uint64_t *random) {
    *random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *random >> 33;
}

/* What the values of a block are like: bits of the mantissas, decimals, and how many have a state. */
typedef struct Kind {
    unsigned bits, decimals;
    bool is_mixed;
    unsigned states_of_8;
} Kind;

static Cell random_cell(const Kind *kind, uint64_t *random) {
    if (next(random) % 8 < kind->states_of_8) return cell_without_value((ValueState)(1 + next(random) % 3));
    int64_t size = (int64_t)(((next(random) << 31) ^ next(random)) & ((UINT64_C(1) << kind->bits) - 1));
    unsigned decimals = kind->is_mixed ? (unsigned)next(random) % (kind->decimals + 1) : kind->decimals;
    return cell_from_decimal(next(random) % 2 ? size : -size, decimals);
}

static void append_random(Pair *pair, uint64_t *random) {
    static const unsigned bits[] = {0, 1, 6, 7, 8, 14, 15, 16, 30, 31, 32, 54};
    Kind kind = {bits[next(random) % 12], (unsigned)next(random) % 19, next(random) % 4 == 0,
                 (unsigned)next(random) % 9};
    size_t rows = next(random) % 4 ? BLOCK_ROWS : 1 + next(random) % BLOCK_ROWS;
    for (size_t i = 0; i < rows; i++)
        block_column_add(&pair->block, random_cell(&kind, random));
    append(pair);
}

static void blocks_of_any_kind_follow_each_other(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        Pair pair = pair_new();
        uint64_t random = seed;
        for (size_t blocks = next(&random) % 30; blocks > 0; blocks--)
            append_random(&pair, &random);
        check(&pair);
        pair_free(&pair);
    }
}

static void a_block_of_one_kind_stays_narrow(void **state) {
    (void)state;
    Pair pair = pair_new();
    for (size_t block = 0; block < 20; block++) {
        for (size_t i = 0; i < BLOCK_ROWS; i++)
            block_column_add(&pair.block, i % 9 == 0 ? cell_without_value(STATE_NOT_APPLICABLE)
                                                     : cell_from_decimal((int64_t)(i * 19 % 10001), 4));
        append(&pair);
    }
    for (size_t i = 0; i < pair.column.page_count; i++) {
        assert_int_equal(pair.column.pages[i].width, 2);
        assert_int_equal(pair.column.pages[i].decimals, 4);
    }
    check(&pair);
    pair_free(&pair);
}

/* ---- large numbers */

static void large_numbers_keep_their_values(void **state) {
    (void)state;
    Pair pair = pair_new();
    Number third = number_from_fraction(pair.numbers, 1, 3);
    Number huge = number_from_digits(pair.numbers, TEXT("12345678901234567890123"));
    for (size_t block = 0; block < 12; block++) {
        for (size_t i = 0; i < BLOCK_ROWS; i++) {
            Number number = i % 50 == 7 ? third : i % 50 == 9 ? huge : number_from_int((int64_t)i);
            block_column_add_number(&pair.block, pair.numbers, number);
        }
        column_append(&pair.column, &pair.block, BLOCK_ROWS);
        block_column_clear(&pair.block);
    }
    BlockColumn loaded = block_column_new(pair.arena, pair.scratch);
    for (size_t row = 0; row < pair.column.count; row++) {
        size_t i = row % BLOCK_ROWS;
        Number expected = i % 50 == 7 ? third : i % 50 == 9 ? huge : number_from_int((int64_t)i);
        if (i == 0) column_load(&pair.column, row, BLOCK_ROWS, &loaded);
        assert_true(number_equal(pair.numbers, column_number(&pair.column, row), expected));
        assert_true(number_equal(pair.numbers, block_column_number(&loaded, i), expected));
    }
    pair_free(&pair);
}

/* ---- other columns */

static void a_cell_can_be_put_in_the_place_of_another(void **state) {
    (void)state;
    Pair pair = pair_new();
    pair.count = pair.capacity = PAGE_ROWS + 300;
    pair.cells = ARENA_ARRAY(pair.arena, Cell, pair.count);
    pair.column = column_of_rows(pair.arena, pair.count, 200);
    for (size_t row = 0; row < pair.count; row++)
        pair.cells[row] = cell_without_value(STATE_NOT_APPLICABLE);
    check(&pair);
    uint64_t random = 5;
    for (unsigned bits = 4; bits < 40; bits += 4) {
        for (size_t i = 0; i < 200; i++) {
            Cell cell = random_cell(&(Kind){bits, 3, true, 2}, &random);
            size_t row = next(&random) % pair.count;
            column_set(&pair.column, row, cell);
            pair.cells[row] = cell;
        }
        check(&pair);
    }
    pair_free(&pair);
}

static void check_same(Number number, ValueState same) {
    Pair pair = pair_new();
    BlockColumn block = block_column_new(pair.arena, pair.scratch);
    pair.column = column_of_same(pair.arena, pair.numbers, number, same, 1000);
    column_load(&pair.column, BLOCK_ROWS, 1000 - BLOCK_ROWS, &block);
    for (size_t row = 0; row < 1000; row++) {
        assert_int_equal(column_state(&pair.column, row), same);
        if (row < 1000 - BLOCK_ROWS) assert_int_equal(cell_state(block_column_cell(&block, row)), same);
        if (same != STATE_VALUE) continue;
        assert_true(number_equal(pair.numbers, column_number(&pair.column, row), number));
        if (row < 1000 - BLOCK_ROWS)
            assert_true(number_equal(pair.numbers, block_column_number(&block, row), number));
    }
    pair_free(&pair);
}

static void one_value_can_stand_for_all(void **state) {
    (void)state;
    check_same(number_from_decimal(125, 2), STATE_VALUE);
    check_same(number_from_int(INT64_C(5000000000)), STATE_VALUE);
    check_same((Number){{1}, 3}, STATE_VALUE);
    check_same(NUMBER_ZERO, STATE_MISSING);
    check_same(NUMBER_ZERO, STATE_UNDEFINED);
}

/* ---- slices */

static void check_slices(const Pair *pair, unsigned expected) {
    unsigned decimals;
    assert_true(column_has_slices(&pair->column, &decimals));
    assert_int_equal(decimals, expected);
    ColumnSlice slice;
    for (size_t first = 0; first < pair->count; first += SLICE_ROWS) {
        column_slice(&pair->column, decimals, first, &slice);
        for (size_t i = 0; i < SLICE_ROWS; i++) {
            Cell cell = first + i < pair->count ? pair->cells[first + i] : cell_without_value(STATE_MISSING);
            assert_int_equal(slice.states[i], cell_state(cell));
            assert_same_value(slice.states[i] ? cell : cell_from_decimal(slice.numbers[i], decimals), cell);
            if (slice.states[i]) assert_int_equal(slice.numbers[i], 0);
        }
    }
}

static void slices_have_the_decimals_of_all_pages(void **state) {
    (void)state;
    Pair pair = pair_new();
    for (int64_t i = 0; i < PAGE_ROWS; i++)
        add(&pair, i % 3 ? cell_from_decimal(i % 100, 0) : cell_without_value(STATE_NOT_APPLICABLE));
    check_slices(&pair, 0);
    for (int64_t i = 0; i < PAGE_ROWS / 2 + 5; i++)
        add(&pair, cell_from_decimal(-i, 4));
    check_slices(&pair, 4);
    add(&pair, cell_from_decimal(1, 9)); /* 100 with nine decimals passes 32 bits */
    unsigned decimals;
    assert_false(column_has_slices(&pair.column, &decimals));
    pair_free(&pair);
}

static void wide_values_have_no_slices(void **state) {
    (void)state;
    Pair pair = pair_new();
    unsigned decimals;
    assert_true(column_has_slices(&pair.column, &decimals));
    add(&pair, cell_from_decimal(INT64_C(3000000000), 0));
    assert_false(column_has_slices(&pair.column, &decimals));
    pair_free(&pair);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_least_numbers_of_a_width_are_left_to_states),
        cmocka_unit_test(pages_widen_in_the_middle),
        cmocka_unit_test(blocks_of_any_kind_follow_each_other),
        cmocka_unit_test(a_block_of_one_kind_stays_narrow),
        cmocka_unit_test(large_numbers_keep_their_values),
        cmocka_unit_test(a_cell_can_be_put_in_the_place_of_another),
        cmocka_unit_test(one_value_can_stand_for_all),
        cmocka_unit_test(slices_have_the_decimals_of_all_pages),
        cmocka_unit_test(wide_values_have_no_slices),
    };
    return cmocka_run_group_tests_name("column_values", tests, NULL, NULL);
}
