#include "base/number_internal.h"

#include <assert.h>
#include <string.h>

/* More digits than any literal or cell may have would not fit: an overflow, never a wrong number. [N1.2] */
Number number_from_digits(NumberContext *context, Text digits) {
    NumberWide mantissa = 0, scale = 1;
    bool negative = digits.len > 0 && digits.bytes[0] == '-', fraction = false;
    int count = 0;
    for (size_t i = negative; i < digits.len; i++) {
        if (digits.bytes[i] == '.') {
            fraction = true;
            continue;
        }
        if (++count > NUMBER_MAX_DIGITS) return number_mark_overflow(context);
        mantissa = mantissa * 10 + (digits.bytes[i] - '0');
        scale = fraction ? scale * 10 : scale;
    }
    return number_from_wide(context, negative ? -mantissa : mantissa, scale);
}

/* [N6.1] sign, whole part, point, exactly `decimals` digits */
static Text place_point(Arena *arena, bool negative, Text digits, int decimals, char point) {
    size_t places = (size_t)decimals;
    size_t zeros = digits.len <= places ? places + 1 - digits.len : 0;
    size_t whole = digits.len + zeros - places, len = 0;
    char *text = arena_alloc(arena, digits.len + zeros + 3);
    if (negative) text[len++] = '-';
    for (size_t i = 0; i < digits.len + zeros; i++) {
        if (i == whole) text[len++] = point;
        text[len++] = i < zeros ? '0' : digits.bytes[i - zeros];
    }
    text[len] = '\0';
    return (Text){text, len};
}

static Text small_digits(char buffer[static 20], uint64_t value) {
    char *end = buffer + 20, *start = end;
    do
        *--start = (char)('0' + value % 10);
    while ((value /= 10) != 0);
    return (Text){start, (size_t)(end - start)};
}

/* Decimal digits of |value|, in a buffer from `arena`. */
static Text large_digits(Arena *arena, mpz_srcptr value) {
    char *digits = arena_alloc(arena, mpz_sizeinbase(value, 10) + 2);
    mpz_get_str(digits, 10, value);
    if (digits[0] == '-') digits++;
    return (Text){digits, strlen(digits)};
}

Text number_format(NumberContext *context, Arena *arena, Number a, int decimals, char point) {
    assert(decimals >= 0 && decimals <= NUMBER_MAX_DECIMALS);
    int64_t mantissa;
    if (number_round_small(a, decimals, ROUND_HALF_AWAY, &mantissa)) {
        char buffer[20];
        uint64_t size = mantissa < 0 ? -(uint64_t)mantissa : (uint64_t)mantissa;
        return place_point(arena, mantissa < 0, small_digits(buffer, size), decimals, point);
    }
    number_round_large(context, a, decimals, ROUND_HALF_AWAY);
    bool negative = mpz_sgn(context->quotient) < 0;
    return place_point(arena, negative, large_digits(arena, context->quotient), decimals, point);
}

Text number_format_exact(NumberContext *context, Arena *arena, Number a) {
    int decimals = number_decimals(context, a, NUMBER_MAX_DECIMALS);
    if (decimals >= 0) return number_format(context, arena, a, decimals, '.');
    NumberView view;
    mpq_srcptr value = number_view(&view, a);
    Text numerator = large_digits(arena, mpq_numref(value));
    Text denominator = large_digits(arena, mpq_denref(value));
    const char *sign = mpq_sgn(value) < 0 ? "-" : "";
    return text_format(arena, "%s%.*s/%.*s", sign, TEXT_ARG(numerator), TEXT_ARG(denominator));
}
