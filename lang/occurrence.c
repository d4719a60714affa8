#include "lang/occurrence.h"

void occurrence_add(Occurrences *occurrences, Arena *arena, const AstExpression *expression,
                    const Typed *value) {
    if (!occurrences->owner || value->kind == KIND_ERROR || value->step == STEP_NONE) return;
    Occurrence occurrence = {expression, occurrences->owner, occurrences->declaration, occurrences->call,
                             value->step};
    ARENA_PUSH(arena, occurrences->items, occurrences->count, occurrences->capacity, occurrence);
}

struct OccurrenceIndex {
    const Occurrence **slots; /* open addressing; NULL: free */
    size_t slot_count;
};

static size_t slot_of(const OccurrenceIndex *index, const AstExpression *expression, const Symbol *owner,
                      uint32_t call) {
    uint64_t hash =
        (uint64_t)(uintptr_t)expression * UINT64_C(0x9E3779B97F4A7C15) ^ (uint64_t)(uintptr_t)owner;
    hash = (hash ^ call) * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (hash ^ hash >> 31) & (index->slot_count - 1);
    for (; index->slots[at]; at = (at + 1) & (index->slot_count - 1)) {
        const Occurrence *found = index->slots[at];
        if (found->expression == expression && found->owner == owner && found->call == call) break;
    }
    return at;
}

OccurrenceIndex *occurrence_index_new(const Occurrences *occurrences, Arena *arena) {
    OccurrenceIndex *index = ARENA_NEW(arena, OccurrenceIndex);
    index->slot_count = 64;
    while (index->slot_count < 2 * occurrences->count)
        index->slot_count *= 2;
    index->slots = ARENA_ARRAY(arena, const Occurrence *, index->slot_count);
    for (size_t i = 0; i < occurrences->count; i++) {
        const Occurrence *item = &occurrences->items[i];
        size_t at = slot_of(index, item->expression, item->owner, item->call);
        if (!index->slots[at] || index->slots[at]->step == STEP_NONE) index->slots[at] = item;
    }
    return index;
}

StepId occurrence_step(const OccurrenceIndex *index, const AstExpression *expression, const Symbol *owner,
                       uint32_t call) {
    const Occurrence *found = index->slots[slot_of(index, expression, owner, call)];
    return found ? found->step : STEP_NONE;
}
