/* Arithmetic on two operands, and comparisons of them. All results are new references. */
#ifndef RUNTIME_COMPUTING_COLUMN_PAIRS_H
#define RUNTIME_COMPUTING_COLUMN_PAIRS_H

#include "runtime/computing/column_lanes.h"

Lanes lanes_sum(LaneContext *context, Lanes a, Lanes b);
Lanes lanes_product(LaneContext *context, Lanes a, Lanes b);
/* a where the bit is set, else b. */
Lanes lanes_pick(LaneContext *context, const RowBits *mask, Lanes a, Lanes b);
Lanes lanes_least(LaneContext *context, Lanes a, Lanes b);
Lanes lanes_greatest(LaneContext *context, Lanes a, Lanes b);
/* 1 and 0 */
Lanes lanes_less(LaneContext *context, Lanes a, Lanes b);
Lanes lanes_equal(LaneContext *context, Lanes a, Lanes b);
/* 1 in place of 0, 0 in place of all others: `not`. */
Lanes lanes_is_zero(LaneContext *context, Lanes a);

#endif
