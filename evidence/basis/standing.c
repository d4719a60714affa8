#include "evidence/basis/standing.h"

#include "runtime/computing/value_told.h"

typedef struct Sorter {
    const Scored *scored;
    NumberContext *numbers;
    Arena *arena;
    const PlanOutput *rank;
    Ranking *ranking;
    size_t *lists; /* per row */
} Sorter;

static size_t to_size(const Sorter *sorter, Number number) {
    int64_t value = 0;
    (void)number_to_int(sorter->numbers, number, &value);
    return (size_t)value;
}

static size_t list_of(const Sorter *sorter, size_t row) {
    if (sorter->rank->scope_input == UINT32_MAX) return 0;
    StepValue value = scored_input(sorter->scored, sorter->rank->scope_input, row);
    return value.state == STATE_VALUE ? to_size(sorter, value.number) : 0;
}

static void look_at_row(Sorter *sorter, size_t row) {
    Ranking *ranking = sorter->ranking;
    StepValue place = scored_part(sorter->scored, ranking->output, 0, row);
    ranking->at[row] = SIZE_MAX;
    if (place.state != STATE_VALUE) return;
    ranking->at[row] = 0;
    Number twice = number_multiply(sorter->numbers, place.number, number_from_int(2));
    ranking->twice_place[row] = to_size(sorter, twice);
    sorter->lists[row] = list_of(sorter, row);
    if (sorter->lists[row] >= ranking->list_count) ranking->list_count = sorter->lists[row] + 1;
    ranking->count++;
}

/* Places are at most the number of units: counting sorts them. `keys` per row, at most `most`. */
static void sort_by(const Sorter *sorter, const size_t *keys, size_t most, const size_t *from, size_t *to) {
    size_t *starts = ARENA_ARRAY(sorter->arena, size_t, most + 2);
    for (size_t i = 0; i < sorter->ranking->count; i++)
        starts[keys[from[i]] + 1]++;
    for (size_t key = 0; key <= most; key++)
        starts[key + 1] += starts[key];
    for (size_t i = 0; i < sorter->ranking->count; i++)
        to[starts[keys[from[i]]]++] = from[i];
}

static void find_lists(const Sorter *sorter) {
    Ranking *ranking = sorter->ranking;
    ranking->list_starts = ARENA_ARRAY(sorter->arena, size_t, ranking->list_count + 1);
    for (size_t i = 0; i < ranking->count; i++) {
        ranking->at[ranking->rows[i]] = i;
        ranking->list_starts[sorter->lists[ranking->rows[i]] + 1]++;
    }
    for (size_t i = 0; i < ranking->list_count; i++)
        ranking->list_starts[i + 1] += ranking->list_starts[i];
}

static void sort_rows(Sorter *sorter) {
    Ranking *ranking = sorter->ranking;
    size_t rows = sorter->scored->table->row_count, found = 0;
    size_t *unsorted = ARENA_ARRAY(sorter->arena, size_t, rows + 1);
    size_t *by_place = ARENA_ARRAY(sorter->arena, size_t, rows + 1);
    for (size_t row = 0; row < rows; row++)
        if (ranking->at[row] != SIZE_MAX) unsorted[found++] = row;
    sort_by(sorter, ranking->twice_place, 2 * rows, unsorted, by_place);
    sort_by(sorter, sorter->lists, ranking->list_count, by_place, ranking->rows);
}

static void build(Sorter *sorter, uint32_t output) {
    size_t rows = sorter->scored->table->row_count;
    Ranking *ranking = sorter->ranking;
    *ranking = (Ranking){.output = output,
                         .rows = ARENA_ARRAY(sorter->arena, size_t, rows + 1),
                         .at = ARENA_ARRAY(sorter->arena, size_t, rows + 1),
                         .twice_place = ARENA_ARRAY(sorter->arena, size_t, rows + 1)};
    sorter->rank = &sorter->scored->plan->outputs[output];
    sorter->lists = ARENA_ARRAY(sorter->arena, size_t, rows + 1);
    for (size_t row = 0; row < rows; row++)
        look_at_row(sorter, row);
    sort_rows(sorter);
    find_lists(sorter);
}

Ranking *rankings_new(const Scored *scored, NumberContext *numbers, Arena *arena) {
    Ranking *rankings = ARENA_ARRAY(arena, Ranking, (size_t)scored->plan->output_count + 1);
    for (uint32_t i = 0; i < scored->plan->output_count; i++) {
        if (scored->plan->outputs[i].kind != OUTPUT_RANK) continue;
        Sorter sorter = {.scored = scored, .numbers = numbers, .arena = arena, .ranking = &rankings[i]};
        build(&sorter, i);
    }
    return rankings;
}

static bool is_level(const Ranking *ranking, size_t i, size_t row) {
    return ranking->twice_place[ranking->rows[i]] == ranking->twice_place[row];
}

static size_t list_at(const Ranking *ranking, size_t i) {
    size_t low = 0, high = ranking->list_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (ranking->list_starts[middle] <= i)
            low = middle;
        else
            high = middle;
    }
    return low;
}

Standing standing_of(const Ranking *ranking, size_t row) {
    Standing standing = {.above = SIZE_MAX, .below = SIZE_MAX};
    if (ranking->at[row] == SIZE_MAX) return standing;
    size_t list = list_at(ranking, ranking->at[row]);
    size_t from = ranking->at[row], to = from;
    size_t start = ranking->list_starts[list], end = ranking->list_starts[list + 1];
    while (from > start && is_level(ranking, from - 1, row))
        from--;
    while (to < end && is_level(ranking, to, row))
        to++;
    if (from > start) standing.above = ranking->rows[from - 1];
    if (to < end) standing.below = ranking->rows[to];
    standing.is_ranked = true;
    standing.list = list;
    standing.among = end - start;
    standing.equal = to - from;
    return standing;
}
