#include "runtime/results/fraction_text.h"

/* By subtraction and shifts: divisions would take several times as long. */
static uint64_t greatest_divisor(uint64_t a, uint64_t b) {
    if (a == 0) return b;
    int twos = __builtin_ctzll(a | b);
    for (b >>= __builtin_ctzll(b); a != 0;) {
        a >>= __builtin_ctzll(a);
        uint64_t less = a < b ? a : b;
        a = a < b ? b - a : a - b;
        b = less;
    }
    return b << twos;
}

static bool is_decimal(uint64_t denominator) {
    denominator >>= __builtin_ctzll(denominator);
    while (denominator % 5 == 0)
        denominator /= 5;
    return denominator == 1;
}

char *fraction_text_write(char *out, Number number) {
    static const CellStyle whole = {0, 0, false, '.'};
    if (number.denominator == 0) return NULL;
    bool is_negative = number.numerator < 0;
    uint64_t size = is_negative ? -(uint64_t)number.numerator : (uint64_t)number.numerator;
    uint64_t divisor = greatest_divisor(size, (uint64_t)number.denominator);
    int64_t numerator = (int64_t)(size / divisor), denominator = number.denominator / (int64_t)divisor;
    if (is_decimal((uint64_t)denominator) || !cell_fits(numerator) || !cell_fits(denominator)) return NULL;
    out = cell_text_write(out, cell_from_decimal(is_negative ? -numerator : numerator, 0), &whole);
    *out++ = '/';
    return cell_text_write(out, cell_from_decimal(denominator, 0), &whole);
}
