#include "runtime/reading/cell_run_avx2.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#define HERE MACHINE_FOR_AVX2 __attribute__((__always_inline__)) static inline

enum { HALF = 8 }; /* cells of 32 bits that fit a vector */

/* The cells of some rows as they are read: a row of the tile after the other. */
typedef struct Rows {
    int32_t numbers[CELL_RUN_ROWS][CELL_RUN_NUMBERS];
    uint8_t forms[CELL_RUN_ROWS][CELL_RUN_NUMBERS];
} Rows;

/* Eight cells of one row: where each begins, and its length. */
typedef struct Places {
    const char *bytes;
    uint32_t from[HALF];
    __m256i len;
    unsigned is_empty;
} Places;

HERE __m256i load(const void *bytes) {
    return _mm256_loadu_si256(bytes);
}

HERE unsigned bits_32(__m256i mask) {
    return (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(mask));
}

HERE unsigned bits_64(__m256i mask) {
    return (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(mask));
}

/* All bits of the cells whose bit is set. */
HERE __m256i mask_of(unsigned bits) {
    const __m256i each = _mm256_setr_epi32(1, 2, 4, 8, 16, 32, 64, 128);
    return _mm256_cmpeq_epi32(_mm256_and_si256(_mm256_set1_epi32((int)bits), each), each);
}

/* Places behind the last cell of the run may be those of the next row, or nothing at all: for such cells the
 * first one stands. */
HERE Places places_of(const CellRun *run, const CellTile *tile, size_t row, unsigned half) {
    const uint32_t *starts = tile->starts + row * tile->columns + half * HALF;
    unsigned count = run->count - half * HALF;
    __m256i is_there = mask_of(count >= HALF ? 0xFF : (1u << count) - 1);
    __m256i from = load(starts), len = _mm256_sub_epi32(load(starts + 1), from);
    len = _mm256_add_epi32(len, _mm256_set1_epi32(-1));
    len = _mm256_add_epi32(len, mask_of(tile->has_return >> (half * HALF)));
    Places places = {.bytes = tile->bytes, .len = _mm256_and_si256(len, is_there)};
    from = _mm256_blendv_epi8(_mm256_set1_epi32((int)starts[0]), from, is_there);
    _mm256_storeu_si256((void *)places.from, from);
    places.is_empty = bits_32(_mm256_cmpeq_epi32(places.len, _mm256_setzero_si256()));
    return places;
}

HERE int four_at(const Places *places, unsigned cell) {
    int four;
    memcpy(&four, places->bytes + places->from[cell], sizeof four);
    return four;
}

HERE int64_t eight_at(const Places *places, unsigned cell) {
    int64_t eight;
    memcpy(&eight, places->bytes + places->from[cell], sizeof eight);
    return eight;
}

HERE __m256i fours_at(const Places *places) {
    return _mm256_setr_epi32(four_at(places, 0), four_at(places, 1), four_at(places, 2), four_at(places, 3),
                             four_at(places, 4), four_at(places, 5), four_at(places, 6), four_at(places, 7));
}

/* ---- bytes 0..9 */

/* The high bit of each byte that is none. */
HERE __m256i no_digits(__m256i digits) {
    __m256i above = _mm256_or_si256(_mm256_add_epi8(digits, _mm256_set1_epi8(0x80 - 10)), digits);
    return _mm256_and_si256(above, _mm256_set1_epi8((char)0x80));
}

/* Four digits each, the first one lowest. */
HERE __m256i numbers_of_fours(__m256i fours) {
    __m256i twos = _mm256_maddubs_epi16(fours, _mm256_set1_epi16(0x010A));
    return _mm256_madd_epi16(twos, _mm256_set1_epi32(0x00010064));
}

/* ---- what is read */

/* Empty cells among the others: what they are worth. Returns which cells are left. */
HERE unsigned put_half(const CellRun *run, Rows *rows, size_t row, unsigned half, const Places *places,
                       __m256i numbers, uint64_t forms, unsigned is_bad) {
    unsigned first = half * HALF, knows_empty = run->knows_empty >> first;
    uint64_t empty_forms, which = _pdep_u64(places->is_empty, UINT64_C(0x0101010101010101)) * 0xFF;
    memcpy(&empty_forms, run->empty_forms + first, sizeof empty_forms);
    numbers = _mm256_blendv_epi8(numbers, load(run->empty_numbers + first), mask_of(places->is_empty));
    forms = (forms & ~which) | (empty_forms & which);
    _mm256_storeu_si256((void *)(rows->numbers[row] + first), numbers);
    memcpy(rows->forms[row] + first, &forms, sizeof forms);
    unsigned left = (is_bad & ~places->is_empty) | (places->is_empty & ~knows_empty);
    return (left & 0xFF) << first;
}

/* ---- whole numbers of at most four bytes */

HERE unsigned read_whole(const CellRun *run, Rows *rows, size_t row, unsigned half, const Places *places) {
    unsigned first = half * HALF;
    uint64_t forms;
    memcpy(&forms, run->whole_forms + first, sizeof forms);
    __m256i before = _mm256_sub_epi32(_mm256_set1_epi32(32), _mm256_slli_epi32(places->len, 3));
    __m256i fours = _mm256_xor_si256(fours_at(places), _mm256_set1_epi8('0'));
    fours = _mm256_sllv_epi32(fours, before);
    __m256i numbers = numbers_of_fours(fours);
    __m256i is_bad = _mm256_cmpgt_epi32(load(run->whole_lows + first), numbers);
    is_bad = _mm256_or_si256(is_bad, _mm256_cmpgt_epi32(numbers, load(run->whole_highs + first)));
    __m256i is_good = _mm256_cmpeq_epi32(no_digits(fours), _mm256_setzero_si256());
    return put_half(run, rows, row, half, places, numbers, forms, bits_32(is_bad) | ~bits_32(is_good));
}

/* ---- numbers of at most eight bytes, four at once */

typedef struct Eights {
    __m256i digits, numbers, decimals; /* decimals × 8 */
    __m256i is_bad;
} Eights;

/* Takes the first decimal mark out of each; a mark at either end is bad, a second one is no digit. */
HERE void take_marks(Eights *eights, char mark, __m256i len) {
    const __m256i zero = _mm256_setzero_si256(), ones = _mm256_set1_epi64x(-1);
    __m256i marks = _mm256_cmpeq_epi8(eights->digits, _mm256_set1_epi8((char)(mark ^ '0')));
    __m256i has_none = _mm256_cmpeq_epi64(marks, zero);
    __m256i first = _mm256_and_si256(marks, _mm256_sub_epi64(zero, marks));
    __m256i before = _mm256_add_epi64(first, ones);
    __m256i until = _mm256_add_epi64(_mm256_slli_epi64(first, 8), ones);
    __m256i moved = _mm256_slli_epi64(_mm256_and_si256(eights->digits, before), 8);
    __m256i behind = _mm256_andnot_si256(until, eights->digits);
    __m256i taken = _mm256_or_si256(behind, moved);
    eights->digits = _mm256_blendv_epi8(taken, eights->digits, has_none);
    __m256i each = _mm256_andnot_si256(until, _mm256_set1_epi8(8));
    eights->decimals = _mm256_sad_epu8(each, zero);
    __m256i most = _mm256_slli_epi64(_mm256_add_epi64(len, ones), 3);
    __m256i at_end = _mm256_or_si256(_mm256_cmpeq_epi64(eights->decimals, zero),
                                     _mm256_cmpeq_epi64(eights->decimals, most));
    eights->is_bad = _mm256_or_si256(eights->is_bad, _mm256_andnot_si256(has_none, at_end));
}

HERE void add_digits(Eights *eights) {
    __m256i is_good = _mm256_cmpeq_epi64(no_digits(eights->digits), _mm256_setzero_si256());
    eights->is_bad = _mm256_or_si256(eights->is_bad, _mm256_xor_si256(is_good, _mm256_set1_epi64x(-1)));
    __m256i fours = numbers_of_fours(eights->digits);
    eights->numbers =
        _mm256_add_epi64(_mm256_mul_epu32(fours, _mm256_set1_epi64x(10000)), _mm256_srli_epi64(fours, 32));
}

/* The low 64 bits of products. */
HERE __m256i multiplied(__m256i a, __m256i b) {
    __m256i crossed = _mm256_add_epi64(_mm256_mul_epu32(_mm256_srli_epi64(a, 32), b),
                                       _mm256_mul_epu32(a, _mm256_srli_epi64(b, 32)));
    return _mm256_add_epi64(_mm256_mul_epu32(a, b), _mm256_slli_epi64(crossed, 32));
}

HERE __m256i are_no_multiples(__m256i fine, const CellRun *run, size_t cell) {
    const __m256i highest = _mm256_set1_epi64x(INT64_MIN);
    __m256i turns = load(run->step_turns + cell);
    __m256i steps = multiplied(fine, load(run->step_inverses + cell));
    steps = _mm256_or_si256(_mm256_srlv_epi64(steps, turns),
                            _mm256_sllv_epi64(steps, _mm256_sub_epi64(_mm256_set1_epi64x(64), turns)));
    return _mm256_cmpgt_epi64(_mm256_xor_si256(steps, highest),
                              _mm256_xor_si256(load(run->step_highs + cell), highest));
}

/* Bounds and steps, in the finest units that a number can have. */
HERE void check_range(Eights *eights, const CellRun *run, size_t cell) {
    const __m256i powers = _mm256_setr_epi32(10000000, 1000000, 100000, 10000, 1000, 100, 10, 1);
    __m256i power = _mm256_permutevar8x32_epi32(powers, _mm256_srli_epi64(eights->decimals, 3));
    __m256i fine = _mm256_mul_epu32(eights->numbers, power);
    __m256i is_bad = _mm256_or_si256(_mm256_cmpgt_epi64(load(run->lows + cell), fine),
                                     _mm256_cmpgt_epi64(fine, load(run->highs + cell)));
    if (run->has_steps) is_bad = _mm256_or_si256(is_bad, are_no_multiples(fine, run, cell));
    eights->is_bad = _mm256_or_si256(eights->is_bad, is_bad);
}

/* Four of the eight cells: those from `low` on. */
HERE Eights read_four(const CellRun *run, size_t first, const Places *places, unsigned low) {
    __m256i len = _mm256_cvtepu32_epi64(low ? _mm256_extracti128_si256(places->len, 1)
                                            : _mm256_castsi256_si128(places->len));
    __m256i bytes = _mm256_setr_epi64x(eight_at(places, low), eight_at(places, low + 1),
                                       eight_at(places, low + 2), eight_at(places, low + 3));
    __m256i before = _mm256_sub_epi64(_mm256_set1_epi64x(64), _mm256_slli_epi64(len, 3));
    bytes = _mm256_xor_si256(bytes, _mm256_set1_epi8('0'));
    Eights eights = {.digits = _mm256_sllv_epi64(bytes, before),
                     .is_bad = _mm256_cmpgt_epi64(len, _mm256_set1_epi64x(QUICK_DIGITS))};
    take_marks(&eights, run->decimal, len);
    add_digits(&eights);
    check_range(&eights, run, first + low);
    return eights;
}

/* The low 32 bits of each of the eight. */
HERE __m256i low_halves(__m256i low, __m256i high) {
    __m256i both =
        _mm256_castps_si256(_mm256_shuffle_ps(_mm256_castsi256_ps(low), _mm256_castsi256_ps(high), 0x88));
    return _mm256_permute4x64_epi64(both, 0xD8);
}

/* The lowest byte of each of the eight. */
HERE uint64_t low_bytes(__m256i eight) {
    const __m256i order = _mm256_set1_epi32(0x0C080400);
    __m256i bytes = _mm256_shuffle_epi8(eight, order);
    return (uint32_t)_mm256_extract_epi32(bytes, 0) | (uint64_t)(uint32_t)_mm256_extract_epi32(bytes, 4)
                                                          << 32;
}

HERE unsigned read_numbers(const CellRun *run, Rows *rows, size_t row, unsigned half, const Places *places) {
    unsigned first = half * HALF;
    Eights low = read_four(run, first, places, 0), high = low;
    if (run->count > first + 4) high = read_four(run, first, places, 4);
    uint64_t forms;
    memcpy(&forms, run->whole_forms + first, sizeof forms);
    forms += low_bytes(low_halves(low.decimals, high.decimals));
    return put_half(run, rows, row, half, places, low_halves(low.numbers, high.numbers), forms,
                    bits_64(low.is_bad) | bits_64(high.is_bad) << 4);
}

HERE unsigned read_mostly_whole(const CellRun *run, Rows *rows, size_t row, unsigned half,
                                const Places *places) {
    unsigned is_long = bits_32(_mm256_cmpgt_epi32(places->len, _mm256_set1_epi32(4)));
    return is_long ? read_numbers(run, rows, row, half, places) : read_whole(run, rows, row, half, places);
}

/* ---- cells of one byte */

HERE __m128i look_up(const void *table, __m128i places) {
    return _mm_shuffle_epi8(_mm_loadu_si128(table), places);
}

HERE unsigned read_signs(const CellRun *run, Rows *rows, size_t row, unsigned half, const Places *places) {
    __m256i from = _mm256_sub_epi32(load(places->from), _mm256_set1_epi32((int)places->from[0]));
    __m256i is_long = _mm256_or_si256(_mm256_cmpgt_epi32(places->len, _mm256_set1_epi32(1)),
                                      _mm256_cmpgt_epi32(from, _mm256_set1_epi32(15)));
    __m128i order = _mm_cvtsi64_si128((int64_t)low_bytes(from));
    __m128i signs = look_up(places->bytes + places->from[0], order);
    __m128i low = _mm_and_si128(signs, _mm_set1_epi8(15));
    __m128i is_known = _mm_cmpeq_epi8(signs, look_up(run->signs, low));
    return put_half(run, rows, row, half, places, _mm256_cvtepi8_epi32(look_up(run->sign_numbers, low)),
                    (uint64_t)_mm_cvtsi128_si64(look_up(run->sign_forms, low)),
                    bits_32(is_long) | ~(unsigned)_mm_movemask_epi8(is_known));
}

/* ---- rows become columns */

/* Eight rows of eight: afterwards row i holds what stood i-th in each. */
HERE void turn_numbers(__m256i *rows) {
    __m256i twos[8], fours[8];
    for (int i = 0; i < 8; i += 2) {
        twos[i] = _mm256_unpacklo_epi32(rows[i], rows[i + 1]);
        twos[i + 1] = _mm256_unpackhi_epi32(rows[i], rows[i + 1]);
    }
    for (int i = 0; i < 8; i += 4)
        for (int j = 0; j < 2; j++) {
            fours[i + 2 * j] = _mm256_unpacklo_epi64(twos[i + j], twos[i + j + 2]);
            fours[i + 2 * j + 1] = _mm256_unpackhi_epi64(twos[i + j], twos[i + j + 2]);
        }
    for (int i = 0; i < 4; i++) {
        rows[i] = _mm256_permute2x128_si256(fours[i], fours[i + 4], 0x20);
        rows[i + 4] = _mm256_permute2x128_si256(fours[i], fours[i + 4], 0x31);
    }
}

HERE void put_numbers(const Rows *rows, CellTile *tile, size_t count, size_t row) {
    for (size_t first = 0; first < count; first += HALF) {
        __m256i turned[HALF];
        for (size_t i = 0; i < HALF; i++)
            turned[i] = load(rows->numbers[row + i] + first);
        turn_numbers(turned);
        for (size_t i = 0; i < HALF && first + i < count; i++)
            _mm256_storeu_si256((void *)(tile->numbers[first + i] + row), turned[i]);
    }
}

/* Pairs of bytes four times: afterwards byte row × 16 + column stands at column × 16 + row. */
HERE void put_forms(const Rows *rows, CellTile *tile, size_t count) {
    __m128i turned[CELL_RUN_ROWS], other[CELL_RUN_ROWS];
    for (int i = 0; i < CELL_RUN_ROWS; i++)
        turned[i] = _mm_loadu_si128((const void *)rows->forms[i]);
    for (int step = 0; step < 4; step++) {
        for (int i = 0; i < 8; i++) {
            other[2 * i] = _mm_unpacklo_epi8(turned[i], turned[i + 8]);
            other[2 * i + 1] = _mm_unpackhi_epi8(turned[i], turned[i + 8]);
        }
        memcpy(turned, other, sizeof turned);
    }
    for (size_t i = 0; i < count; i++)
        _mm_storeu_si128((void *)tile->forms[i], turned[i]);
}

/* Rows that are not there are left as they are: nobody looks at them. */
#define READ_ROWS(read)                                                                                      \
    for (size_t row = 0; row < tile->rows; row++) {                                                          \
        unsigned left = 0;                                                                                   \
        for (unsigned half = 0; half * HALF < run->count; half++) {                                          \
            Places places = places_of(run, tile, row, half);                                                 \
            left |= read(run, &rows, row, half, &places);                                                    \
        }                                                                                                    \
        tile->left[row] = (uint16_t)(left & ((1u << run->count) - 1));                                       \
    }

MACHINE_FOR_AVX2 void cell_run_avx2(const CellRun *run, CellTile *tile) {
    Rows rows;
    memset(&rows, 0, sizeof rows);
    switch (run->kind) {
    case RUN_NUMBERS: READ_ROWS(read_numbers) break;
    case RUN_WHOLE_NUMBERS: READ_ROWS(read_mostly_whole) break;
    case RUN_SIGNS: READ_ROWS(read_signs) break;
    }
    put_numbers(&rows, tile, run->count, 0);
    put_numbers(&rows, tile, run->count, HALF);
    put_forms(&rows, tile, run->count);
}

#endif
