#include "runtime/reading/cell_number.h"

/* The place in the text, and the number so far. */
typedef struct Scan {
    Text text;
    NumberMarks marks;
    size_t at;
    CellNumber *number;
} Scan;

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

static bool has(const Scan *scan, char byte) {
    return scan->at < scan->text.len && scan->text.bytes[scan->at] == byte;
}

/* Returns how many digits there are at this place. The mantissa may wrap beyond 18 digits; it is not used
 * then. */
static size_t scan_digits(Scan *scan) {
    CellNumber *number = scan->number;
    size_t from = scan->at, at = from, room = NUMBER_MAX_DIGITS - (number->digit_39 ? 0 : number->digits);
    uint64_t mantissa = (uint64_t)number->mantissa;
    for (; at < scan->text.len && is_digit(scan->text.bytes[at]); at++)
        mantissa = mantissa * 10 + (uint64_t)(scan->text.bytes[at] - '0');
    if (!number->digit_39 && at - from > room) number->digit_39 = from + room;
    number->mantissa = (int64_t)mantissa;
    number->digits += at - from;
    scan->at = at;
    return at - from;
}

/* [F2.6] At a group separator: exactly three digits must follow it, and again. Else it is not part of the
 * number. */
static bool scan_groups(Scan *scan, size_t first) {
    bool has_groups = scan->marks.group && has(scan, scan->marks.group);
    if (has_groups && (first < 1 || first > 3)) return false;
    while (scan->marks.group && has(scan, scan->marks.group)) {
        scan->at++;
        if (scan_digits(scan) != 3) return false;
    }
    return true;
}

bool cell_number_scan(Text text, NumberMarks marks, CellNumber *number) {
    *number = (CellNumber){0};
    Scan scan = {.text = text, .marks = marks, .number = number};
    number->is_negative = has(&scan, '-');
    if (number->is_negative || has(&scan, '+')) scan.at++;
    size_t first = scan_digits(&scan);
    if (first == 0 || !scan_groups(&scan, first)) return false;
    if (has(&scan, marks.decimal)) {
        scan.at++;
        size_t decimals = scan_digits(&scan);
        if (decimals == 0) return false;
        number->decimals = decimals > NUMBER_MAX_DIGITS ? NUMBER_MAX_DIGITS : (unsigned)decimals;
    }
    number->len = scan.at;
    return true;
}

Number cell_number_value(NumberContext *numbers, Text text, NumberMarks marks, const CellNumber *number) {
    if (number->digits <= CELL_NUMBER_FAST_DIGITS)
        return number_from_decimal(number->is_negative ? -number->mantissa : number->mantissa,
                                   number->decimals);
    char plain[NUMBER_MAX_DIGITS + 2];
    size_t len = 0;
    if (number->is_negative) plain[len++] = '-';
    for (size_t i = 0; i < number->len && len < sizeof plain; i++) {
        char byte = text.bytes[i];
        if (is_digit(byte)) plain[len++] = byte;
        if (byte == marks.decimal) plain[len++] = '.';
    }
    return number_from_digits(numbers, (Text){plain, len});
}
