/* Which vector instructions this machine has. Every path gives the same results. */
#ifndef RUNTIME_VALUES_MACHINE_H
#define RUNTIME_VALUES_MACHINE_H

#include <stdbool.h>

typedef enum MachinePath {
    MACHINE_PLAIN,  /* any machine */
    MACHINE_AVX2,   /* and BMI */
    MACHINE_AVX512, /* bytes and words */
    MACHINE_VBMI,   /* bytes moved anywhere within 64 */
    MACHINE_PATHS
} MachinePath;

/* The fastest path of this machine. */
MachinePath machine_best(void);
/* Can this machine take the path? */
bool machine_has(MachinePath path);

#if defined(__x86_64__)
#define MACHINE_FOR_AVX2 __attribute__((__target__("avx2,bmi,bmi2,lzcnt,popcnt")))
#define MACHINE_FOR_AVX512 __attribute__((__target__("avx512f,avx512bw,bmi,bmi2,lzcnt,popcnt")))
#define MACHINE_FOR_VBMI                                                                                     \
    __attribute__((__target__("avx512f,avx512bw,avx512vl,avx512dq,avx512cd,avx512vbmi,avx512vbmi2,"          \
                              "bmi,bmi2,lzcnt,popcnt")))
#endif

#endif
