/* Why a cell was refused and what its author can do, in words [F2]. */
#ifndef RUNTIME_CELL_ADVICE_H
#define RUNTIME_CELL_ADVICE_H

#include "base/diagnostic.h"
#include "runtime/cell_read.h"

typedef struct CellAdvice {
    DiagnosticCode code;
    size_t from, to; /* the bytes of the cell that are meant */
    Text message, hint;
} CellAdvice;

/* `verdict` is not CELL_GOOD. `column` is the header under which the data knows the input. */
CellAdvice cell_advice(CellReader *reader, uint32_t input, Text cell, CellVerdict verdict);

#endif
