#include "runtime/computing/exact_sum.h"

#include <string.h>

void exact_sum_start(ExactSum *sum, NumberContext *numbers, Arena *scratch) {
    memset(sum, 0, sizeof *sum);
    sum->numbers = numbers;
    sum->scratch = scratch;
}

static void add_other(ExactSum *sum, Number number) {
    ARENA_PUSH(sum->scratch, sum->others, sum->other_count, sum->other_capacity, number);
}

/* Split at 2^62 so that each piece fits a small number, whatever the sign. */
static Number number_from_exact(NumberContext *numbers, ExactInteger value) {
    const int64_t base = INT64_C(1) << 62;
    int64_t low = (int64_t)(value % base), middle = (int64_t)(value / base % base);
    int64_t high = (int64_t)(value / base / base);
    Number upper = number_add(numbers, number_multiply(numbers, number_from_int(high), number_from_int(base)),
                              number_from_int(middle));
    return number_add(numbers, number_multiply(numbers, upper, number_from_int(base)), number_from_int(low));
}

Number exact_sum_number(NumberContext *numbers, ExactInteger mantissa, unsigned decimals) {
    Number value = number_from_exact(numbers, mantissa);
    unsigned first = decimals < CELL_MAX_DECIMALS ? decimals : CELL_MAX_DECIMALS;
    value = number_multiply(numbers, value, number_from_decimal(1, first));
    return number_multiply(numbers, value, number_from_decimal(1, decimals - first));
}

static void add_decimal(ExactSum *sum, ExactInteger mantissa, unsigned decimals) {
    if (!__builtin_add_overflow(sum->parts[decimals], mantissa, &sum->parts[decimals])) return;
    /* the wrapped sum is taken back first: what was there goes to the others */
    sum->parts[decimals] = (ExactInteger)((ExactBits)sum->parts[decimals] - (ExactBits)mantissa);
    add_other(sum, exact_sum_number(sum->numbers, sum->parts[decimals], decimals));
    sum->parts[decimals] = mantissa;
}

void exact_sum_add(ExactSum *sum, const Column *column, size_t row) {
    Cell cell = column_cell(column, row);
    if (cell_is_large(cell))
        add_other(sum, column_number(column, row));
    else
        add_decimal(sum, cell_mantissa(cell), cell_decimals(cell));
}

void exact_sum_add_product(ExactSum *sum, const Column *a, const Column *b, size_t row) {
    Cell first = column_cell(a, row), second = column_cell(b, row);
    if (cell_is_large(first) || cell_is_large(second))
        add_other(sum, number_multiply(sum->numbers, column_number(a, row), column_number(b, row)));
    else
        add_decimal(sum, (ExactInteger)cell_mantissa(first) * cell_mantissa(second),
                    cell_decimals(first) + cell_decimals(second));
}

/* Neighbours are added until one is left; the array is overwritten. */
static Number balanced_total(NumberContext *numbers, Number *terms, size_t count) {
    if (count == 0) return NUMBER_ZERO;
    for (; count > 1; count = (count + 1) / 2) {
        for (size_t i = 0; i < count / 2; i++)
            terms[i] = number_add(numbers, terms[2 * i], terms[2 * i + 1]);
        if (count % 2 == 1) terms[count / 2] = terms[count - 1];
    }
    return terms[0];
}

Number exact_sum_total(ExactSum *sum) {
    for (unsigned decimals = 0; decimals <= 2 * CELL_MAX_DECIMALS; decimals++)
        if (sum->parts[decimals] != 0)
            add_other(sum, exact_sum_number(sum->numbers, sum->parts[decimals], decimals));
    Number total = balanced_total(sum->numbers, sum->others, sum->other_count);
    return number_reduce(sum->numbers, total);
}
