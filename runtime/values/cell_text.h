/* Numbers in cells as digits, without a Number or an arena between: what result files consist of. */
#ifndef RUNTIME_VALUES_CELL_TEXT_H
#define RUNTIME_VALUES_CELL_TEXT_H

#include "runtime/values/cell.h"

typedef struct CellStyle {
    int decimals;    /* as declared; -1: as many as the value has */
    int most;        /* at most as many, where none are declared: the value is rounded to them */
    bool as_percent; /* with two decimals fewer */
    char point;
} CellStyle;

enum { CELL_TEXT_ROOM = 72 }; /* bytes: a sign, a point, a per cent sign, 19 digits and up to 38 zeros */

/* A cell with a value that is not large: only then cell_text_write may be asked. */
static inline bool cell_is_ordinary(Cell cell) {
    return (cell & 7) == STATE_VALUE;
}
/* Writes to `out`, which has CELL_TEXT_ROOM bytes, and returns the end. Rounds half away from zero. */
char *cell_text_write(char *out, Cell cell, const CellStyle *style);
/* A day: YYYY-MM-DD. false where it is not in the years 0 to 9999, or not a whole day. */
bool cell_text_write_date(char out[static 10], Cell cell);

#endif
