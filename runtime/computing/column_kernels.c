#include "runtime/computing/column_kernels.h"

#include "runtime/values/eight_bytes.h"

/* ---- any machine */

static inline uint64_t pack_word(const uint8_t *bytes, unsigned bit) {
    uint64_t word = 0;
    for (unsigned i = 0; i < 64; i += 8)
        word |= eight_bits(eight_load((const char *)bytes + i) << (7 - bit) & EIGHT_HIGH) << i;
    return word;
}

static inline uint64_t pack_not_zero(const int32_t *numbers) {
    uint64_t word = 0;
    for (unsigned i = 0; i < 64; i++)
        word |= (uint64_t)(numbers[i] != 0) << i;
    return word;
}

#include "runtime/computing/column_loops.h"

/* ---- choice */

#if defined(__x86_64__)

bool column_path_has(ColumnPath path) {
    __builtin_cpu_init();
    switch (path) {
    case COLUMN_PLAIN: return true;
    case COLUMN_AVX2: return __builtin_cpu_supports("avx2") != 0;
    case COLUMN_AVX512:
        return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
               __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512cd");
    case COLUMN_PATHS: return false;
    }
    return false;
}

#else

bool column_path_has(ColumnPath path) {
    return path == COLUMN_PLAIN;
}

#endif

ColumnPath column_path_best(void) {
    for (ColumnPath path = COLUMN_AVX512; path > COLUMN_PLAIN; path--)
        if (column_path_has(path)) return path;
    return COLUMN_PLAIN;
}

const ColumnKernels *column_kernels(ColumnPath path) {
    switch (path) {
    case COLUMN_AVX2: return column_kernels_of_avx2;
    case COLUMN_AVX512: return column_kernels_of_avx512;
    case COLUMN_PLAIN:
    case COLUMN_PATHS: break;
    }
    return &kernel_set;
}
