#include "runtime/computing/column_states.h"

/* Three planes that say `same` in all rows. */
static StatePlanes planes_of(uint8_t same) {
    return (StatePlanes){row_bits_all(same & 1), row_bits_all(same >> 1 & 1), row_bits_all(same >> 2 & 1),
                         row_bits_all(same == STATE_VALUE)};
}

static const StatePlanes *planes(States states, StatePlanes *room) {
    if (states.planes) return states.planes;
    *room = planes_of(states.same);
    return room;
}

static void strongest(StatePlanes *restrict out, const StatePlanes *restrict a,
                      const StatePlanes *restrict b) {
    for (size_t i = 0; i < COLUMN_WORDS; i++) {
        uint64_t left = a->left.words[i] | b->left.words[i];
        uint64_t high_a = a->high.words[i], high_b = b->high.words[i], high = high_a | high_b;
        uint64_t low_a = a->low.words[i], low_b = b->low.words[i];
        uint64_t low = (high_a & low_a) | (high_b & low_b) | (~high & (low_a | low_b));
        out->left.words[i] = left;
        out->high.words[i] = high & ~left;
        out->low.words[i] = low & ~left;
        out->values.words[i] = a->values.words[i] & b->values.words[i];
    }
}

static bool is_all_values(States states) {
    return !states.planes && states.same == STATE_VALUE;
}

States states_strongest(ColumnPool *pool, States a, States b) {
    if (a.planes == b.planes) return states_share(a.planes || a.same > b.same ? a : b);
    if (is_all_values(a)) return states_share(b);
    if (is_all_values(b)) return states_share(a);
    StatePlanes room, *out = column_pool_states(pool);
    const StatePlanes *of_b = a.planes ? planes(b, &room) : b.planes;
    strongest(out, planes(a, &room), of_b);
    return (States){out, 0, a.possible | b.possible};
}

/* Rows whose planes agree with the bits of a state. */
static void find(RowBits *restrict out, const StatePlanes *restrict from, uint8_t wanted) {
    uint64_t low = (wanted & 1) - UINT64_C(1), high = (wanted >> 1 & 1) - UINT64_C(1),
             left = (wanted >> 2 & 1) - UINT64_C(1);
    for (size_t i = 0; i < COLUMN_WORDS; i++)
        out->words[i] =
            (from->low.words[i] ^ low) & (from->high.words[i] ^ high) & (from->left.words[i] ^ left);
}

RowBits states_find(States states, uint8_t wanted) {
    RowBits found;
    if (!states.planes) return row_bits_all(states.same == wanted);
    if (wanted == STATE_VALUE) return states.planes->values;
    find(&found, states.planes, wanted);
    return found;
}

RowBits states_worse(States states, uint8_t than) {
    RowBits found = row_bits_all(false);
    for (uint8_t state = than + 1; state <= STATE_LEFT; state++) {
        if (states_lack(states, state)) continue;
        RowBits more = states_find(states, state);
        for (size_t i = 0; i < COLUMN_WORDS; i++)
            found.words[i] |= more.words[i];
    }
    return found;
}

/* The rows of one state get another. */
static void change(StatePlanes *restrict out, const RowBits *restrict rows, uint8_t from, uint8_t to) {
    uint8_t bits = from ^ to, values = (from == STATE_VALUE) ^ (to == STATE_VALUE);
    for (size_t i = 0; i < COLUMN_WORDS; i++) {
        out->low.words[i] ^= bits & 1 ? rows->words[i] : 0;
        out->high.words[i] ^= bits & 2 ? rows->words[i] : 0;
        out->left.words[i] ^= bits & 4 ? rows->words[i] : 0;
        out->values.words[i] ^= values ? rows->words[i] : 0;
    }
}

States states_map(ColumnPool *pool, States states, const uint8_t to[STATE_LEFT + 1]) {
    if (!states.planes) return states_all(to[states.same]);
    uint8_t possible = 0, changes = 0;
    for (uint8_t state = 0; state <= STATE_LEFT; state++) {
        if (states_lack(states, state)) continue;
        possible |= (uint8_t)(1u << to[state]);
        changes |= to[state] ^ state;
    }
    if (changes == 0) return states_share(states);
    StatePlanes *out = column_pool_states(pool);
    *out = *states.planes;
    for (uint8_t state = 0; state <= STATE_LEFT; state++) {
        if (states_lack(states, state) || to[state] == state) continue;
        RowBits rows = states_find(states, state);
        change(out, &rows, state, to[state]);
    }
    return (States){out, 0, possible};
}

static void pick_words(RowBits *restrict out, const RowBits *restrict mask, const RowBits *restrict a,
                       const RowBits *restrict b) {
    for (size_t i = 0; i < COLUMN_WORDS; i++)
        out->words[i] = (a->words[i] & mask->words[i]) | (b->words[i] & ~mask->words[i]);
}

States states_pick(ColumnPool *pool, const RowBits *mask, States a, States b) {
    if (a.planes == b.planes && (a.planes || a.same == b.same)) return states_share(a);
    StatePlanes room_a, room_b, *out = column_pool_states(pool);
    const StatePlanes *of_a = planes(a, &room_a), *of_b = planes(b, &room_b);
    pick_words(&out->low, mask, &of_a->low, &of_b->low);
    pick_words(&out->high, mask, &of_a->high, &of_b->high);
    pick_words(&out->left, mask, &of_a->left, &of_b->left);
    pick_words(&out->values, mask, &of_a->values, &of_b->values);
    return (States){out, 0, a.possible | b.possible};
}

static uint64_t set_where(RowBits *restrict out, const RowBits *restrict mask, bool set) {
    uint64_t any = 0;
    for (size_t i = 0; i < COLUMN_WORDS; i++) {
        out->words[i] = set ? mask->words[i] : 0;
        any |= mask->words[i];
    }
    return any;
}

States states_where(ColumnPool *pool, const RowBits *mask, uint8_t state) {
    StatePlanes *out = column_pool_states(pool);
    set_where(&out->low, mask, state & 1);
    set_where(&out->high, mask, state >> 1 & 1);
    uint64_t any = set_where(&out->left, mask, state >> 2 & 1);
    for (size_t i = 0; i < COLUMN_WORDS; i++)
        out->values.words[i] = ~mask->words[i];
    if (any != 0) return (States){out, 0, (uint8_t)(1u << state | 1u << STATE_VALUE)};
    column_pool_release_states(pool, out);
    return states_all(STATE_VALUE);
}

static void put_behind(StatePlanes *restrict out, const StatePlanes *restrict condition,
                       const StatePlanes *restrict states) {
    for (size_t i = 0; i < COLUMN_WORDS; i++) {
        uint64_t is_value = condition->values.words[i];
        out->low.words[i] = condition->low.words[i] | (states->low.words[i] & is_value);
        out->high.words[i] = condition->high.words[i] | (states->high.words[i] & is_value);
        out->left.words[i] = condition->left.words[i] | (states->left.words[i] & is_value);
        out->values.words[i] = states->values.words[i] & is_value;
    }
}

States states_behind(ColumnPool *pool, States condition, States states) {
    if (condition.planes == states.planes && condition.planes) return states_share(condition);
    if (!condition.planes) return states_share(condition.same == STATE_VALUE ? states : condition);
    if (is_all_values(states)) return states_share(condition);
    StatePlanes room, *out = column_pool_states(pool);
    put_behind(out, condition.planes, planes(states, &room));
    return (States){out, 0, condition.possible | states.possible};
}
