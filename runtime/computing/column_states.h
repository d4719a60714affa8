/* States of the values of a block: three bits a row, or one state for all rows. */
#ifndef RUNTIME_COMPUTING_COLUMN_STATES_H
#define RUNTIME_COMPUTING_COLUMN_STATES_H

#include "lang/plan.h"
#include "runtime/computing/column_pool.h"

/* A value the column evaluator cannot hold. Stronger than all others; where it is needed the row is left to
 * the reference evaluator. */
#define STATE_LEFT 4

typedef struct States {
    const StatePlanes *planes; /* NULL: `same` in all rows */
    uint8_t same;
    uint8_t possible; /* bit s: some row can be in state s */
} States;

/* All results are new references. */
static inline States states_share(States states) {
    column_pool_share_states(states.planes);
    return states;
}
static inline void states_release(ColumnPool *pool, States states) {
    column_pool_release_states(pool, states.planes);
}
static inline States states_all(uint8_t same) {
    return (States){0, same, (uint8_t)(1u << same)};
}
/* Not one of the rows is in it. */
static inline bool states_lack(States states, uint8_t state) {
    return !(states.possible >> state & 1);
}
/* Values and rows that do not apply, no other state: what most columns are made of. */
static inline bool states_are_plain(States states) {
    return states.possible >> (STATE_NOT_APPLICABLE + 1) == 0;
}
/* The stronger one in each row [L4.5]. */
States states_strongest(ColumnPool *pool, States a, States b);
/* `to[state]` in place of each state. */
States states_map(ColumnPool *pool, States states, const uint8_t to[STATE_LEFT + 1]);
/* a where the bit is set, else b. */
States states_pick(ColumnPool *pool, const RowBits *mask, States a, States b);
/* `condition` where it is not a value, else `states`. */
States states_behind(ColumnPool *pool, States condition, States states);
/* One state where the bit is set, else values. */
States states_where(ColumnPool *pool, const RowBits *mask, uint8_t state);
/* Which rows hold a value: for as long as `states` is held. */
static inline const RowBits *states_values(const ColumnPool *pool, States states) {
    return states.planes ? &states.planes->values : column_pool_rows(pool, states.same == STATE_VALUE);
}
/* Which rows are in a state. */
RowBits states_find(States states, uint8_t wanted);
/* Which rows are in a state stronger than this one. */
RowBits states_worse(States states, uint8_t than);

static inline bool row_bits_has(const RowBits *bits, size_t row) {
    return bits->words[row / 64] >> (row % 64) & 1;
}
static inline void row_bits_set(RowBits *bits, size_t row) {
    bits->words[row / 64] |= UINT64_C(1) << (row % 64);
}
/* The state of one row. */
static inline uint8_t states_at(States states, size_t row) {
    if (!states.planes) return states.same;
    return (uint8_t)(row_bits_has(&states.planes->low, row) | row_bits_has(&states.planes->high, row) << 1 |
                     row_bits_has(&states.planes->left, row) << 2);
}

static inline RowBits row_bits_all(bool set) {
    RowBits bits;
    for (size_t i = 0; i < COLUMN_WORDS; i++)
        bits.words[i] = set ? UINT64_MAX : 0;
    return bits;
}

static inline RowBits row_bits_inverted(const RowBits *bits) {
    RowBits others;
    for (size_t i = 0; i < COLUMN_WORDS; i++)
        others.words[i] = ~bits->words[i];
    return others;
}

#endif
