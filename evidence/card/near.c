#include "evidence/card/near.h"

enum { STEPS_MAX = 1 << 20 };

/* One item and one cell, in one direction. */
typedef struct Search {
    const Watch *watch;
    size_t row, item;
    uint32_t input;
    int direction;
    Number from;
    const WatchState *before;
    WatchState after; /* of the last trial that was better */
} Search;

typedef enum Trial { TRIAL_ILLEGAL, TRIAL_NO_BETTER, TRIAL_BETTER } Trial;

static Trial try_steps(Search *search, int64_t steps) {
    Number to;
    Number signed_steps = number_from_int(search->direction * steps);
    if (!watch_neighbour(search->watch, search->input, search->from, signed_steps, &to)) return TRIAL_ILLEGAL;
    unit_steps_try(search->watch->maker->steps, search->input, (StepValue){to, STATE_VALUE});
    WatchState after = watch_state(search->watch, search->item, search->row);
    Trial trial = TRIAL_NO_BETTER;
    if (!watch_is_legal(search->watch))
        trial = TRIAL_ILLEGAL;
    else if (watch_is_better(search->watch, search->item, search->before, &after))
        trial = TRIAL_BETTER;
    if (trial == TRIAL_BETTER) search->after = after;
    unit_steps_restore(search->watch->maker->steps);
    return trial;
}

/* The least number of steps from `low` on, exclusive, to `high` that does it; it does. */
static int64_t fewest(Search *search, int64_t low, int64_t high) {
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        if (try_steps(search, middle) == TRIAL_BETTER)
            high = middle;
        else
            low = middle;
    }
    (void)try_steps(search, high);
    return high;
}

/* The most steps up to `high`, exclusive, that are legal; `low` is. */
static int64_t most_legal(Search *search, int64_t low, int64_t high) {
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        if (try_steps(search, middle) != TRIAL_ILLEGAL)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Twice as far each time, then back to the first step that does it; 0: none does. What turns and turns back
 * in between may be passed over. */
static int64_t steps_needed(Search *search) {
    int64_t low = 0;
    for (int64_t steps = 1; steps <= STEPS_MAX; steps *= 2) {
        Trial trial = try_steps(search, steps);
        if (trial == TRIAL_BETTER) return fewest(search, low, steps);
        if (trial == TRIAL_ILLEGAL) {
            int64_t last = most_legal(search, low, steps);
            return last > low && try_steps(search, last) == TRIAL_BETTER ? fewest(search, low, last) : 0;
        }
        low = steps;
    }
    return 0;
}

/* ---- the nearest of each output */

static bool is_same_output(const Watch *watch, const NearEntry *a, const NearEntry *b) {
    return watch->items[a->item].output == watch->items[b->item].output;
}

static bool comes_before(const Watch *watch, const NearEntry *a, const NearEntry *b) {
    uint32_t left = watch->items[a->item].output, right = watch->items[b->item].output;
    if (left != right) return left < right;
    return a->steps != b->steps ? a->steps < b->steps : a->input < b->input;
}

/* Few enough for one by one: at most NEAR_PER_OUTPUT an output stay. */
static void insert(const Watch *watch, NearList *list, const NearEntry *entry, Arena *arena) {
    size_t at = list->count, same = 0, last = SIZE_MAX;
    for (size_t i = 0; i < list->count; i++) {
        if (!is_same_output(watch, &list->entries[i], entry)) continue;
        if (list->entries[i].input == entry->input && list->entries[i].steps <= entry->steps) return;
        same++;
        last = i;
    }
    if (same == NEAR_PER_OUTPUT && !comes_before(watch, entry, &list->entries[last])) return;
    if (same == NEAR_PER_OUTPUT) {
        for (size_t i = last; i + 1 < list->count; i++)
            list->entries[i] = list->entries[i + 1];
        list->count--;
    }
    ARENA_PUSH(arena, list->entries, list->count, list->capacity, *entry);
    for (at = list->count - 1; at > 0 && comes_before(watch, entry, &list->entries[at - 1]); at--)
        list->entries[at] = list->entries[at - 1];
    list->entries[at] = *entry;
}

static void look(const Watch *watch, size_t row, uint32_t input, size_t item, const WatchState *before,
                 NearList *list, Arena *arena) {
    StepValue cell = scored_input(watch->maker->scored, input, row);
    for (int direction = 1; direction >= -1; direction -= 2) {
        Search search = {watch, row, item, input, direction, cell.number, before, *before};
        int64_t steps = steps_needed(&search);
        if (steps == 0) continue;
        NearEntry entry = {item, input, steps, cell.number, cell.number, before->value, search.after.value};
        watch_neighbour(watch, input, cell.number, number_from_int(direction * steps), &entry.to);
        insert(watch, list, &entry, arena);
    }
}

NearList near_found(const Watch *watch, size_t row, Arena *arena) {
    NearList list = {0};
    WatchState *before = ARENA_ARRAY(arena, WatchState, watch->count + 1);
    for (size_t item = 0; item < watch->count; item++)
        before[item] = watch_state(watch, item, row);
    for (uint32_t input = 0; input < watch->maker->scored->plan->input_count; input++) {
        bool is_number = watch_has_steps(watch, input) &&
                         scored_input(watch->maker->scored, input, row).state == STATE_VALUE;
        for (size_t i = 0; is_number && i < watch->reached[input]; i++) {
            size_t item = watch->by_input[input][i];
            look(watch, row, input, item, &before[item], &list, arena);
        }
    }
    return list;
}
