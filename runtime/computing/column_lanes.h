/* Whole numbers of a block of rows. Every function knows how large its operands can be: it takes the
 * narrowest form that holds all results, and checks for overflow only where one is possible; rows that
 * overflow are marked in the context. */
#ifndef RUNTIME_COMPUTING_COLUMN_LANES_H
#define RUNTIME_COMPUTING_COLUMN_LANES_H

#include "runtime/computing/column_kernels.h"
#include "runtime/computing/column_states.h"

/* The narrower comes first. */
typedef enum LaneForm { LANES_SAME, LANES_BITS, LANES_NARROW, LANES_WIDE } LaneForm;

/* Row i holds item i × factor; LANES_SAME: `factor` in all rows. */
typedef struct Lanes {
    const LaneBuffer *items; /* NULL: LANES_SAME */
    int64_t factor;          /* never INT64_MIN */
    uint64_t limit;          /* no item is larger in size, in rows without a value too; <= INT64_MAX, and <=
                                INT32_MAX in the narrow form */
    LaneForm form;
} Lanes;

typedef struct LaneContext {
    ColumnPool *pool;
    Arena *arena;
    const ColumnKernels *kernels;
    const LaneBuffer *narrow_ones, *wide_ones;
    RowBits left;  /* rows whose results passed 64 bits */
    bool has_left; /* else `left` means nothing */
    bool all_left;
    uint32_t *reciprocals; /* [n]: (2^32 - 1) / n, as far as they were needed */
    uint32_t reciprocal_count;
    size_t divided; /* rows */
} LaneContext;

LaneContext lane_context_new(Arena *arena);
void lanes_leave_all(LaneContext *context);
/* Marks the rows so far and makes room for new marks. */
RowBits *lanes_left(LaneContext *context);

/* All results are new references. */
static inline Lanes lanes_all(int64_t value) {
    return (Lanes){NULL, value, 1, LANES_SAME};
}
static inline bool lanes_are_same(Lanes lanes) {
    return lanes.form == LANES_SAME;
}
Lanes lanes_of_bits(LaneContext *context, const RowBits *bits);
/* Takes the buffer; the form is narrow or wide, as the limit says. */
static inline Lanes lanes_of_items(const LaneBuffer *items, uint64_t limit) {
    return (Lanes){items, 1, limit, limit <= INT32_MAX ? LANES_NARROW : LANES_WIDE};
}
static inline Lanes lanes_share(Lanes lanes) {
    column_pool_share_lanes(lanes.items);
    return lanes;
}
static inline void lanes_release(LaneContext *context, Lanes lanes) {
    column_pool_release_lanes(context->pool, lanes.items);
}
/* The largest size, or UINT64_MAX. */
uint64_t lanes_bound(Lanes lanes);
/* The items, without the factor, in a form that is at least as wide; a new reference. */
const LaneBuffer *lanes_items(LaneContext *context, Lanes lanes, LaneForm form);
static inline void lane_items_release(LaneContext *context, const LaneBuffer *items) {
    column_pool_release_lanes(context->pool, items);
}

/* Takes another reference; the factor changes alone. */
Lanes lanes_scaled(LaneContext *context, Lanes lanes, int64_t factor);
Lanes lanes_absolute(LaneContext *context, Lanes a);
/* Which rows hold another number than 0. */
RowBits lanes_not_zero(const LaneContext *context, Lanes a);

/* Items with the factor multiplied in; factor 1. */
Lanes lanes_plain(LaneContext *context, Lanes a);

int64_t lanes_gcd(int64_t a, int64_t b);   /* of the sizes; 1 when both are 0 */
void lanes_reduce(int64_t *a, int64_t *b); /* to lowest terms */
uint64_t limit_sum(uint64_t a, uint64_t b);
uint64_t limit_product(uint64_t a, uint64_t b);
/* Numbers made of these bits are no larger. */
static inline uint64_t limit_of_bits(uint64_t bits) {
    return bits == 0 ? 0 : UINT64_MAX >> __builtin_clzll(bits);
}
static inline bool limit_fits(uint64_t limit) {
    return limit <= INT64_MAX;
}
static inline bool limit_is_narrow(uint64_t limit) {
    return limit <= INT32_MAX;
}
/* What is checked row by row passes no limit. */
static inline uint64_t limit_capped(uint64_t limit) {
    return limit_fits(limit) ? limit : INT64_MAX;
}
static inline uint64_t limit_of_number(int64_t number) {
    return number < 0 ? (uint64_t)-number : (uint64_t)number;
}
/* Of the items without the factor; at least 1. */
static inline uint64_t lanes_item_limit(Lanes lanes) {
    return lanes.items && lanes.limit > 0 ? lanes.limit : 1;
}
static inline bool lanes_are_zero(Lanes lanes) {
    return lanes.factor == 0;
}
static inline LaneForm lane_form_wider(LaneForm a, LaneForm b) {
    return a > b ? a : b;
}
static inline LaneForm lane_form_for(uint64_t limit) {
    return limit_is_narrow(limit) ? LANES_NARROW : LANES_WIDE;
}
/* A product that passes 64 bits leaves all rows. */
int64_t lanes_factor_product(LaneContext *context, int64_t a, int64_t b);

#endif
