/* Why a cell was refused and what its author can do, in words [F2]. */
#ifndef RUNTIME_READING_CELL_ADVICE_H
#define RUNTIME_READING_CELL_ADVICE_H

#include "runtime/reading/cell_number_advice.h"

/* `verdict` is not CELL_GOOD. */
CellAdvice cell_advice(CellReader *reader, uint32_t input, Text cell, CellVerdict verdict);

#endif
