#include "runtime/values/machine.h"

#if defined(__x86_64__)

static bool has_avx2(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
}

static bool has_avx512(void) {
    return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw");
}

static bool has_vbmi(void) {
    return has_avx512() && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512vbmi") &&
           __builtin_cpu_supports("avx512vbmi2");
}

bool machine_has(MachinePath path) {
    __builtin_cpu_init();
    switch (path) {
    case MACHINE_PLAIN: return true;
    case MACHINE_AVX2: return has_avx2();
    case MACHINE_AVX512: return has_avx512();
    case MACHINE_VBMI: return has_vbmi();
    case MACHINE_PATHS: return false;
    }
    return false;
}

#else

bool machine_has(MachinePath path) {
    return path == MACHINE_PLAIN;
}

#endif

MachinePath machine_best(void) {
    for (MachinePath path = MACHINE_VBMI; path > MACHINE_PLAIN; path--)
        if (machine_has(path)) return path;
    return MACHINE_PLAIN;
}
