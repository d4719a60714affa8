/* Why a cell is not a number: one question after the other, the most telling first [F2.5-F2.8]. */
#ifndef RUNTIME_READING_CELL_NUMBER_ADVICE_H
#define RUNTIME_READING_CELL_NUMBER_ADVICE_H

#include "base/diagnostic.h"
#include "runtime/reading/cell_read.h"

typedef struct CellAdvice {
    DiagnosticCode code;
    size_t from, to; /* the bytes of the cell that are meant */
    Text message, hint;
} CellAdvice;

/* Sets code, message and hint; the place where it is narrower than the cell. `where` is "`cell` in column
 * `x`". */
void cell_number_advice(CellReader *reader, const CellInput *input, Text cell, Text where,
                        CellAdvice *advice);
/* Says so where the cell is a word like `N/A` that no rule gives a meaning. */
bool cell_token_advice(CellReader *reader, Text cell, Text where, CellAdvice *advice);

#endif
