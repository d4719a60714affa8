#include "runtime/computing/column_kernels.h"

#include <string.h>

#if defined(__x86_64__)

#include <immintrin.h>

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#else
#pragma GCC target("avx2")
#endif

static inline uint64_t pack_half(const uint8_t *bytes, unsigned bit) {
    __m256i all = _mm256_loadu_si256((const __m256i *)(const void *)bytes);
    return (uint32_t)_mm256_movemask_epi8(_mm256_sll_epi16(all, _mm_cvtsi32_si128((int)(7 - bit))));
}

static inline uint64_t pack_word(const uint8_t *bytes, unsigned bit) {
    return pack_half(bytes, bit) | pack_half(bytes + 32, bit) << 32;
}

static inline uint64_t pack_not_zero(const int32_t *numbers) {
    uint64_t word = 0;
    for (unsigned i = 0; i < 64; i += 8) {
        __m256i eight = _mm256_loadu_si256((const __m256i *)(const void *)(numbers + i));
        __m256i zeros = _mm256_cmpeq_epi32(eight, _mm256_setzero_si256());
        word |= (uint64_t)(unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(zeros)) << i;
    }
    return ~word;
}

#include "runtime/computing/column_loops.h"

#if defined(__clang__)
#pragma clang attribute pop
#endif

const ColumnKernels *const column_kernels_of_avx2 = &kernel_set;

#else

const ColumnKernels *const column_kernels_of_avx2 = NULL;

#endif
