#include "runtime/computing/column_cells.h"

#include <string.h>

enum { LARGE_BIT = 4 };

static int64_t power_of_ten(unsigned decimals) {
    return number_from_decimal(1, decimals).denominator;
}

/* ---- from cells */

/* States that cells whose forms are made of these bits can have. */
static uint8_t possible_states(uint8_t forms) {
    static const uint8_t possible[] = {1, 1 | 2, 1 | 4, 1 | 2 | 4 | 8};
    return possible[forms & 3];
}

static void swap(RowBits *a, RowBits *b) {
    RowBits kept = *a;
    *a = *b;
    *b = kept;
}

/* Missing cells count as another state. */
static States without_missing(LaneContext *context, States states, StatePlanes *planes, uint8_t missing_as) {
    const uint8_t to[STATE_LEFT + 1] = {0, 1, missing_as, 3, STATE_LEFT};
    if (missing_as == STATE_NOT_APPLICABLE && states.possible == (1 << STATE_VALUE | 1 << STATE_MISSING)) {
        swap(&planes->low, &planes->high);
        return (States){planes, 0, 1 << STATE_VALUE | 1 << STATE_NOT_APPLICABLE};
    }
    States mapped = states_map(context->pool, states, to);
    states_release(context->pool, states);
    return mapped;
}

static States load_states(LaneContext *context, const uint8_t *forms, uint8_t missing_as,
                          uint8_t *all_forms) {
    StatePlanes *planes = column_pool_states(context->pool);
    *all_forms = context->kernels->find_states(planes, forms);
    uint8_t left = *all_forms & LARGE_BIT ? 1 << STATE_LEFT : 0;
    if ((*all_forms & (3 | LARGE_BIT)) == 0) {
        column_pool_release_states(context->pool, planes);
        return states_all(STATE_VALUE);
    }
    States states = {planes, 0, possible_states(*all_forms) | left};
    if (missing_as == STATE_MISSING || states_lack(states, STATE_MISSING)) return states;
    return without_missing(context, states, planes, missing_as);
}

static uint64_t limit_of(const KernelSurvey *survey) {
    return limit_of_bits(survey->sizes) + survey->some_negative;
}

/* Cells whose mantissas pass 32 bits, or do so when they are brought to the same decimals. */
static Lanes load_long(LaneContext *context, const Cell *cells, uint64_t limit, unsigned decimals) {
    LaneBuffer *out = column_pool_lanes(context->pool);
    limit = limit_product(limit, (uint64_t)power_of_ten(decimals));
    if (limit_fits(limit)) {
        context->kernels->load_cells(out->wide, cells, decimals);
        return (Lanes){out, 1, limit, LANES_WIDE};
    }
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        int64_t mantissa = cell_mantissa(cells[i]);
        int64_t more = mantissa != 0 ? power_of_ten(decimals - cell_decimals(cells[i])) : 0;
        if (!__builtin_mul_overflow(mantissa, more, &out->wide[i]) && out->wide[i] != INT64_MIN) continue;
        out->wide[i] = 0;
        row_bits_set(lanes_left(context), i);
    }
    return (Lanes){out, 1, INT64_MAX, LANES_WIDE};
}

/* Numbers of 32 bits that pass them when they are brought to the same decimals. */
static Lanes load_scaled_long(LaneContext *context, const int32_t *numbers, const uint8_t *forms,
                              uint64_t limit, unsigned most) {
    Cell cells[COLUMN_BLOCK];
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        cells[i] = cell_of_form(numbers[i], forms[i]);
    return load_long(context, cells, limit, most);
}

/* Takes the copy of the numbers. Numbers without decimals stay as they are. */
static ColumnVector scaled(LaneContext *context, LaneBuffer *copy, uint64_t limit, const int32_t *numbers,
                           const uint8_t *forms) {
    uint32_t decimals = context->kernels->decimals(numbers, forms);
    if (decimals == 0) return vector_whole(lanes_of_items(copy, limit));
    unsigned fewest = (unsigned)__builtin_ctz(decimals), most = 31 - (unsigned)__builtin_clz(decimals);
    uint64_t more = limit_product(limit, (uint64_t)power_of_ten(most - fewest));
    ColumnVector result = {.under = lanes_all(power_of_ten(most))};
    if (limit_is_narrow(more)) {
        context->kernels->add_decimals(copy->narrow, forms, fewest, most);
        result.over = lanes_of_items(copy, more);
    } else {
        lane_items_release(context, copy);
        result.over = load_scaled_long(context, numbers, forms, limit, most);
    }
    return result;
}

static ColumnVector load_numbers(LaneContext *context, const int32_t *numbers, const uint8_t *forms,
                                 const CellKind *kind) {
    uint8_t all_forms;
    States states = load_states(context, forms, kind->missing_as, &all_forms);
    LaneBuffer *out = column_pool_lanes(context->pool);
    KernelSurvey found = context->kernels->load(out->narrow, numbers);
    uint64_t limit = limit_of(&found);
    ColumnVector result = cell_decimals(all_forms) == 0 ? vector_whole(lanes_of_items(out, limit))
                                                        : scaled(context, out, limit, numbers, forms);
    result.states = states;
    return result;
}

/* Yes and no as bits; numbers after all are loaded as numbers. */
static ColumnVector load_answers(LaneContext *context, const int32_t *numbers, const uint8_t *forms,
                                 const CellKind *kind) {
    LaneBuffer *out = column_pool_lanes(context->pool);
    uint32_t found = context->kernels->find_answers(&out->bits, numbers);
    uint8_t all_forms;
    States states = load_states(context, forms, kind->missing_as, &all_forms);
    if (found <= 1 && cell_decimals(all_forms) == 0)
        return (ColumnVector){{out, 1, 1, LANES_BITS}, lanes_all(1), states};
    lane_items_release(context, out);
    states_release(context->pool, states);
    return load_numbers(context, numbers, forms, kind);
}

/* The mantissa of a large cell is a place in a side table. Gives the most decimals of the others. */
static unsigned split_cells(Cell *restrict cells, uint8_t *restrict forms, const Cell *restrict from) {
    unsigned most = 0;
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        forms[i] = cell_form(from[i]);
        cells[i] = cell_is_large(from[i]) ? cell_from_decimal(0, 0) : from[i];
        if (cell_decimals(cells[i]) > most) most = cell_decimals(cells[i]);
    }
    return most;
}

static ColumnVector load_cells(LaneContext *context, const Cell *from, const CellKind *kind) {
    Cell cells[COLUMN_BLOCK];
    uint8_t forms[COLUMN_BLOCK], all_forms;
    unsigned most = split_cells(cells, forms, from);
    KernelSurvey found = context->kernels->survey_cells(cells);
    States states = load_states(context, forms, kind->missing_as, &all_forms);
    Lanes over = load_long(context, cells, limit_of(&found), most);
    return (ColumnVector){over, lanes_all(power_of_ten(most)), states};
}

typedef ColumnVector (*LoadNumbers)(LaneContext *context, const int32_t *numbers, const uint8_t *forms,
                                    const CellKind *kind);

static ColumnVector load_some_numbers(LaneContext *context, const BlockColumn *column, size_t count,
                                      const CellKind *kind, LoadNumbers load) {
    int32_t numbers[COLUMN_BLOCK] = {0};
    uint8_t forms[COLUMN_BLOCK];
    memset(forms, STATE_MISSING, sizeof forms);
    memcpy(numbers, column->numbers, count * sizeof *numbers);
    memcpy(forms, column->forms, count * sizeof *forms);
    return load(context, numbers, forms, kind);
}

static ColumnVector load_some_cells(LaneContext *context, const BlockColumn *column, size_t count,
                                    const CellKind *kind) {
    Cell cells[COLUMN_BLOCK];
    memcpy(cells, column->cells, count * sizeof *cells);
    for (size_t i = count; i < COLUMN_BLOCK; i++)
        cells[i] = cell_without_value(STATE_MISSING);
    return load_cells(context, cells, kind);
}

ColumnVector column_cells_load(LaneContext *context, const BlockColumn *column, size_t count,
                               const CellKind *kind) {
    LoadNumbers load = kind->are_answers ? load_answers : load_numbers;
    bool is_full = count == COLUMN_BLOCK;
    if (column->is_wide)
        return is_full ? load_cells(context, column->cells, kind)
                       : load_some_cells(context, column, count, kind);
    return is_full ? load(context, column->numbers, column->forms, kind)
                   : load_some_numbers(context, column, count, kind, load);
}

/* ---- to cells */

/* The decimals with which 1 / scale can be written, or -1. */
static int decimals_of(int64_t scale) {
    for (unsigned decimals = 0; decimals <= CELL_MAX_DECIMALS; decimals++)
        if (power_of_ten(decimals) % scale == 0) return (int)decimals;
    return -1;
}

/* Rows without a value hold their state, in place of a number. */
static void store_states(BlockColumn *column, States states, size_t count) {
    RowBits rows = states_worse(states, STATE_VALUE);
    for (size_t i = 0; i < COLUMN_WORDS; i++)
        for (uint64_t rest = rows.words[i]; rest != 0; rest &= rest - 1) {
            size_t row = i * 64 + (size_t)__builtin_ctzll(rest);
            if (row < count)
                block_column_set(column, row, cell_without_value((ValueState)(states_at(states, row) & 3)));
        }
}

static void store_numbers(LaneContext *context, Lanes over, int64_t factor, unsigned decimals,
                          BlockColumn *column) {
    const LaneBuffer *items = lanes_items(context, over, LANES_NARROW);
    context->kernels->narrow.scale(column->numbers, items->narrow, (int32_t)factor);
    memset(column->forms, cell_form(cell_from_decimal(0, decimals)), COLUMN_BLOCK);
    column->is_wide = false;
    lane_items_release(context, items);
}

static void store_cells(LaneContext *context, Lanes over, int64_t factor, unsigned decimals,
                        BlockColumn *column) {
    const LaneBuffer *items = lanes_items(context, over, LANES_WIDE);
    if (!column->is_wide) block_column_widen(column);
    context->kernels->store_cells(column->cells, items->wide, factor, cell_from_decimal(0, decimals));
    lane_items_release(context, items);
}

/* Factors are small nearly always; else the numbers themselves know how to grow. */
static void store_fraction(int64_t over, int64_t under, ColumnVector vector, NumberContext *numbers,
                           BlockColumn *column, size_t row) {
    int64_t top, bottom;
    if (over != 0 && !__builtin_mul_overflow(over, vector.over.factor, &top) && top != INT64_MIN &&
        !__builtin_mul_overflow(under, vector.under.factor, &bottom)) {
        block_column_set_fraction(column, row, (Number){{top}, bottom});
        return;
    }
    Number number = number_multiply(numbers, number_from_int(over), number_from_int(vector.over.factor));
    number = number_divide(numbers, number, number_from_int(under));
    number = number_divide(numbers, number, number_from_int(vector.under.factor));
    block_column_set_number(column, numbers, row, number);
}

static void store_fractions(LaneContext *context, ColumnVector vector, NumberContext *numbers,
                            BlockColumn *column, size_t count) {
    const LaneBuffer *over = lanes_items(context, vector.over, LANES_WIDE);
    const LaneBuffer *under = lanes_items(context, vector.under, LANES_WIDE);
    RowBits values = states_find(vector.states, STATE_VALUE);
    for (size_t i = 0; i < count; i++)
        if (row_bits_has(&values, i))
            store_fraction(over->wide[i], under->wide[i], vector, numbers, column, i);
    lane_items_release(context, over);
    lane_items_release(context, under);
}

void column_cells_store(LaneContext *context, ColumnVector vector, NumberContext *numbers,
                        BlockColumn *column, size_t count) {
    int decimals = lanes_are_same(vector.under) ? decimals_of(vector.under.factor) : -1;
    int64_t more = decimals >= 0 ? power_of_ten((unsigned)decimals) / vector.under.factor : 0;
    uint64_t limit = limit_product(lanes_bound(vector.over), (uint64_t)more);
    int64_t factor = limit < UINT64_C(1) << 55 ? vector.over.factor * more : 0;
    if (decimals < 0 || limit >= UINT64_C(1) << 55)
        store_fractions(context, vector, numbers, column, count);
    else if (limit_is_narrow(limit) && vector.over.form != LANES_WIDE)
        store_numbers(context, vector.over, factor, (unsigned)decimals, column);
    else
        store_cells(context, vector.over, factor, (unsigned)decimals, column);
    store_states(column, vector.states, count);
}
