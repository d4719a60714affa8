#include "runtime/computing/column_kernels.h"

#include <string.h>

#if defined(__x86_64__)

#include <immintrin.h>

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512cd"))),         \
                             apply_to = function)
#else
#pragma GCC target("avx512f,avx512bw,avx512vl,avx512dq,avx512cd,prefer-vector-width=512")
#endif

static inline uint64_t pack_word(const uint8_t *bytes, unsigned bit) {
    return _mm512_movepi8_mask(_mm512_slli_epi16(_mm512_loadu_si512(bytes), 7 - bit));
}

static inline uint64_t pack_not_zero(const int32_t *numbers) {
    uint64_t word = 0;
    for (unsigned i = 0; i < 64; i += 16) {
        __m512i sixteen = _mm512_loadu_si512(numbers + i);
        word |= (uint64_t)_mm512_test_epi32_mask(sixteen, sixteen) << i;
    }
    return word;
}

#include "runtime/computing/column_loops.h"

#if defined(__clang__)
#pragma clang attribute pop
#endif

const ColumnKernels *const column_kernels_of_avx512 = &kernel_set;

#else

const ColumnKernels *const column_kernels_of_avx512 = NULL;

#endif
