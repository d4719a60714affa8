#include "runtime/column_cells.h"

#include <string.h>

enum { DECIMAL_SHIFT = 3, MANTISSA_SHIFT = 8, LARGE_BIT = 4, DECIMALS = 32 };

static int64_t power_of_ten(unsigned decimals) {
    return number_from_decimal(1, decimals).denominator;
}

/* What the cells of a block have in common. */
typedef struct Survey {
    uint64_t any;      /* bits that some cell has */
    uint64_t sizes;    /* bits that some |mantissa| has */
    unsigned decimals; /* the most */
    bool is_uniform;   /* no cell with a value other than 0 has fewer */
} Survey;

static uint64_t filled(uint64_t bits) {
    for (unsigned shift = 1; shift < 64; shift *= 2)
        bits |= bits >> shift;
    return bits;
}

static Survey survey(const Cell *restrict cells) {
    uint64_t any = 0, sizes = 0, different = 0, first = cells[0];
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        any |= cells[i];
        sizes |= cells[i] ^ (uint64_t)((int64_t)cells[i] >> 63);
        different |= cells[i] ^ first;
    }
    Survey result = {any, filled(sizes >> MANTISSA_SHIFT) + 1, cell_decimals(any),
                     (cell_decimals(any)) == 0 || cell_decimals(different) == 0};
    for (size_t i = 0; !result.is_uniform && i < COLUMN_BLOCK; i++) {
        if (i == 0) result.decimals = 0;
        if (cell_decimals(cells[i]) > result.decimals) result.decimals = cell_decimals(cells[i]);
    }
    return result;
}

static void load_mantissas(int64_t *restrict out, const Cell *restrict cells) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] = (int64_t)cells[i] >> MANTISSA_SHIFT;
}

static void load_scaled(int64_t *restrict out, const Cell *restrict cells, unsigned decimals) {
    int64_t factors[DECIMALS] = {0};
    for (unsigned i = 0; i <= decimals; i++)
        factors[i] = power_of_ten(decimals - i);
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] = ((int64_t)cells[i] >> MANTISSA_SHIFT) * factors[cells[i] >> DECIMAL_SHIFT & (DECIMALS - 1)];
}

static void load_scaled_checked(int64_t *out, const Cell *cells, unsigned decimals, uint8_t *states) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        int64_t factor = power_of_ten(decimals - cell_decimals(cells[i]));
        if (!__builtin_mul_overflow(cell_mantissa(cells[i]), factor, &out[i])) continue;
        out[i] = 0;
        states[i] = STATE_LEFT;
    }
}

static void load_states(uint8_t *restrict out, const Cell *restrict cells) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] = (uint8_t)(cells[i] & 3);
}

/* The mantissa of a large cell is a place in a side table. */
static void leave_large(Cell *cells, uint8_t *states) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        if (!cell_is_large(cells[i])) continue;
        cells[i] = cell_from_decimal(0, 0);
        states[i] = STATE_LEFT;
    }
}

static Lanes load_numbers(LaneContext *context, const Cell *cells, const Survey *survey, uint8_t *states) {
    int64_t *out = column_pool_numbers(context->pool);
    uint64_t limit = survey->sizes;
    if (survey->is_uniform) {
        load_mantissas(out, cells);
        return (Lanes){out, 1, limit};
    }
    limit = limit_product(limit, (uint64_t)power_of_ten(survey->decimals));
    if (limit_fits(limit)) {
        load_scaled(out, cells, survey->decimals);
        return (Lanes){out, 1, limit};
    }
    load_scaled_checked(out, cells, survey->decimals, states);
    return (Lanes){out, 1, INT64_MAX};
}

static ColumnVector load_block(LaneContext *context, const Cell *cells, const Survey *survey,
                               uint8_t *states) {
    Lanes over = load_numbers(context, cells, survey, states);
    return (ColumnVector){over, lanes_all(power_of_ten(survey->decimals)), {states, 0}};
}

/* A copy of the cells without the large ones. */
static ColumnVector load_without_large(LaneContext *context, const Cell *cells, uint8_t *states) {
    Cell short_cells[COLUMN_BLOCK];
    memcpy(short_cells, cells, sizeof short_cells);
    leave_large(short_cells, states);
    Survey survey_of_short = survey(short_cells);
    return load_block(context, short_cells, &survey_of_short, states);
}

static ColumnVector load_whole_block(LaneContext *context, const Cell *cells) {
    Survey found = survey(cells);
    uint8_t *states = column_pool_states(context->pool);
    load_states(states, cells);
    if (found.any & LARGE_BIT) return load_without_large(context, cells, states);
    return load_block(context, cells, &found, states);
}

ColumnVector column_cells_load(LaneContext *context, const BlockColumn *column, size_t count) {
    Cell cells[COLUMN_BLOCK];
    for (size_t i = 0; i < count; i++)
        cells[i] = block_column_cell(column, i);
    for (size_t i = count; i < COLUMN_BLOCK; i++)
        cells[i] = cell_without_value(STATE_MISSING);
    return load_whole_block(context, cells);
}

/* The decimals with which 1 / scale can be written, or -1. */
static int decimals_of(int64_t scale) {
    for (unsigned decimals = 0; decimals <= CELL_MAX_DECIMALS; decimals++)
        if (power_of_ten(decimals) % scale == 0) return (int)decimals;
    return -1;
}

static void store_decimals(BlockColumn *column, const int64_t *items, int64_t factor, unsigned decimals,
                           const uint8_t *states, size_t count) {
    for (size_t i = 0; i < count; i++) {
        Cell cell = cell_from_decimal(items[i] * factor, decimals);
        block_column_set(column, i, states[i] == STATE_VALUE ? cell : states[i]);
    }
}

/* Factors are small nearly always; else the numbers themselves know how to grow. */
static void store_fraction(const LaneContext *context, ColumnVector vector, NumberContext *numbers,
                           BlockColumn *column, size_t i) {
    int64_t over = vector.over.items ? vector.over.items[i] : context->ones[i], top;
    int64_t under = vector.under.items ? vector.under.items[i] : context->ones[i], bottom;
    if (over != 0 && !__builtin_mul_overflow(over, vector.over.factor, &top) && top != INT64_MIN &&
        !__builtin_mul_overflow(under, vector.under.factor, &bottom)) {
        block_column_set_fraction(column, i, (Number){{top}, bottom});
        return;
    }
    Number number = number_multiply(numbers, number_from_int(over), number_from_int(vector.over.factor));
    number = number_divide(numbers, number, number_from_int(under));
    number = number_divide(numbers, number, number_from_int(vector.under.factor));
    block_column_set_number(column, numbers, i, number);
}

static void store_fractions(const LaneContext *context, ColumnVector vector, NumberContext *numbers,
                            BlockColumn *column, size_t count, const uint8_t *states) {
    for (size_t i = 0; i < count; i++) {
        if (states[i] == STATE_VALUE)
            store_fraction(context, vector, numbers, column, i);
        else
            block_column_set(column, i, cell_without_value(states[i] & 3));
    }
}

void column_cells_store(LaneContext *context, ColumnVector vector, NumberContext *numbers,
                        BlockColumn *column, size_t count) {
    uint8_t room[COLUMN_BLOCK];
    const uint8_t *states = states_bytes(vector.states, room);
    int decimals = vector.under.items ? -1 : decimals_of(vector.under.factor);
    int64_t more = decimals >= 0 ? power_of_ten((unsigned)decimals) / vector.under.factor : 0;
    bool fits = limit_product(lanes_bound(vector.over), (uint64_t)more) < UINT64_C(1) << 55;
    if (decimals >= 0 && fits)
        store_decimals(column, vector.over.items ? vector.over.items : context->ones,
                       vector.over.factor * more, (unsigned)decimals, states, count);
    else
        store_fractions(context, vector, numbers, column, count, states);
}
