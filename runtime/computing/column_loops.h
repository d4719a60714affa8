/* All loops of one set of kernels; included by the file that says for which instructions. It defines
 * pack_word: one bit of 64 bytes as a word, and pack_not_zero: which of 64 numbers are not 0. */

/* Compilers leave loops alone at -O2, or are timid; an outer loop that is unrolled keeps the inner one from
 * becoming vectors. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3", "no-loop-unroll-and-jam", "no-loop-interchange")
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
        out->words[i] = pack_word(bytes + i * 64, 7);
}

#define LANE int32_t
#define LANE_NAME(name) narrow_##name
#include "runtime/computing/column_lane_loops.h"
#undef LANE
#undef LANE_NAME

#define LANE int64_t
#define LANE_NAME(name) wide_##name
#include "runtime/computing/column_lane_loops.h"
#undef LANE
#undef LANE_NAME

static void narrow_not_zero(RowBits *restrict out, const int32_t *restrict a) {
    for (size_t i = 0; i < COLUMN_WORDS; i++)
        out->words[i] = pack_not_zero(a + i * 64);
}

static void wide_not_zero(RowBits *restrict out, const int64_t *restrict a) {
    uint8_t answers[COLUMN_BLOCK];
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        answers[i] = a[i] != 0 ? 0x80 : 0;
    pack_bits(out, answers);
}

#define LANE_SET(width)                                                                                      \
    {                                                                                                        \
        .add = width##_add, .multiply = width##_multiply, .scale = width##_scale, .least = width##_least,    \
        .greatest = width##_greatest, .absolute = width##_absolute, .pick = width##_pick,                    \
        .pick_or_same = width##_pick_or_same, .pick_same = width##_pick_same,                                \
        .accumulate = width##_accumulate, .accumulate_same = width##_accumulate_same,                        \
        .add_fraction = width##_add_fraction, .less = width##_less, .equal = width##_equal,                  \
        .not_zero = width##_not_zero, .add_rises = width##_add_rises, .divisor = width##_divisor,            \
        .fill = width##_fill                                                                                 \
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

static uint8_t find_states(StatePlanes *restrict out, const uint8_t *restrict forms) {
    uint8_t all = 0;
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        all |= forms[i];
    for (size_t i = 0; i < COLUMN_WORDS; i++) {
        uint64_t low = pack_word(forms + i * 64, 0), high = pack_word(forms + i * 64, 1),
                 large = pack_word(forms + i * 64, 2);
        out->low.words[i] = low;
        out->high.words[i] = high;
        out->left.words[i] = large;
        out->values.words[i] = ~(low | high | large);
    }
    return all;
}

static uint32_t find_answers(RowBits *restrict out, const int32_t *restrict numbers) {
    uint32_t all = 0;
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        all |= (uint32_t)numbers[i];
    narrow_not_zero(out, numbers);
    return all;
}

static KernelSurvey load(int32_t *restrict out, const int32_t *restrict numbers) {
    uint32_t sizes = 0, signs = 0;
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        int32_t number = numbers[i];
        sizes |= (uint32_t)(number ^ (number >> 31));
        signs |= (uint32_t)number;
        out[i] = number;
    }
    return (KernelSurvey){sizes, signs >> 31};
}

static KernelSurvey survey_cells(const Cell *cells) {
    uint64_t any = 0, sizes = 0;
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        any |= cells[i];
        sizes |= cells[i] ^ (uint64_t)((int64_t)cells[i] >> 63);
    }
    return (KernelSurvey){sizes >> MANTISSA_SHIFT, any >> 63};
}

static uint32_t decimals(const int32_t *restrict numbers, const uint8_t *restrict forms) {
    uint32_t seen = 0;
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        seen |= numbers[i] != 0 ? UINT32_C(1) << (forms[i] >> DECIMALS_SHIFT) : 0;
    return seen;
}

/* Ten times as often as a number lacks decimals. */
static void add_decimals(int32_t *restrict out, const uint8_t *restrict forms, unsigned fewest,
                         unsigned most) {
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
    .find_states = find_states,

    .find_answers = find_answers,
    .survey_cells = survey_cells,
    .decimals = decimals,
    .load = load,
    .add_decimals = add_decimals,
    .load_cells = load_cells,
    .store_cells = store_cells,
};
