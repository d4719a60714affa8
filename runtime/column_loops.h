/* All loops of one set of kernels; included by the file that says for which instructions. It defines
 * pack_word: the high bits of 64 bytes as a word. */

/* Compilers leave loops alone at -O2, or are timid. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

enum { MANTISSA_SHIFT = 8, DECIMALS_SHIFT = 3, DECIMALS_MASK = 31 << DECIMALS_SHIFT };

static const uint32_t row_bit[32] = {
    1u << 0,  1u << 1,  1u << 2,  1u << 3,  1u << 4,  1u << 5,  1u << 6,  1u << 7,
    1u << 8,  1u << 9,  1u << 10, 1u << 11, 1u << 12, 1u << 13, 1u << 14, 1u << 15,
    1u << 16, 1u << 17, 1u << 18, 1u << 19, 1u << 20, 1u << 21, 1u << 22, 1u << 23,
    1u << 24, 1u << 25, 1u << 26, 1u << 27, 1u << 28, 1u << 29, 1u << 30, 1u << 31,
};

static inline uint32_t half_word(const RowBits *bits, size_t row) {
    return (uint32_t)(bits->words[row / 64] >> (row % 64));
}

static void pack_bits(RowBits *restrict out, const uint8_t *restrict bytes) {
    for (size_t i = 0; i < COLUMN_WORDS; i++)
        out->words[i] = pack_word(bytes + i * 64);
}

#define LANE int32_t
#define LANE_NAME(name) narrow_##name
#include "runtime/column_lane_loops.h"
#undef LANE
#undef LANE_NAME

#define LANE int64_t
#define LANE_NAME(name) wide_##name
#include "runtime/column_lane_loops.h"
#undef LANE
#undef LANE_NAME

#define LANE_SET(width)                                                                                      \
    {                                                                                                        \
        .add = width##_add, .multiply = width##_multiply, .scale = width##_scale, .least = width##_least,    \
        .greatest = width##_greatest, .absolute = width##_absolute, .pick = width##_pick,                    \
        .pick_or_same = width##_pick_or_same, .pick_same = width##_pick_same,                                \
        .accumulate = width##_accumulate, .accumulate_same = width##_accumulate_same, .less = width##_less,  \
        .equal = width##_equal, .not_zero = width##_not_zero, .add_rises = width##_add_rises,                \
        .divisor = width##_divisor, .fill = width##_fill                                                     \
    }

static void widen(int64_t *restrict out, const int32_t *restrict a) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] = a[i];
}

/* Half away from zero is (size + under / 2) / under, cut off, with under / 2 cut off as well: an odd `under`
 * leaves no quotient in between. With n = size + under / 2 < 2^32 and r = (2^32 - 1) / under, cut off,
 * 2^32 - r × under lies in 1..under, so n × r / 2^32 is less than n / under by less than n / 2^32 < 1: its
 * whole part is the quotient or one less, and the rest tells which. */
static uint32_t divide(int32_t *restrict out, const int32_t *restrict over, int32_t factor,
                       const int32_t *restrict under, const uint32_t *restrict reciprocals) {
    uint32_t seen = 0;
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        int32_t top = over[i] * factor;
        uint32_t bottom = (uint32_t)under[i];
        uint32_t size = (uint32_t)(top < 0 ? -top : top) + (bottom >> 1);
        uint32_t quotient = (uint32_t)((uint64_t)size * reciprocals[i] >> 32);
        quotient += size - quotient * bottom >= bottom ? 1 : 0;
        seen |= quotient;
        out[i] = top < 0 ? -(int32_t)quotient : (int32_t)quotient;
    }
    return seen;
}

static void add_fraction(int64_t *restrict over, int64_t *restrict under, const RowBits *restrict mask,
                         const int32_t *restrict part, int64_t factor, const int32_t *restrict whole) {
    for (size_t start = 0; start < COLUMN_BLOCK; start += 32) {
        uint32_t half = half_word(mask, start);
        for (size_t i = start; i < start + 32; i++) {
            bool applies = (half & row_bit[i % 32]) != 0;
            int64_t top = applies ? part[i] * factor : 0, bottom = applies ? whole[i] : 1;
            over[i] = over[i] * bottom + under[i] * top;
            under[i] *= bottom;
        }
    }
}

static void find_states(StatePlanes *restrict out, const uint8_t *restrict forms) {
    uint8_t low[COLUMN_BLOCK], high[COLUMN_BLOCK], large[COLUMN_BLOCK];
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        low[i] = (uint8_t)(forms[i] << 7);
        high[i] = (uint8_t)(forms[i] << 6);
        large[i] = (uint8_t)(forms[i] << 5);
    }
    pack_bits(&out->low, low);
    pack_bits(&out->high, high);
    pack_bits(&out->left, large);
}

static void find_odd(RowBits *restrict out, const int32_t *restrict numbers) {
    uint8_t bits[COLUMN_BLOCK];
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        bits[i] = (uint8_t)((uint32_t)numbers[i] << 7);
    pack_bits(out, bits);
}

static KernelSurvey survey(const int32_t *restrict numbers, const uint8_t *restrict forms) {
    uint8_t all_forms = 0;
    uint32_t sizes = 0, signs = 0;
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        all_forms |= forms[i];
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        sizes |= (uint32_t)(numbers[i] ^ (numbers[i] >> 31));
        signs |= (uint32_t)numbers[i];
    }
    return (KernelSurvey){all_forms, sizes, signs >> 31};
}

static KernelSurvey survey_cells(const Cell *cells) {
    uint64_t any = 0, sizes = 0;
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        any |= cells[i];
        sizes |= cells[i] ^ (uint64_t)((int64_t)cells[i] >> 63);
    }
    return (KernelSurvey){(uint8_t)any, sizes >> MANTISSA_SHIFT, any >> 63};
}

static uint32_t decimals(const int32_t *restrict numbers, const uint8_t *restrict forms) {
    uint32_t seen = 0;
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        seen |= numbers[i] != 0 ? UINT32_C(1) << (forms[i] >> DECIMALS_SHIFT) : 0;
    return seen;
}

/* Ten times as often as a number lacks decimals. */
static void load(int32_t *restrict out, const int32_t *restrict numbers, const uint8_t *restrict forms,
                 unsigned fewest, unsigned most) {
    memcpy(out, numbers, COLUMN_BLOCK * sizeof *out);
    for (unsigned decimals = fewest; decimals < most; decimals++)
        for (size_t i = 0; i < COLUMN_BLOCK; i++)
            out[i] *= forms[i] >> DECIMALS_SHIFT <= decimals ? 10 : 1;
}

static void load_cells(int64_t *restrict out, const Cell *restrict cells, unsigned most) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] = (int64_t)cells[i] >> MANTISSA_SHIFT;
    for (unsigned decimals = 0; decimals < most; decimals++) {
        uint64_t limit = (uint64_t)decimals << DECIMALS_SHIFT;
        for (size_t i = 0; i < COLUMN_BLOCK; i++)
            out[i] *= (cells[i] & DECIMALS_MASK) <= limit ? 10 : 1;
    }
}

static void store_cells(Cell *restrict cells, const int64_t *restrict items, int64_t factor, Cell tail) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        cells[i] = (uint64_t)(items[i] * factor) << MANTISSA_SHIFT | tail;
}

static const ColumnKernels kernel_set = {
    .narrow = LANE_SET(narrow),
    .wide = LANE_SET(wide),
    .widen = widen,
    .divide = divide,
    .add_fraction = add_fraction,
    .find_states = find_states,
    .find_odd = find_odd,
    .survey = survey,
    .survey_cells = survey_cells,
    .decimals = decimals,
    .load = load,
    .load_cells = load_cells,
    .store_cells = store_cells,
};
