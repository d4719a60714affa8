/* Cells of a run that were read row by row, turned into columns by AVX-512; included by cell_run_avx512.c. */
#ifndef RUNTIME_READING_CELL_RUN_TURN_H
#define RUNTIME_READING_CELL_RUN_TURN_H

#include "runtime/reading/cell_run.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define CELL_RUN_TURN MACHINE_FOR_VBMI __attribute__((__always_inline__)) static inline

/* Sixteen rows of sixteen: afterwards row i holds what stood i-th in each. */
CELL_RUN_TURN void turn_numbers(__m512i *rows) {
    __m512i twos[16], fours[16], eights[16];
    for (int i = 0; i < 16; i += 2) {
        twos[i] = _mm512_unpacklo_epi32(rows[i], rows[i + 1]);
        twos[i + 1] = _mm512_unpackhi_epi32(rows[i], rows[i + 1]);
    }
    for (int i = 0; i < 16; i += 4)
        for (int j = 0; j < 2; j++) {
            fours[i + 2 * j] = _mm512_unpacklo_epi64(twos[i + j], twos[i + j + 2]);
            fours[i + 2 * j + 1] = _mm512_unpackhi_epi64(twos[i + j], twos[i + j + 2]);
        }
    for (int i = 0; i < 4; i++) {
        eights[i] = _mm512_shuffle_i32x4(fours[i], fours[i + 4], 0x88);
        eights[i + 4] = _mm512_shuffle_i32x4(fours[i], fours[i + 4], 0xDD);
        eights[i + 8] = _mm512_shuffle_i32x4(fours[i + 8], fours[i + 12], 0x88);
        eights[i + 12] = _mm512_shuffle_i32x4(fours[i + 8], fours[i + 12], 0xDD);
    }
    for (int i = 0; i < 8; i++) {
        rows[i] = _mm512_shuffle_i32x4(eights[i], eights[i + 8], 0x88);
        rows[i + 8] = _mm512_shuffle_i32x4(eights[i], eights[i + 8], 0xDD);
    }
}

/* Four rows of forms in 64 bytes become sixteen columns of four. */
CELL_RUN_TURN __m512i turn_four(const uint8_t forms[][CELL_RUN_NUMBERS]) {
    const __m128i lane = _mm_setr_epi8(0, 16, 32, 48, 1, 17, 33, 49, 2, 18, 34, 50, 3, 19, 35, 51);
    const __m512i order =
        _mm512_add_epi8(_mm512_broadcast_i32x4(lane),
                        _mm512_setr_epi64(0, 0, 0x0404040404040404, 0x0404040404040404, 0x0808080808080808,
                                          0x0808080808080808, 0x0C0C0C0C0C0C0C0C, 0x0C0C0C0C0C0C0C0C));
    return _mm512_permutexvar_epi8(order, _mm512_loadu_si512(forms));
}

/* Part i holds the columns i, i + 4, i + 8 and i + 12. */
CELL_RUN_TURN void turn_forms(uint8_t forms[][CELL_RUN_NUMBERS], __m512i parts[4]) {
    __m512i a = turn_four(forms), b = turn_four(forms + 4), c = turn_four(forms + 8),
            d = turn_four(forms + 12);
    __m512i ab_low = _mm512_unpacklo_epi32(a, b), cd_low = _mm512_unpacklo_epi32(c, d);
    __m512i ab_high = _mm512_unpackhi_epi32(a, b), cd_high = _mm512_unpackhi_epi32(c, d);
    parts[0] = _mm512_unpacklo_epi64(ab_low, cd_low);
    parts[1] = _mm512_unpackhi_epi64(ab_low, cd_low);
    parts[2] = _mm512_unpacklo_epi64(ab_high, cd_high);
    parts[3] = _mm512_unpackhi_epi64(ab_high, cd_high);
}

#endif

#endif
