#include "runtime/computing/column_round.h"

#include "runtime/values/cell.h"

__extension__ typedef __int128 Wide;

/* over[i] × of_over / (under[i] × of_under) */
typedef struct Division {
    Lanes over, under;
    uint64_t limit_over, limit_under;
    RoundingMode mode;
} Division;

/* ---- any mode, any size */

static Wide divided(Wide over, Wide under, RoundingMode mode) {
    Wide quotient = over / under, rest = over % under, size = rest < 0 ? -rest : rest;
    if (rest == 0) return quotient;
    int half = (size > under - size) - (size < under - size);
    if (!rounding_moves_away(mode, rest < 0, quotient & 1, half)) return quotient;
    return rest < 0 ? quotient - 1 : quotient + 1;
}

static uint64_t divide_checked(int64_t *out, const int64_t *over, const int64_t *under,
                               const Division *division, RowBits *left) {
    uint64_t seen = 0;
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        Wide quotient = divided((Wide)over[i] * division->over.factor,
                                (Wide)under[i] * division->under.factor, division->mode);
        bool fits = quotient <= INT64_MAX && quotient >= -INT64_MAX;
        if (!fits) row_bits_set(left, i);
        out[i] = fits ? (int64_t)quotient : 0;
        seen |= (uint64_t)(out[i] < 0 ? -out[i] : out[i]);
    }
    return seen;
}

/* ---- half away from zero: (|over| + under / 2) / under, cut off */

static uint64_t divide_wide(int64_t *restrict out, const int64_t *restrict over,
                            const int64_t *restrict under, const Division *division) {
    int64_t of_over = division->over.factor, of_under = division->under.factor;
    uint64_t seen = 0;
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        int64_t top = over[i] * of_over, bottom = under[i] * of_under;
        uint64_t size = (uint64_t)(top < 0 ? -top : top) + (uint64_t)(bottom >> 1);
        uint64_t quotient = size / (uint64_t)bottom;
        out[i] = top < 0 ? -(int64_t)quotient : (int64_t)quotient;
        seen |= quotient;
    }
    return seen;
}

/* ---- the same in 32 bits, with reciprocals */

enum { MOST_RECIPROCALS = 1 << 13 };

static uint32_t reciprocal(uint32_t number) {
    return UINT32_MAX / number;
}

/* A table pays where many rows are divided by small numbers. */
static bool has_reciprocals(LaneContext *context, uint64_t limit) {
    if (limit < context->reciprocal_count) return true;
    context->divided += COLUMN_BLOCK;
    if (limit >= MOST_RECIPROCALS || context->divided < limit) return false;
    if (!context->reciprocals)
        context->reciprocals = arena_alloc(context->arena, MOST_RECIPROCALS * sizeof(uint32_t));
    uint32_t count = context->reciprocal_count > 0 ? context->reciprocal_count : 1;
    for (; count <= limit; count++)
        context->reciprocals[count] = reciprocal(count);
    context->reciprocal_count = count;
    return true;
}

static void find_reciprocals(LaneContext *context, uint32_t *restrict out, const int32_t *restrict under,
                             uint64_t limit) {
    if (!has_reciprocals(context, limit)) {
        for (size_t i = 0; i < COLUMN_BLOCK; i++)
            out[i] = reciprocal((uint32_t)under[i]);
        return;
    }
    const uint32_t *restrict reciprocals = context->reciprocals;
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] = reciprocals[under[i]];
}

/* Divisors with their reciprocals. */
typedef struct Divisors {
    const LaneBuffer *under, *reciprocals;
} Divisors;

static Divisors same_divisors(LaneContext *context, int32_t under) {
    LaneBuffer *same = column_pool_lanes(context->pool), *found = column_pool_lanes(context->pool);
    context->kernels->narrow.fill(same->narrow, under);
    context->kernels->narrow.fill(found->narrow, (int32_t)reciprocal((uint32_t)under));
    return (Divisors){same, found};
}

static Divisors divisors(LaneContext *context, Lanes under, uint64_t limit) {
    if (lanes_are_same(under)) return same_divisors(context, (int32_t)under.factor);
    Lanes plain = lanes_plain(context, under);
    const LaneBuffer *items = lanes_items(context, plain, LANES_NARROW);
    LaneBuffer *found = column_pool_lanes(context->pool);
    find_reciprocals(context, (uint32_t *)found->narrow, items->narrow, limit);
    lanes_release(context, plain);
    return (Divisors){items, found};
}

static Lanes divide_narrow(LaneContext *context, const Division *division) {
    Divisors by = divisors(context, division->under, division->limit_under);
    const LaneBuffer *over = lanes_items(context, division->over, LANES_NARROW);
    LaneBuffer *out = column_pool_lanes(context->pool);
    uint32_t seen = context->kernels->divide(out->narrow, over->narrow, (int32_t)division->over.factor,
                                             by.under->narrow, (const uint32_t *)by.reciprocals->narrow);
    lane_items_release(context, over);
    lane_items_release(context, by.under);
    lane_items_release(context, by.reciprocals);
    return lanes_of_items(out, limit_of_bits(seen));
}

/* Items that are small after all become narrow. */
static Lanes narrowed(LaneContext *context, LaneBuffer *wide, uint64_t limit) {
    if (!limit_is_narrow(limit)) return lanes_of_items(wide, limit);
    LaneBuffer *out = column_pool_lanes(context->pool);
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out->narrow[i] = (int32_t)wide->wide[i];
    lane_items_release(context, wide);
    return lanes_of_items(out, limit);
}

static Lanes divide_long(LaneContext *context, const Division *division, bool checked) {
    const LaneBuffer *over = lanes_items(context, division->over, LANES_WIDE);
    const LaneBuffer *under = lanes_items(context, division->under, LANES_WIDE);
    LaneBuffer *out = column_pool_lanes(context->pool);
    uint64_t seen = checked
                        ? divide_checked(out->wide, over->wide, under->wide, division, lanes_left(context))
                        : divide_wide(out->wide, over->wide, under->wide, division);
    lane_items_release(context, over);
    lane_items_release(context, under);
    return narrowed(context, out, limit_of_bits(seen));
}

static bool is_narrow(const Division *division) {
    return limit_is_narrow(division->limit_over) && limit_is_narrow(division->limit_under) &&
           division->over.form != LANES_WIDE && division->under.form != LANES_WIDE;
}

static Lanes divide(LaneContext *context, const Division *division) {
    bool fits = limit_fits(limit_sum(division->limit_over, division->limit_under));
    if (division->mode != ROUND_HALF_AWAY || !fits) return divide_long(context, division, true);
    return is_narrow(division) ? divide_narrow(context, division) : divide_long(context, division, false);
}

/* ---- vectors */

ColumnVector vector_rounded(LaneContext *context, ColumnVector value, int decimals, RoundingMode mode) {
    if (decimals > CELL_MAX_DECIMALS) {
        lanes_leave_all(context);
        return vector_whole(lanes_all(0));
    }
    int64_t scale = number_from_decimal(1, (unsigned)decimals).denominator;
    int64_t more = scale;
    Division division = {.over = value.over, .under = value.under, .mode = mode};
    lanes_reduce(&more, &division.under.factor);
    lanes_reduce(&division.over.factor, &division.under.factor);
    division.over = lanes_scaled(context, division.over, more);
    division.limit_over = lanes_bound(division.over);
    division.limit_under = lanes_bound(division.under);
    bool is_whole = lanes_are_same(value.under) && division.under.factor == 1;
    Lanes whole = is_whole ? lanes_share(division.over) : divide(context, &division);
    lanes_release(context, division.over);
    lanes_reduce(&whole.factor, &scale);
    return (ColumnVector){whole, lanes_all(scale), states_all(STATE_VALUE)};
}
