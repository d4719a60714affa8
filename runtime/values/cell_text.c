#include "runtime/values/cell_text.h"

#include "base/powers_of_ten.h"
#include "base/calendar.h"

#include <string.h>

/* size / 10^decimals */
typedef struct Digits {
    uint64_t size; /* below 2^62, so that half a unit can be added */
    int decimals;
} Digits;

static Digits digits_of(Cell cell, bool as_percent) {
    int64_t mantissa = cell_mantissa(cell);
    Digits digits = {mantissa < 0 ? -(uint64_t)mantissa : (uint64_t)mantissa, (int)cell_decimals(cell)};
    if (!as_percent) return digits;
    for (int i = 0; i < 2; i++) {
        if (digits.decimals > 0)
            digits.decimals--;
        else
            digits.size *= 10;
    }
    return digits;
}

static void round_to(Digits *digits, int decimals) {
    uint64_t unit = (uint64_t)powers_of_ten[digits->decimals - decimals];
    digits->size = (digits->size + unit / 2) / unit;
    digits->decimals = decimals;
}

static void drop_zeros(Digits *digits) {
    while (digits->decimals > 0 && digits->size % 10 == 0) {
        digits->size /= 10;
        digits->decimals--;
    }
}

static int digit_count(uint64_t size) {
    int bits = 64 - __builtin_clzll(size | 1);
    int fewest = bits * 1233 >> 12; /* 1233 / 4096 is a little more than log10(2) */
    return fewest + (size >= (uint64_t)powers_of_ten[fewest]);
}

/* Puts the last `count` digits before `end` and takes them from the number. */
static void put_digits(char *end, uint64_t *size, int count) {
    static const char pairs[] =
        "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
        "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
        "8081828384858687888990919293949596979899";
    for (; count >= 2; count -= 2) {
        end -= 2;
        memcpy(end, pairs + *size % 100 * 2, 2);
        *size /= 100;
    }
    if (count > 0) {
        end[-1] = (char)('0' + *size % 10);
        *size /= 10;
    }
}

/* [N6.1] whole part, point, exactly `shown` decimals; the number has at most as many. */
static char *put_long(char *out, Digits digits, int shown, char point) {
    int whole = digit_count(digits.size) - digits.decimals;
    if (whole < 1) whole = 1;
    char *end = out + whole;
    if (shown > 0) {
        *end++ = point;
        put_digits(end + digits.decimals, &digits.size, digits.decimals);
        for (int i = digits.decimals; i < shown; i++)
            end[i] = '0';
        end += shown;
    }
    put_digits(out + whole, &digits.size, whole);
    return end;
}

enum { SHORT_DIGITS = 8, SHORT_LIMIT = 100000000 };

/* The eight digits of a number, one in each byte, the first one lowest: halves, quarters, then single digits
 * side by side. 10486 / 2^20 and 103 / 2^10 divide numbers of four and two digits by 100 and 10. */
static uint64_t eight_digits(uint32_t value) {
    uint64_t fours = value / 10000 | (uint64_t)(value % 10000) << 32;
    uint64_t hundreds = fours * 10486 >> 20 & UINT64_C(0x0000007F0000007F);
    uint64_t twos = hundreds | (fours - hundreds * 100) << 16;
    uint64_t tens = twos * 103 >> 10 & UINT64_C(0x000F000F000F000F);
    return tens | (twos - tens * 10) << 8;
}

static void store(char *out, uint64_t bytes) {
    if (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__) bytes = __builtin_bswap64(bytes);
    memcpy(out, &bytes, sizeof bytes);
}

/* The same for up to eight digits, at most seven of them behind the point. Writes whole words: what is too
 * much is overwritten or lies behind the end. */
static char *put_short(char *out, uint32_t value, int decimals, char point) {
    uint64_t digits = eight_digits(value);
    int zeros = __builtin_ctzll(digits | UINT64_C(1) << 56) / 8, most = SHORT_DIGITS - 1 - decimals;
    int skipped = zeros < most ? zeros : most, whole = SHORT_DIGITS - skipped - decimals;
    digits |= UINT64_C(0x3030303030303030);
    store(out, digits >> skipped * 8);
    if (decimals == 0) return out + whole;
    out[whole] = point;
    store(out + whole + 1, digits >> (SHORT_DIGITS - decimals) * 8);
    return out + whole + 1 + decimals;
}

/* Numbers of every kind; apart, so that the way of the most frequent ones stays short. */
static __attribute__((noinline)) char *write_any(char *out, Cell cell, const CellStyle *style) {
    Digits digits = digits_of(cell, style->as_percent);
    int shown = style->decimals;
    if (shown < 0) {
        drop_zeros(&digits);
        shown = digits.decimals < style->most ? digits.decimals : style->most;
    } else if (style->as_percent) {
        shown = shown > 2 ? shown - 2 : 0;
    }
    if (digits.decimals > shown) round_to(&digits, shown);
    if (cell_mantissa(cell) < 0 && digits.size > 0) *out++ = '-';
    out = put_long(out, digits, shown, style->point);
    if (style->as_percent) *out++ = '%';
    return out;
}

char *cell_text_write(char *out, Cell cell, const CellStyle *style) {
    int shown = style->decimals < 0 ? 0 : style->decimals, decimals = (int)cell_decimals(cell);
    uint64_t size = (uint64_t)cell_mantissa(cell);
    if (style->as_percent || decimals > shown || shown >= SHORT_DIGITS || size >= SHORT_LIMIT)
        return write_any(out, cell, style);
    size *= (uint64_t)powers_of_ten[shown - decimals];
    if (size >= SHORT_LIMIT) return write_any(out, cell, style);
    return put_short(out, (uint32_t)size, shown, style->point);
}

bool cell_text_write_date(char out[static 10], Cell cell) {
    CalendarDate date = calendar_date(cell_mantissa(cell));
    if (cell_decimals(cell) != 0 || date.year < 0 || date.year > 9999) return false;
    uint64_t year = (uint64_t)date.year, month = (uint64_t)date.month, day = (uint64_t)date.day;
    put_digits(out + 4, &year, 4);
    out[4] = '-';
    put_digits(out + 7, &month, 2);
    out[7] = '-';
    put_digits(out + 10, &day, 2);
    return true;
}
