#include "evidence/published/printed_number.h"

#define WORD(literal)                                                                                        \
    { literal, sizeof(literal) - 1 }

static bool is_mark(Text text) {
    static const Text marks[] = {WORD("-"), WORD("–"), WORD("—"), WORD("?"), WORD("…"), WORD("...")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (text_equal(text, marks[i])) return true;
    return false;
}

static bool are_digits(Text text) {
    for (size_t i = 0; i < text.len; i++)
        if (text.bytes[i] < '0' || text.bytes[i] > '9') return false;
    return text.len > 0;
}

/* `=3` and `3/63` are places as results show them [L6.5]. */
static Text without_place_signs(Text text) {
    if (text_starts_with(text, TEXT("'"))) text = text_slice(text, 1, text.len);
    if (text_starts_with(text, TEXT("="))) text = text_slice(text, 1, text.len);
    for (size_t i = 0; i < text.len; i++)
        if (text.bytes[i] == '/' && are_digits(text_slice(text, i + 1, text.len))) text.len = i;
    return text;
}

static bool ends_well(Text rest, bool *has_percent) {
    rest = text_trim(rest);
    *has_percent = text_equal(rest, TEXT("%"));
    return rest.len == 0 || *has_percent;
}

PrintedKind printed_number_read(NumberContext *numbers, Text text, NumberMarks marks, bool is_place,
                                PrintedNumber *number) {
    CellNumber scanned;
    if (text.len == 0) return PRINTED_NOTHING;
    if (is_mark(text)) return PRINTED_MARK;
    if (is_place) text = without_place_signs(text);
    if (!cell_number_scan(text, marks, &scanned) || scanned.digits > NUMBER_MAX_DIGITS) return PRINTED_OTHER;
    if (!ends_well(text_slice(text, scanned.len, text.len), &number->has_percent)) return PRINTED_OTHER;
    number->value = cell_number_value(numbers, text, marks, &scanned);
    number->decimals = (int)scanned.decimals;
    return PRINTED_NUMBER;
}
