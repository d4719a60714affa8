/* Numbers as they stand in a printed table: their value, and with how many digits it was printed. */
#ifndef EVIDENCE_PUBLISHED_PRINTED_NUMBER_H
#define EVIDENCE_PUBLISHED_PRINTED_NUMBER_H

#include "runtime/reading/cell_number.h"

typedef struct PrintedNumber {
    Number value; /* as printed: 87.5% is 87.5 */
    int decimals;
    bool has_percent;
} PrintedNumber;

typedef enum PrintedKind {
    PRINTED_NUMBER,
    PRINTED_NOTHING, /* an empty cell */
    PRINTED_MARK,    /* a sign that there is no value: –, ?, … */
    PRINTED_OTHER,
} PrintedKind;

/* A number may be led by `=` and followed by `/63` where it is a place, and by a per cent sign anywhere. */
PrintedKind printed_number_read(NumberContext *numbers, Text text, NumberMarks marks, bool is_place,
                                PrintedNumber *number);

#endif
