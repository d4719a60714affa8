#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "runtime/values/sorting.h"
#include "tests/unit/plan_builder.h"

static uint64_t next(uint64_t *random) {
    *random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *random >> 33;
}

static int compare_rows(Builder *builder, const SortKey *keys, size_t key_count, size_t a, size_t b) {
    for (size_t i = 0; i < key_count; i++) {
        int result = number_compare(builder->numbers, column_number(keys[i].column, a),
                                    column_number(keys[i].column, b));
        if (result != 0) return keys[i].descending ? -result : result;
    }
    return 0;
}

/* All rows are there once, in order, and a run ends where the next row differs. */
static void check(Builder *builder, const SortKey *keys, size_t key_count) {
    size_t count = keys[0].column->count;
    uint32_t *rows = ARENA_ARRAY(builder->arena, uint32_t, count);
    bool *seen = ARENA_ARRAY(builder->arena, bool, count);
    for (size_t i = 0; i < count; i++)
        rows[i] = (uint32_t)(count - 1 - i);
    Sorter sorter = sorter_new(keys, key_count, builder->numbers, builder->arena);
    SortEntry *entries = sorter_sort(&sorter, rows, count);
    size_t end = 0;
    for (size_t i = 0; i < count; i++) {
        assert_false(seen[sort_row(entries[i])]);
        seen[sort_row(entries[i])] = true;
        if (i == end) end = sorter_run_end(&sorter, entries, i, count);
        if (i + 1 == count) break;
        int order = compare_rows(builder, keys, key_count, sort_row(entries[i]), sort_row(entries[i + 1]));
        assert_true(order < 0 ? i + 1 == end : order == 0 && i + 1 < end);
    }
    assert_int_equal(end, count);
}

typedef Number (*Maker)(Builder *builder, size_t row, uint64_t *random);

static void check_made(size_t count, Maker maker, uint64_t seed) {
    Builder builder = builder_new(count);
    Column first = column_new(builder.arena), second = column_new(builder.arena);
    for (size_t row = 0; row < count; row++)
        column_add_number(&first, builder.numbers, maker(&builder, row, &seed));
    for (size_t row = 0; row < count; row++)
        column_add(&second, cell_from_decimal((int64_t)next(&seed) % 3, 0));
    for (int falls = 0; falls < 2; falls++) {
        check(&builder, (SortKey[]){{&first, falls}}, 1);
        check(&builder, (SortKey[]){{&first, falls}, {&second, true}}, 2);
        check(&builder, (SortKey[]){{&second, falls}, {&first, false}}, 2);
    }
    builder_free(&builder);
}

static Number small_whole(Builder *builder, size_t row, uint64_t *random) {
    (void)builder;
    (void)row;
    return number_from_int((int64_t)next(random) % 200 - 100);
}

static Number long_decimal(Builder *builder, size_t row, uint64_t *random) {
    (void)builder;
    int64_t size = (int64_t)((next(random) << 24 ^ next(random)) & ((INT64_C(1) << 55) - 1));
    return number_from_decimal(row % 3 ? size : -size, 6);
}

/* Equal in the highest 32 bits of the span, nearly all of them. */
static Number crowded(Builder *builder, size_t row, uint64_t *random) {
    (void)builder;
    if (row == 5) return number_from_int(INT64_C(1) << 54);
    return number_from_int((int64_t)next(random) % 1000);
}

/* Nothing that whole numbers of 64 bits could hold together. */
static Number of_any_decimals(Builder *builder, size_t row, uint64_t *random) {
    (void)builder;
    (void)row;
    return number_from_decimal((int64_t)next(random) - (1 << 30), next(random) % 2 ? 18 : 0);
}

static Number fraction(Builder *builder, size_t row, uint64_t *random) {
    (void)row;
    return number_from_fraction(builder->numbers, (int64_t)next(random) % 2000 - 1000,
                                (int64_t)next(random) % 50 + 1);
}

/* Fractions that differ by far less than 2^-32, beside equal ones. */
static Number near_fraction(Builder *builder, size_t row, uint64_t *random) {
    int64_t large = INT64_C(1000000000000) + (int64_t)next(random) % 40;
    return number_from_fraction(builder->numbers, row % 2 ? large : -large, large + 1);
}

/* Roots, and numbers on both sides of 64 bits. */
static Number big(Builder *builder, size_t row, uint64_t *random) {
    Number root = NUMBER_ZERO;
    assert_true(number_sqrt(builder->numbers, number_from_int((int64_t)next(random) % 300), &root));
    if (row % 4 == 0) root = number_negate(builder->numbers, root);
    if (row % 7 != 0) return root;
    Number huge = number_from_digits(builder->numbers, TEXT("92233720368547758070000"));
    return number_multiply(builder->numbers, huge,
                           number_subtract(builder->numbers, root, number_from_int(9)));
}

static void rows_are_in_the_order_of_their_values(void **state) {
    (void)state;
    const Maker makers[] = {small_whole, long_decimal,  crowded, of_any_decimals,
                            fraction,    near_fraction, big};
    const size_t counts[] = {1, 2, 40, 127, 128, 3000};
    for (size_t i = 0; i < sizeof makers / sizeof makers[0]; i++)
        for (size_t k = 0; k < sizeof counts / sizeof counts[0]; k++)
            check_made(counts[k], makers[i], 100 * i + k);
}

/* By the lowest three bits of the row, the greatest first. */
static int compare_low_bits(const void *order, SortEntry a, SortEntry b) {
    size_t *calls = *(size_t *const *)order;
    ++*calls;
    return (int)(sort_row(b) % 8) - (int)(sort_row(a) % 8);
}

static void equal_keys_cost_no_more_than_n_log_n(void **state) {
    (void)state;
    enum { COUNT = 4096 };
    static SortEntry entries[COUNT], spare[COUNT];
    size_t calls = 0, *order = &calls;
    for (uint32_t i = 0; i < COUNT; i++)
        entries[i] = sort_entry(7, i);
    sort_equal_keys(entries, spare, COUNT, compare_low_bits, &order);
    for (uint32_t i = 0; i < COUNT; i++) /* stable: rows of the same bits rise */
        assert_int_equal(entries[i], sort_entry(7, i % (COUNT / 8) * 8 + 7 - i / (COUNT / 8)));
    assert_in_range(calls, COUNT, COUNT * 13);
}

static void digits_sort_keys_and_keep_the_rest(void **state) {
    (void)state;
    enum { COUNT = 5000 };
    static SortEntry entries[COUNT], spare[COUNT];
    for (unsigned bits = 0; bits <= 32; bits += 4) {
        uint64_t random = bits;
        for (uint32_t i = 0; i < COUNT; i++)
            entries[i] =
                sort_entry((uint32_t)((next(&random) << 8 ^ next(&random)) & ((UINT64_C(1) << bits) - 1)), i);
        SortEntry *sorted = sort_by_keys(entries, spare, COUNT, bits);
        for (size_t i = 1; i < COUNT; i++) /* rows rise where keys are equal: whole entries are in order */
            assert_true(sorted[i - 1] < sorted[i]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_in_the_order_of_their_values),
        cmocka_unit_test(equal_keys_cost_no_more_than_n_log_n),
        cmocka_unit_test(digits_sort_keys_and_keep_the_rest),
    };
    return cmocka_run_group_tests_name("sorting", tests, NULL, NULL);
}
