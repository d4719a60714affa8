#include "proving/goal.h"

enum { FIRST_SLOTS = 256 };

Goals goals_new(Prover *prover) {
    return (Goals){.prover = prover,
                   .slots = ARENA_ARRAY(prover->arena, uint32_t, FIRST_SLOTS),
                   .slot_count = FIRST_SLOTS};
}

static size_t slot_of(const Goals *goals, const Goal *goal) {
    uint64_t hash = ((uint64_t)(uintptr_t)goal->place + goal->kind) * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (hash ^ hash >> 31) & (goals->slot_count - 1);
    for (; goals->slots[at]; at = (at + 1) & (goals->slot_count - 1)) {
        const Goal *found = &goals->items[goals->slots[at] - 1];
        if (found->place == goal->place && found->kind == goal->kind) break;
    }
    return at;
}

static void enlarge(Goals *goals) {
    goals->slot_count *= 2;
    goals->slots = ARENA_ARRAY(goals->prover->arena, uint32_t, goals->slot_count);
    for (size_t i = 0; i < goals->count; i++)
        goals->slots[slot_of(goals, &goals->items[i])] = (uint32_t)i + 1;
}

static Goal *find_or_add(Goals *goals, const Goal *goal) {
    if (goals->count * 2 >= goals->slot_count) enlarge(goals);
    size_t slot = slot_of(goals, goal);
    if (!goals->slots[slot]) {
        ARENA_PUSH(goals->prover->arena, goals->items, goals->count, goals->capacity, *goal);
        goals->slots[slot] = (uint32_t)goals->count;
        goals->items[goals->count - 1].verdict = VERDICT_NO;
    }
    return &goals->items[goals->slots[slot] - 1];
}

Verdict goals_ask(Goals *goals, const Goal *goal, const Claim *claims, size_t count) {
    Goal *known = find_or_add(goals, goal);
    if (known->verdict == VERDICT_YES) return VERDICT_YES;
    Verdict verdict = claims_decide(goals->prover, claims, count);
    if (verdict != VERDICT_NO) known->verdict = verdict;
    return verdict;
}
