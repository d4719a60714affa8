#include "runtime/results/result_rank.h"

#include "runtime/results/key_order.h"
#include "runtime/results/result_items.h"
#include "runtime/results/result_value.h"

#include <string.h>

static uint32_t half_places(const Result *result, StepId step, uint32_t row) {
    int64_t halves = 0;
    ResultValue value = result_value(result, step, row);
    if (value.state != STATE_VALUE) return 0;
    Number doubled = number_multiply(result->numbers, value.number, number_from_int(2));
    return number_to_int(result->numbers, doubled, &halves) ? (uint32_t)halves : 0;
}

/* [F3.3] Lists of a `text` in the order of first appearance, others as declared; units without a category
 * last. */
static uint32_t *list_order(const Result *result, uint32_t input, uint32_t lists) {
    uint32_t *order = ARENA_ARRAY(result->scratch, uint32_t, lists), count = 0;
    bool *taken = ARENA_ARRAY(result->scratch, bool, lists);
    size_t rows = input != RESULT_NONE && result->plan->inputs[input].type == INPUT_TEXT
                      ? result->evaluation->row_count
                      : 0;
    for (size_t row = 0; row < rows; row++) {
        uint32_t list = result_category(result, input, (uint32_t)row);
        if (list + 1 < lists && !taken[list]) order[count++] = list;
        taken[list] = true;
    }
    taken[lists - 1] = false;
    for (uint32_t list = 0; list < lists; list++)
        if (!taken[list]) order[count++] = list;
    return order;
}

static uint32_t list_of(const Result *result, const ResultRank *rank, uint32_t row) {
    return rank->scope_input == RESULT_NONE ? 0 : result_category(result, rank->scope_input, row);
}

/* Places can be counted: a list of n ranked units has places from 1 to n, and two of them that differ do so
 * by 1 or more, halves or not. So there are n slots, and one more for those without a place. Where the slots
 * of each list start: */
static size_t *slot_starts(const Result *result, const ResultRank *rank, size_t *total) {
    uint32_t lists = result_category_count(result, rank->scope_input) + 1;
    const uint32_t *order = list_order(result, rank->scope_input, lists);
    size_t *starts = ARENA_ARRAY(result->scratch, size_t, lists);
    *total = 0;
    for (uint32_t i = 0; i < lists; i++) {
        starts[order[i]] = *total;
        *total += (size_t)rank->ranked[order[i]] + 1;
    }
    return starts;
}

static size_t slot_of(const Result *result, const ResultRank *rank, const size_t *starts, uint32_t row) {
    uint32_t list = list_of(result, rank, row), half = rank->halves[row];
    return starts[list] + (half > 0 ? (half - 1) / 2 : rank->ranked[list]);
}

static void mark_shared(const Result *result, ResultRank *rank, size_t rows) {
    rank->shared = ARENA_ARRAY(result->arena, bool, rows + 1);
    size_t total, *starts = slot_starts(result, rank, &total);
    uint32_t *counts = ARENA_ARRAY(result->scratch, uint32_t, total);
    for (size_t row = 0; row < rows; row++)
        counts[slot_of(result, rank, starts, (uint32_t)row)]++;
    for (size_t row = 0; row < rows; row++)
        rank->shared[row] = rank->halves[row] > 0 && counts[slot_of(result, rank, starts, (uint32_t)row)] > 1;
}

/* Most places are whole numbers in cells. */
static void load_halves(const Result *result, const ItemSource *source, const ItemSpan *span, StepId step,
                        uint32_t *halves) {
    ResultItems items;
    if (!result_items_load(&items, source, span) || items.decimals != 0) {
        for (size_t i = span->begin; i < span->end; i++)
            halves[i] = half_places(result, step, span->first + (uint32_t)i);
        return;
    }
    for (size_t i = span->begin; i < span->end; i++)
        halves[i] = item_is_state(items.numbers[i]) ? 0 : 2 * (uint32_t)items.numbers[i];
}

static void find_halves(const Result *result, ResultRank *rank, size_t rows) {
    StepId step = result->plan->outputs[rank->output].value;
    ItemSource source = item_source(&result->evaluation->columns[step]);
    for (size_t row = 0; row < rows; row += ITEM_ROWS) {
        ItemSpan span = item_span(row, rows);
        load_halves(result, &source, &span, step, rank->halves + row);
    }
    for (size_t row = 0; row < rows; row++)
        if (rank->halves[row] != 0) rank->ranked[list_of(result, rank, (uint32_t)row)]++;
}

/* Shared places are shown in JSON, and where the rules say so. */
static bool shows_shared(const Result *result, uint32_t output) {
    return result->options.format == RESULT_JSON || result->plan->outputs[output].show_shared;
}

ResultRank result_rank_new(const Result *result, uint32_t output) {
    const PlanOutput *of = &result->plan->outputs[output];
    size_t rows = result->evaluation->row_count;
    ResultRank rank = {.output = output, .scope_input = of->scope_input};
    rank.halves = arena_alloc(result->arena, (rows + 1) * sizeof *rank.halves);
    rank.ranked = ARENA_ARRAY(result->arena, uint32_t, result_category_count(result, of->scope_input) + 1);
    find_halves(result, &rank, rows);
    if (shows_shared(result, output)) mark_shared(result, &rank, rows);
    return rank;
}

const ResultRank *result_rank_find(const Result *result, uint32_t output) {
    for (size_t i = 0; i < result->rank_count; i++)
        if (result->ranks[i].output == output) return &result->ranks[i];
    return NULL;
}

uint32_t result_rank_of(const Result *result, const ResultRank *rank, uint32_t row) {
    return rank->ranked[result_category(result, rank->scope_input, row)];
}

/* Turns counts, each one slot late, into the places where the slots start in the order. */
static void add_up(uint32_t *counts, size_t total) {
    for (size_t slot = 0; slot < total; slot++)
        counts[slot + 1] += counts[slot];
}

void result_rank_sort(const Result *result, const ResultRank *rank, uint32_t *rows, size_t count) {
    size_t total, *starts = slot_starts(result, rank, &total);
    uint32_t *ends = ARENA_ARRAY(result->scratch, uint32_t, total + 1);
    uint32_t *sorted = ARENA_ARRAY(result->scratch, uint32_t, count + 1);
    for (size_t i = 0; i < count; i++)
        ends[slot_of(result, rank, starts, rows[i]) + 1]++;
    add_up(ends, total);
    for (size_t i = 0; i < count; i++)
        sorted[ends[slot_of(result, rank, starts, rows[i])]++] = rows[i];
    memcpy(rows, sorted, count * sizeof *rows);
    uint32_t key = result->plan->key_input;
    if (key == RESULT_NONE || !result->table->columns[key].texts) return;
    for (size_t slot = 0, from = 0; slot < total; from = ends[slot++])
        key_order_sort(result->scratch, result->table->columns[key].texts, rows + from, ends[slot] - from);
}
