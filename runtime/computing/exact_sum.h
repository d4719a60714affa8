/* Sums over many cells, exactly and in linear time: decimals are added as whole numbers of 128 bits, the
 * others in a balanced tree, so that a growing common denominator is paid for only near the root. */
#ifndef RUNTIME_COMPUTING_EXACT_SUM_H
#define RUNTIME_COMPUTING_EXACT_SUM_H

#include "runtime/values/column.h"

__extension__ typedef __int128 ExactInteger;
__extension__ typedef unsigned __int128 ExactBits;

typedef struct ExactSum {
    NumberContext *numbers;
    Arena *scratch;
    ExactInteger parts[2 * CELL_MAX_DECIMALS + 1]; /* parts[d] counts units of 10^-d */
    Number *others;
    size_t other_count, other_capacity;
} ExactSum;

void exact_sum_start(ExactSum *sum, NumberContext *numbers, Arena *scratch);
/* The cells must hold values. */
void exact_sum_add(ExactSum *sum, const Column *column, size_t row);
void exact_sum_add_product(ExactSum *sum, const Column *a, const Column *b, size_t row);
/* mantissa × 10^-decimals */
Number exact_sum_number(NumberContext *numbers, ExactInteger mantissa, unsigned decimals);
/* Ends the sum. */
Number exact_sum_total(ExactSum *sum);

#endif
