/* Whole numbers of a block of rows and arithmetic on them. Every function knows how large its operands can
 * be, and checks for overflow only where one is possible; rows that overflow are marked in the context. */
#ifndef RUNTIME_COLUMN_LANES_H
#define RUNTIME_COLUMN_LANES_H

#include "runtime/column_states.h"

/* Row i holds items[i] × factor; without items, `factor` in all rows. */
typedef struct Lanes {
    const int64_t *items;
    int64_t factor; /* never INT64_MIN */
    uint64_t limit; /* no |items[i]| is larger, in rows without a value too; <= INT64_MAX */
} Lanes;

typedef struct LaneContext {
    ColumnPool *pool;
    const int64_t *ones; /* a buffer of 1 */
    uint8_t *left;       /* rows whose results passed 64 bits */
    bool has_left;       /* else `left` means nothing */
    bool all_left;
} LaneContext;

LaneContext lane_context_new(Arena *arena);
void lanes_leave_all(LaneContext *context);
/* Marks the rows so far and makes room for new marks. */
uint8_t *lanes_left(LaneContext *context);

/* All results are new references. */
static inline Lanes lanes_all(int64_t value) {
    return (Lanes){0, value, 1};
}
static inline bool lanes_are_same(Lanes lanes) {
    return !lanes.items;
}
Lanes lanes_share(Lanes lanes);
void lanes_release(LaneContext *context, Lanes lanes);
/* The largest size, or UINT64_MAX. */
uint64_t lanes_bound(Lanes lanes);

/* Takes another reference; the factor changes alone. */
Lanes lanes_scaled(LaneContext *context, Lanes lanes, int64_t factor);
Lanes lanes_sum(LaneContext *context, Lanes a, Lanes b);
Lanes lanes_product(LaneContext *context, Lanes a, Lanes b);
/* a where `mask` is not 0, else b. */
Lanes lanes_pick(LaneContext *context, const uint8_t *mask, Lanes a, Lanes b);
Lanes lanes_least(LaneContext *context, Lanes a, Lanes b);
Lanes lanes_greatest(LaneContext *context, Lanes a, Lanes b);
Lanes lanes_absolute(LaneContext *context, Lanes a);
/* 1 and 0 */
Lanes lanes_less(LaneContext *context, Lanes a, Lanes b);
Lanes lanes_equal(LaneContext *context, Lanes a, Lanes b);
/* 1 in place of 0, 0 in place of all others: `not`. */
Lanes lanes_is_zero(LaneContext *context, Lanes a);

/* Items with the factor multiplied in; factor 1. */
Lanes lanes_plain(LaneContext *context, Lanes a);

int64_t lanes_gcd(int64_t a, int64_t b); /* of the sizes; 1 when both are 0 */
uint64_t limit_sum(uint64_t a, uint64_t b);
uint64_t limit_product(uint64_t a, uint64_t b);
static inline bool limit_fits(uint64_t limit) {
    return limit <= INT64_MAX;
}

#endif
