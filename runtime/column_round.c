#include "runtime/column_round.h"

#include "runtime/cell.h"

__extension__ typedef __int128 Wide;

/* over[i] × of_over / (under[i] × of_under) */
typedef struct Division {
    const int64_t *over, *under;
    int64_t of_over, of_under;
    RoundingMode mode;
} Division;

static Wide divided(Wide over, Wide under, RoundingMode mode) {
    Wide quotient = over / under, rest = over % under, size = rest < 0 ? -rest : rest;
    if (rest == 0) return quotient;
    int half = (size > under - size) - (size < under - size);
    if (!rounding_moves_away(mode, rest < 0, quotient & 1, half)) return quotient;
    return rest < 0 ? quotient - 1 : quotient + 1;
}

static uint64_t divide_wide(int64_t *out, const Division *division, uint8_t *left) {
    uint64_t seen = 0;
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        Wide over = (Wide)division->over[i] * division->of_over;
        Wide quotient = divided(over, (Wide)division->under[i] * division->of_under, division->mode);
        bool fits = quotient <= INT64_MAX && quotient >= -INT64_MAX;
        if (!fits) left[i] = 1;
        out[i] = fits ? (int64_t)quotient : 0;
        seen |= (uint64_t)(out[i] < 0 ? -out[i] : out[i]);
    }
    return seen;
}

/* Half away from zero is (2 × |over| + under) / (2 × under), cut off. */
static uint64_t divide_half_away(int64_t *restrict out, const Division *division) {
    const int64_t *restrict over = division->over, *restrict under = division->under;
    int64_t of_over = division->of_over * 2, of_under = division->of_under;
    uint64_t seen = 0;
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        int64_t top = over[i] * of_over, bottom = under[i] * of_under;
        uint64_t size = (uint64_t)(top < 0 ? -top : top) + (uint64_t)bottom;
        uint64_t quotient = size / ((uint64_t)bottom * 2);
        out[i] = top < 0 ? -(int64_t)quotient : (int64_t)quotient;
        seen |= quotient;
    }
    return seen;
}

/* The same in 32 bits: the division takes a fraction of the time. */
static uint64_t divide_half_away_short(int64_t *restrict out, const Division *division) {
    const int64_t *restrict over = division->over, *restrict under = division->under;
    int32_t of_over = (int32_t)division->of_over * 2;
    uint32_t of_under = (uint32_t)division->of_under, seen = 0;
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        int32_t top = (int32_t)over[i] * of_over;
        uint32_t bottom = (uint32_t)under[i] * of_under;
        uint32_t quotient = ((uint32_t)(top < 0 ? -top : top) + bottom) / (bottom * 2);
        out[i] = top < 0 ? -(int64_t)quotient : (int64_t)quotient;
        seen |= quotient;
    }
    return seen;
}

static uint64_t filled(uint64_t bits) {
    for (unsigned shift = 1; shift < 64; shift *= 2)
        bits |= bits >> shift;
    return bits;
}

static Lanes divide(LaneContext *context, const Division *division, uint64_t over, uint64_t under) {
    int64_t *out = column_pool_numbers(context->pool);
    uint64_t bound = limit_sum(limit_product(over, 2), limit_product(under, 2)), seen;
    if (division->mode != ROUND_HALF_AWAY || !limit_fits(bound))
        seen = divide_wide(out, division, lanes_left(context));
    else if (bound <= INT32_MAX)
        seen = divide_half_away_short(out, division);
    else
        seen = divide_half_away(out, division);
    return (Lanes){out, 1, filled(seen)};
}

ColumnVector vector_rounded(LaneContext *context, ColumnVector value, int decimals, RoundingMode mode) {
    if (decimals > CELL_MAX_DECIMALS) {
        lanes_leave_all(context);
        return vector_whole(lanes_all(0));
    }
    int64_t scale = number_from_decimal(1, (unsigned)decimals).denominator;
    int64_t common = lanes_gcd(scale, value.under.factor), more = scale / common;
    int64_t of_under = value.under.factor / common;
    int64_t shared = lanes_gcd(value.over.factor, of_under);
    Lanes over = value.over;
    over.factor /= shared;
    over = lanes_scaled(context, over, more);
    Division division = {over.items ? over.items : context->ones,
                         value.under.items ? value.under.items : context->ones, over.factor,
                         of_under / shared, mode};
    uint64_t under = limit_product(value.under.items ? value.under.limit : 1, (uint64_t)division.of_under);
    Lanes whole = lanes_share(over);
    if (value.under.items || division.of_under != 1) {
        lanes_release(context, whole);
        whole = divide(context, &division, lanes_bound(over), under);
    }
    lanes_release(context, over);
    ColumnVector result = {whole, lanes_all(scale), states_all(STATE_VALUE)};
    common = lanes_gcd(whole.factor, scale);
    result.over.factor /= common;
    result.under.factor /= common;
    return result;
}
