#include "runtime/column_states.h"

#include <string.h>

States states_share(States states) {
    column_pool_share_states(states.items);
    return states;
}

void states_release(ColumnPool *pool, States states) {
    column_pool_release_states(pool, states.items);
}

const uint8_t *states_bytes(States states, uint8_t room[COLUMN_BLOCK]) {
    if (states.items) return states.items;
    memset(room, states.same, COLUMN_BLOCK);
    return room;
}

static void strongest(uint8_t *restrict out, const uint8_t *restrict a, const uint8_t *restrict b) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] = a[i] > b[i] ? a[i] : b[i];
}

States states_strongest(ColumnPool *pool, States a, States b) {
    if (a.items == b.items) return states_share(a.items || a.same > b.same ? a : b);
    if (!a.items && a.same == STATE_VALUE) return states_share(b);
    if (!b.items && b.same == STATE_VALUE) return states_share(a);
    uint8_t room[COLUMN_BLOCK], *out = column_pool_states(pool);
    strongest(out, states_bytes(a, room), a.items ? states_bytes(b, room) : b.items);
    return (States){out, 0};
}

static void map_one(uint8_t *restrict out, const uint8_t *restrict from, uint8_t state, uint8_t change) {
    if (change == 0) return;
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] = (uint8_t)(out[i] ^ (from[i] == state ? change : 0));
}

void states_find(States states, uint8_t wanted, uint8_t mask[COLUMN_BLOCK]) {
    if (!states.items) {
        memset(mask, states.same == wanted, COLUMN_BLOCK);
        return;
    }
    const uint8_t *restrict items = states.items;
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        mask[i] = items[i] == wanted;
}

States states_map(ColumnPool *pool, States states, const uint8_t to[STATE_LEFT + 1]) {
    if (!states.items) return states_all(to[states.same]);
    const uint8_t *restrict from = states.items;
    uint8_t *restrict out = column_pool_states(pool);
    memset(out, to[0], COLUMN_BLOCK);
    for (uint8_t state = 1; state <= STATE_LEFT; state++)
        map_one(out, from, state, to[state] ^ to[0]);
    return (States){out, 0};
}

static void pick(uint8_t *restrict out, const uint8_t *restrict mask, const uint8_t *restrict a,
                 const uint8_t *restrict b) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] = mask[i] ? a[i] : b[i];
}

States states_pick(ColumnPool *pool, const uint8_t *mask, States a, States b) {
    if (a.items == b.items && (a.items || a.same == b.same)) return states_share(a);
    uint8_t room_a[COLUMN_BLOCK], room_b[COLUMN_BLOCK], *out = column_pool_states(pool);
    pick(out, mask, states_bytes(a, room_a), states_bytes(b, room_b));
    return (States){out, 0};
}

States states_behind(ColumnPool *pool, States condition, States states) {
    if (condition.items == states.items && condition.items) return states_share(condition);
    if (!condition.items) return states_share(condition.same == STATE_VALUE ? states : condition);
    if (!states.items && states.same == STATE_VALUE) return states_share(condition);
    return states_pick(pool, condition.items, condition, states);
}
