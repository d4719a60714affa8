/* The values of one step in a block of rows: fractions with a state each. Numbers mean nothing in rows whose
 * state is not STATE_VALUE, but denominators are positive everywhere. */
#ifndef RUNTIME_COMPUTING_COLUMN_VECTOR_H
#define RUNTIME_COMPUTING_COLUMN_VECTOR_H

#include "runtime/computing/column_pairs.h"

typedef struct ColumnVector {
    Lanes over, under; /* over / under; all of `under` > 0 */
    States states;
} ColumnVector;

/* All results are new references. Those of arithmetic have the state of a value in all rows: whoever calls it
 * knows the states. */
ColumnVector vector_all(Number number, ValueState state);
/* Whole numbers. */
static inline ColumnVector vector_whole(Lanes lanes) {
    return (ColumnVector){lanes, lanes_all(1), states_all(STATE_VALUE)};
}
static inline ColumnVector vector_share(ColumnVector vector) {
    lanes_share(vector.over);
    lanes_share(vector.under);
    states_share(vector.states);
    return vector;
}
static inline void vector_release(LaneContext *context, ColumnVector vector) {
    lanes_release(context, vector.over);
    lanes_release(context, vector.under);
    states_release(context->pool, vector.states);
}
static inline bool vector_is_whole_of_scale(ColumnVector vector) {
    return !vector.under.items;
}

ColumnVector vector_sum(LaneContext *context, ColumnVector a, ColumnVector b);
ColumnVector vector_product(LaneContext *context, ColumnVector a, ColumnVector b);
/* Rows of b that are 0 are set in `zeros`; false: there is none among its values. */
bool vector_quotient(LaneContext *context, ColumnVector a, ColumnVector b, RowBits *zeros,
                     ColumnVector *result);
ColumnVector vector_least(LaneContext *context, ColumnVector a, ColumnVector b);
ColumnVector vector_greatest(LaneContext *context, ColumnVector a, ColumnVector b);
/* 1 and 0 */
Lanes vector_less(LaneContext *context, ColumnVector a, ColumnVector b);
Lanes vector_equal(LaneContext *context, ColumnVector a, ColumnVector b);
/* a where the bit is set, else b; with their states. */
ColumnVector vector_pick(LaneContext *context, const RowBits *mask, ColumnVector a, ColumnVector b);
/* Which rows hold a value other than 0. */
RowBits vector_yes(const LaneContext *context, const ColumnVector *vector);

#endif
