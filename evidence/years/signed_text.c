#include "evidence/years/signed_text.h"

static const char *sign_of(Number value) {
    int sign = number_sign(value);
    return sign > 0 ? "+" : sign < 0 ? "−" : "";
}

Text signed_number(const ValueStyle *style, Number value, int decimals) {
    if (number_sign(value) == 0) return TEXT("0");
    Text digits = value_number(style, number_absolute(style->numbers, value), decimals, false);
    return text_format(style->scratch, "%s%.*s", sign_of(value), TEXT_ARG(digits));
}

Text signed_sixths(const ValueStyle *style, Number value) {
    static const char *const glyphs[] = {"", "⅙", "⅓", "½", "⅔", "⅚"};
    int64_t sixths;
    Number size = number_absolute(style->numbers, value);
    if (!number_to_int(style->numbers, number_multiply(style->numbers, size, number_from_int(6)), &sixths))
        return signed_number(style, value, -1);
    if (sixths == 0) return TEXT("0");
    if (sixths < 6) return text_format(style->scratch, "%s%s", sign_of(value), glyphs[sixths]);
    return text_format(style->scratch, "%s%lld%s", sign_of(value), (long long)(sixths / 6),
                       glyphs[sixths % 6]);
}
