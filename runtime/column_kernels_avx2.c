#include "runtime/column_kernels.h"

#include <string.h>

#if defined(__x86_64__)

#include <immintrin.h>

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#else
#pragma GCC target("avx2")
#endif

static inline uint64_t pack_word(const uint8_t *bytes) {
    __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)bytes);
    __m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + 32));
    return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

#include "runtime/column_loops.h"

#if defined(__clang__)
#pragma clang attribute pop
#endif

const ColumnKernels *const column_kernels_of_avx2 = &kernel_set;

#else

const ColumnKernels *const column_kernels_of_avx2 = NULL;

#endif
