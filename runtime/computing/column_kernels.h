/* The loops over the rows of a block, one set for each kind of vector instructions. Every set gives the same
 * numbers. None of them checks for overflow: who calls them knows that results fit. */
#ifndef RUNTIME_COMPUTING_COLUMN_KERNELS_H
#define RUNTIME_COMPUTING_COLUMN_KERNELS_H

#include "runtime/values/cell.h"
#include "runtime/computing/column_pool.h"

typedef enum ColumnPath { COLUMN_PLAIN, COLUMN_AVX2, COLUMN_AVX512, COLUMN_PATHS } ColumnPath;

/* What the numbers of a block have in common. */
typedef struct KernelSurvey {
    uint64_t sizes; /* bits in which some mantissa differs from its sign */
    bool some_negative;
} KernelSurvey;

/* Bounds of a choice: an item that is at least least[n] has passed n + 1 of them. */
enum { KERNEL_BOUNDS = 4 };

/* Masks are added so many at a time. */
enum { KERNEL_MASKS = 4 };

/* Loops over numbers of one width. `out` is no operand. */
#define LANE_KERNELS(Lane)                                                                                   \
    struct {                                                                                                 \
        void (*fill)(Lane * out, Lane value);                                                                \
        void (*add)(Lane * out, const Lane *a, Lane of_a, const Lane *b, Lane of_b);                         \
        void (*multiply)(Lane * out, const Lane *a, const Lane *b);                                          \
        void (*scale)(Lane * out, const Lane *a, Lane factor);                                               \
        void (*least)(Lane * out, const Lane *a, Lane of_a, const Lane *b, Lane of_b);                       \
        void (*greatest)(Lane * out, const Lane *a, Lane of_a, const Lane *b, Lane of_b);                    \
        void (*absolute)(Lane * out, const Lane *a);                                                         \
        /* a where the bit is set, else b */                                                                 \
        void (*pick)(Lane * out, const RowBits *mask, const Lane *a, const Lane *b);                         \
        void (*pick_or_same)(Lane * out, const RowBits *mask, const Lane *a, Lane b);                        \
        void (*pick_same)(Lane * out, const RowBits *mask, Lane a, Lane b);                                  \
        /* out += a × factor where the bit is set */                                                        \
        void (*accumulate)(Lane * out, const RowBits *mask, const Lane *a, Lane factor);                     \
        /* out += same[i] for every mask i whose bit is set; `count`: a multiple of KERNEL_MASKS */          \
        void (*accumulate_same)(Lane * out, const RowBits *const *masks, const Lane *same, size_t count);    \
        /* over / under += part × factor / whole where the bit is set */                                    \
        void (*add_fraction)(Lane * over, Lane *under, const RowBits *mask, const int32_t *part,             \
                             Lane factor, const int32_t *whole);                                             \
        void (*less)(RowBits * out, const Lane *a, Lane of_a, const Lane *b, Lane of_b);                     \
        void (*equal)(RowBits * out, const Lane *a, Lane of_a, const Lane *b, Lane of_b);                    \
        void (*not_zero)(RowBits * out, const Lane *a);                                                      \
        /* out += rises[i] for every bound that is passed */                                                 \
        void (*add_rises)(Lane * out, const Lane *items, const Lane least[KERNEL_BOUNDS],                    \
                          const Lane rises[KERNEL_BOUNDS]);                                                  \
        /* sizes, at least 1; true: some are negative */                                                     \
        bool (*divisor)(Lane * out, const Lane *a);                                                          \
    }

typedef LANE_KERNELS(int32_t) NarrowKernels;
typedef LANE_KERNELS(int64_t) WideKernels;

typedef struct ColumnKernels {
    NarrowKernels narrow;
    WideKernels wide;
    void (*widen)(int64_t *out, const int32_t *a);
    /* |over × factor| / under, half away from zero, with the sign of `over`; reciprocals[i] is
     * (2^32 - 1) / under[i]. Gives the bits that some size has. */
    uint32_t (*divide)(int32_t *out, const int32_t *over, int32_t factor, const int32_t *under,
                       const uint32_t *reciprocals);
    /* Bits 0, 1 and 2 of the forms of cells. Gives the bits that some form has. */
    uint8_t (*find_states)(StatePlanes *out, const uint8_t *forms);
    /* Which numbers are not 0. Gives the bits that some number has. */
    uint32_t (*find_answers)(RowBits *out, const int32_t *numbers);
    /* A copy. */
    KernelSurvey (*load)(int32_t *out, const int32_t *numbers);
    KernelSurvey (*survey_cells)(const Cell *cells);
    /* Bit n: some number other than 0 has n decimals. */
    uint32_t (*decimals)(const int32_t *numbers, const uint8_t *forms);
    /* Brings numbers to `most` decimals; none but 0 has fewer than `fewest`. */
    void (*add_decimals)(int32_t *out, const uint8_t *forms, unsigned fewest, unsigned most);
    void (*load_cells)(int64_t *out, const Cell *cells, unsigned most);
    /* Cells of the numbers items × factor; `tail`: all bits but the mantissa. */
    void (*store_cells)(Cell *cells, const int64_t *items, int64_t factor, Cell tail);
} ColumnKernels;

/* Can this machine take the path? */
bool column_path_has(ColumnPath path);
/* The fastest path of this machine. */
ColumnPath column_path_best(void);
/* `path` must be one that this machine can take. */
const ColumnKernels *column_kernels(ColumnPath path);

/* Sets of the other files; NULL where they were not built. */
extern const ColumnKernels *const column_kernels_of_avx2, *const column_kernels_of_avx512;

#endif
