/* Rounding of fractions by one integer division a row [N3]. */
#ifndef RUNTIME_COMPUTING_COLUMN_ROUND_H
#define RUNTIME_COMPUTING_COLUMN_ROUND_H

#include "runtime/computing/column_vector.h"

ColumnVector vector_rounded(LaneContext *context, ColumnVector value, int decimals, RoundingMode mode);

#endif
