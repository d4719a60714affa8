/* Decimal numbers straight from the bytes of a cell [F2.5-F2.8]. */
#ifndef RUNTIME_READING_CELL_NUMBER_H
#define RUNTIME_READING_CELL_NUMBER_H

#include "base/number.h"

/* `decimal` and `group` are ASCII signs; group 0: none. */
typedef struct NumberMarks {
    char decimal, group;
} NumberMarks;

enum { CELL_NUMBER_FAST_DIGITS = 18 }; /* always fit an int64_t */

/* A number at the start of a text. */
typedef struct CellNumber {
    size_t len;        /* bytes of the text that belong to it */
    size_t digits;     /* leading zeros too */
    size_t digit_39;   /* offset of the 39th digit; 0: there are no more than 38 */
    unsigned decimals; /* digits behind the mark */
    bool is_negative;
    int64_t mantissa; /* without its sign; valid for at most CELL_NUMBER_FAST_DIGITS digits */
} CellNumber;

/* false: the text does not begin with a number. */
bool cell_number_scan(Text text, NumberMarks marks, CellNumber *number);
/* Its exact value, for any number of digits up to NUMBER_MAX_DIGITS. */
Number cell_number_value(NumberContext *numbers, Text text, NumberMarks marks, const CellNumber *number);

#endif
