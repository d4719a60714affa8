#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "runtime/computing/column_kernels.h"

/* The same numbers in both forms of a block column. */
typedef struct CellBlock {
    Cell cells[COLUMN_BLOCK];
    int32_t numbers[COLUMN_BLOCK];
    uint8_t forms[COLUMN_BLOCK];
} CellBlock;

/* ---- operands: small and large numbers of both signs, and bits */

static uint64_t next(uint64_t *state) {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * 0x2545f4914f6cdd1du;
}

typedef struct Operands {
    LaneBuffer a, b; /* of one width */
    RowBits mask;
} Operands;

static void fill_narrow(Operands *operands, uint64_t seed) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        operands->a.narrow[i] = (int32_t)(next(&seed) % 20001) - 10000;
        operands->b.narrow[i] = next(&seed) % 3 == 0 ? operands->a.narrow[i] : (int32_t)(next(&seed) % 7) - 3;
    }
    for (size_t i = 0; i < COLUMN_WORDS; i++)
        operands->mask.words[i] = next(&seed);
}

static void fill_wide(Operands *operands, uint64_t seed) {
    fill_narrow(operands, seed);
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        int64_t high = (int64_t)(next(&seed) >> 8) - (INT64_C(1) << 55);
        operands->a.wide[i] = i % 2 ? high : (int64_t)(next(&seed) % 9) - 4;
        operands->b.wide[i] = (int64_t)(next(&seed) % 5) - 2;
    }
}

static void fill_cells(CellBlock *block, uint64_t seed) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        Cell *cells = block->cells;
        int64_t mantissa = (int64_t)(next(&seed) % 2001) - 1000;
        unsigned decimals = mantissa == 0 ? 0 : 2 + (unsigned)(next(&seed) % 3);
        cells[i] = cell_from_decimal(mantissa, decimals);
        if (next(&seed) % 5 == 0) cells[i] = next(&seed) % 3 + 1;
        block->numbers[i] = (int32_t)cell_mantissa(cells[i]);
        block->forms[i] = cell_form(cells[i]);
    }
}

/* ---- every path gives what the plain loops give */

/* The results of all loops, one behind the other. */
typedef struct Results {
    LaneBuffer lanes[28];
    RowBits bits[8];
    StatePlanes states;
    uint64_t numbers[16];
    Cell cells[COLUMN_BLOCK];
} Results;

static void run_narrow(const NarrowKernels *kernels, const Operands *with, Results *out) {
    const int32_t *a = with->a.narrow, *b = with->b.narrow, least[] = {-5000, 0, 1, 4000},
                  rises[] = {1, -2, 3, 4};
    RowBits masks[2] = {with->mask, with->mask};
    const RowBits *all[4] = {&masks[0], &masks[1], &masks[1], &masks[0]};
    masks[1].words[0] ^= 0xff00ff;
    LaneBuffer *to = out->lanes;
    kernels->fill((to++)->narrow, 7);
    kernels->add((to++)->narrow, a, 1, b, 1);
    kernels->add((to++)->narrow, a, 3, b, -2);
    kernels->multiply((to++)->narrow, a, b);
    kernels->scale((to++)->narrow, a, -9);
    kernels->least((to++)->narrow, a, 2, b, 3);
    kernels->greatest((to++)->narrow, a, 2, b, 3);
    kernels->absolute((to++)->narrow, a);
    kernels->pick((to++)->narrow, masks, a, b);
    kernels->pick_or_same((to++)->narrow, masks, a, 5);
    kernels->pick_same((to++)->narrow, masks, -1, 8);
    memcpy(to, a, sizeof with->a.narrow);
    kernels->accumulate((to++)->narrow, masks, b, 11);
    memcpy(to, a, sizeof with->a.narrow);
    kernels->accumulate_same((to++)->narrow, all, least, 4);
    memcpy(to, b, sizeof with->b.narrow);
    kernels->add_rises((to++)->narrow, a, least, rises);
    out->numbers[0] = kernels->divisor((to++)->narrow, b);
    kernels->less(&out->bits[0], a, 1, b, 2);
    kernels->equal(&out->bits[1], a, 1, b, 1);
    kernels->not_zero(&out->bits[2], b);
}

static void run_wide(const WideKernels *kernels, const Operands *with, Results *out) {
    const int64_t *a = with->a.wide, *b = with->b.wide, least[] = {-5000, 0, 1, INT64_C(1) << 50},
                  rises[] = {1, -2, 3, INT64_C(1) << 40};
    RowBits masks[2] = {with->mask, with->mask};
    const RowBits *all[4] = {&masks[0], &masks[1], &masks[1], &masks[0]};
    masks[1].words[0] ^= 0xff00ff;
    LaneBuffer *to = out->lanes;
    kernels->fill((to++)->wide, INT64_C(7) << 40);
    kernels->add((to++)->wide, a, 1, b, 1);
    kernels->add((to++)->wide, a, 3, b, -2);
    kernels->multiply((to++)->wide, a, b);
    kernels->scale((to++)->wide, a, -9);
    kernels->least((to++)->wide, a, 2, b, 3);
    kernels->greatest((to++)->wide, a, 2, b, 3);
    kernels->absolute((to++)->wide, a);
    kernels->pick((to++)->wide, masks, a, b);
    kernels->pick_or_same((to++)->wide, masks, a, 5);
    kernels->pick_same((to++)->wide, masks, -1, INT64_C(8) << 40);
    *to = with->a;
    kernels->accumulate((to++)->wide, masks, b, 11);
    *to = with->a;
    kernels->accumulate_same((to++)->wide, all, least, 4);
    *to = with->b;
    kernels->add_rises((to++)->wide, a, least, rises);
    out->numbers[0] = kernels->divisor((to++)->wide, b);
    kernels->less(&out->bits[0], a, 1, b, 2);
    kernels->equal(&out->bits[1], a, 1, b, 1);
    kernels->not_zero(&out->bits[2], b);
}

static void run_common(const ColumnKernels *kernels, const Operands *with, const Operands *wide,
                       const CellBlock *block, Results *out) {
    int32_t under[COLUMN_BLOCK];
    uint32_t reciprocals[COLUMN_BLOCK];
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        under[i] = with->b.narrow[i] * with->b.narrow[i] + 1;
        reciprocals[i] = UINT32_MAX / (uint32_t)under[i];
    }
    kernels->widen(out->lanes[20].wide, with->a.narrow);
    out->numbers[1] = kernels->divide(out->lanes[21].narrow, with->a.narrow, 100, under, reciprocals);
    kernels->wide.fill(out->lanes[22].wide, 3);
    kernels->wide.fill(out->lanes[23].wide, 5);
    kernels->wide.add_fraction(out->lanes[22].wide, out->lanes[23].wide, &with->mask, with->a.narrow,
                               INT64_C(-7000000000), under);
    kernels->narrow.fill(out->lanes[26].narrow, 3);
    kernels->narrow.fill(out->lanes[27].narrow, 5);
    kernels->narrow.add_fraction(out->lanes[26].narrow, out->lanes[27].narrow, &with->mask, with->a.narrow,
                                 -7, under);
    out->numbers[5] = kernels->find_states(&out->states, block->forms);
    out->numbers[6] = kernels->find_answers(&out->bits[4], block->numbers);
    KernelSurvey found = kernels->load(out->lanes[24].narrow, block->numbers);
    KernelSurvey same = kernels->survey_cells(block->cells);
    out->numbers[2] = found.sizes * 2 + found.some_negative;
    out->numbers[3] = same.sizes * 2 + same.some_negative;
    out->numbers[4] = kernels->decimals(block->numbers, block->forms);
    kernels->add_decimals(out->lanes[24].narrow, block->forms, 2, 4);
    kernels->load_cells(out->lanes[25].wide, block->cells, 4);
    kernels->store_cells(out->cells, wide->b.wide, 100, cell_from_decimal(0, 3));
}

static void run_all(ColumnPath path, uint64_t seed, Results results[2]) {
    static Operands narrow, wide;
    static CellBlock block;
    memset(results, 0, 2 * sizeof *results);
    fill_narrow(&narrow, seed);
    fill_wide(&wide, seed);
    fill_cells(&block, seed);
    const ColumnKernels *kernels = column_kernels(path);
    run_narrow(&kernels->narrow, &narrow, &results[0]);
    run_wide(&kernels->wide, &wide, &results[1]);
    run_common(kernels, &narrow, &wide, &block, &results[0]);
    assert_int_equal(results[0].numbers[2], results[0].numbers[3]);
}

static void every_path_gives_the_same_numbers(void **state) {
    (void)state;
    static Results plain[2], other[2];
    for (uint64_t seed = 1; seed <= 20; seed++) {
        run_all(COLUMN_PLAIN, seed, plain);
        for (ColumnPath path = COLUMN_PLAIN + 1; path < COLUMN_PATHS; path++) {
            if (!column_path_has(path)) continue;
            run_all(path, seed, other);
            assert_memory_equal(plain, other, sizeof plain);
        }
    }
}

static void the_fastest_path_is_one_the_machine_has(void **state) {
    (void)state;
    assert_true(column_path_has(COLUMN_PLAIN));
    assert_true(column_path_has(column_path_best()));
    assert_false(column_path_has(COLUMN_PATHS));
}

/* ---- the plain loops give the right ones */

static int32_t half_away(int64_t over, int64_t under) {
    int64_t size = over < 0 ? -over : over, quotient = (2 * size + under) / (2 * under);
    return (int32_t)(over < 0 ? -quotient : quotient);
}

/* Quotients around halves and whole numbers, and the largest operands. */
static int64_t numerator(uint64_t *seed, int64_t under) {
    int64_t around = (int64_t)(next(seed) % 5) - 2, over = (int64_t)(next(seed) >> 33);
    if (next(seed) % 3 > 0) over = over / under * under + (next(seed) % 2 ? under / 2 : 0) + around;
    if (over > INT32_MAX) over = INT32_MAX;
    return next(seed) % 2 ? over : -over;
}

static void check_division(ColumnPath path, uint64_t seed, unsigned bits) {
    int32_t over[COLUMN_BLOCK], under[COLUMN_BLOCK], out[COLUMN_BLOCK];
    uint32_t reciprocals[COLUMN_BLOCK];
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        under[i] = (int32_t)(next(&seed) >> (64 - bits)) + (bits < 31);
        if (under[i] == 0 || next(&seed) % 16 == 0) under[i] = INT32_MAX >> (31 - bits);
        over[i] = (int32_t)numerator(&seed, under[i]);
        reciprocals[i] = UINT32_MAX / (uint32_t)under[i];
    }
    column_kernels(path)->divide(out, over, 1, under, reciprocals);
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        assert_int_equal(out[i], half_away(over[i], under[i]));
}

static void division_by_reciprocals_is_exact(void **state) {
    (void)state;
    for (ColumnPath path = COLUMN_PLAIN; path < COLUMN_PATHS; path++)
        for (unsigned bits = 1; column_path_has(path) && bits <= 31; bits++)
            for (uint64_t seed = 1; seed <= 10; seed++)
                check_division(path, seed * 1000 + bits, bits);
}

static void states_of_cells_are_bits(void **state) {
    (void)state;
    uint8_t forms[COLUMN_BLOCK] = {0};
    StatePlanes planes;
    forms[1] = STATE_NOT_APPLICABLE;
    forms[64] = STATE_MISSING;
    forms[65] = STATE_UNDEFINED;
    forms[130] = 4;
    column_kernels(COLUMN_PLAIN)->find_states(&planes, forms);
    assert_int_equal(planes.low.words[0], 2);
    assert_int_equal(planes.low.words[1], 2);
    assert_int_equal(planes.high.words[1], 3);
    assert_int_equal(planes.left.words[2], 4);
    assert_true(planes.values.words[1] == ~UINT64_C(3));
}

static void numbers_are_brought_to_the_same_decimals(void **state) {
    (void)state;
    int32_t numbers[COLUMN_BLOCK] = {5, -25, 125}, out[COLUMN_BLOCK];
    uint8_t forms[COLUMN_BLOCK] = {1 << 3, 2 << 3, 3 << 3};
    assert_int_equal(column_kernels(COLUMN_PLAIN)->decimals(numbers, forms), 14);
    memcpy(out, numbers, sizeof out);
    column_kernels(COLUMN_PLAIN)->add_decimals(out, forms, 1, 3);
    assert_int_equal(out[0], 500);
    assert_int_equal(out[1], -250);
    assert_int_equal(out[2], 125);
    assert_int_equal(out[3], 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_path_gives_the_same_numbers),
        cmocka_unit_test(the_fastest_path_is_one_the_machine_has),
        cmocka_unit_test(division_by_reciprocals_is_exact),
        cmocka_unit_test(states_of_cells_are_bits),
        cmocka_unit_test(numbers_are_brought_to_the_same_decimals),
    };
    return cmocka_run_group_tests_name("column_kernels", tests, NULL, NULL);
}
