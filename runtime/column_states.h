/* States of the values of a block: one byte a row, or one for all rows. */
#ifndef RUNTIME_COLUMN_STATES_H
#define RUNTIME_COLUMN_STATES_H

#include "lang/plan.h"
#include "runtime/column_pool.h"

/* A value the column evaluator cannot hold. Stronger than all others; where it is needed the row is left to
 * the reference evaluator. */
#define STATE_LEFT 4

typedef struct States {
    const uint8_t *items; /* NULL: `same` in all rows */
    uint8_t same;
} States;

/* All results are new references. */
States states_share(States states);
void states_release(ColumnPool *pool, States states);
static inline States states_all(uint8_t same) {
    return (States){0, same};
}
/* The stronger one in each row [L4.5]. */
States states_strongest(ColumnPool *pool, States a, States b);
/* `to[state]` in place of each state. */
States states_map(ColumnPool *pool, States states, const uint8_t to[STATE_LEFT + 1]);
/* a where `mask` is not 0, else b. */
States states_pick(ColumnPool *pool, const uint8_t *mask, States a, States b);
/* `condition` where it is not a value, else `states`. */
States states_behind(ColumnPool *pool, States condition, States states);
/* Sets the bytes of the rows in a state, and clears the others. */
void states_find(States states, uint8_t wanted, uint8_t mask[COLUMN_BLOCK]);
/* The bytes themselves: `room` is filled and given where all rows are the same. */
const uint8_t *states_bytes(States states, uint8_t room[COLUMN_BLOCK]);

#endif
