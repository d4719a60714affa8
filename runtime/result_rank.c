#include "runtime/result_rank.h"

#include "runtime/result_value.h"

#include <string.h>

static int compare(const Result *result, const ResultPlace *a, const ResultPlace *b) {
    if (a->list != b->list) return a->list < b->list ? -1 : 1;
    if (a->half != b->half) {
        if (a->half == 0 || b->half == 0) return a->half == 0 ? 1 : -1;
        return a->half < b->half ? -1 : 1;
    }
    return text_compare(result_key(result, a->row), result_key(result, b->row));
}

static void merge(const Result *result, const ResultPlace *from, ResultPlace *to, size_t middle,
                  size_t count) {
    size_t left = 0, right = middle;
    for (size_t i = 0; i < count; i++) {
        bool take_left = right == count || (left < middle && compare(result, &from[left], &from[right]) <= 0);
        to[i] = from[take_left ? left++ : right++];
    }
}

void result_places_sort(const Result *result, ResultPlace *places, size_t count) {
    ResultPlace *from = places, *to = ARENA_ARRAY(result->scratch, ResultPlace, count + 1);
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t at = 0; at < count; at += 2 * width) {
            size_t here = count - at < 2 * width ? count - at : 2 * width;
            merge(result, from + at, to + at, here < width ? here : width, here);
        }
        ResultPlace *swapped = from;
        from = to;
        to = swapped;
    }
    if (from != places) memcpy(places, from, count * sizeof *places);
}

/* Twice the place in a cell, which is a whole number; most places are. */
static int64_t half_places(const Result *result, const Column *column, StepId step, uint32_t row) {
    int64_t halves = 0;
    if (row < column->count) {
        Cell cell = column->cells[row];
        if (cell_state(cell) != STATE_VALUE) return 0;
        if (!cell_is_large(cell) && cell_decimals(cell) == 0) return cell_mantissa(cell) * 2;
    }
    ResultValue value = result_value(result, step, row);
    if (value.state != STATE_VALUE) return 0;
    Number doubled = number_multiply(result->numbers, value.number, number_from_int(2));
    return number_to_int(result->numbers, doubled, &halves) ? halves : 0;
}

/* Where the counters of each list start: a list of n units has places up to n, so halves up to 2n. */
static size_t *counter_starts(const Result *result, const ResultRank *rank, size_t *total) {
    size_t lists = (size_t)result_category_count(result, rank->scope_input) + 1;
    size_t *starts = ARENA_ARRAY(result->scratch, size_t, lists);
    *total = 0;
    for (size_t list = 0; list < lists; list++) {
        starts[list] = *total;
        *total += (size_t)rank->ranked[list] * 2 + 1;
    }
    return starts;
}

static void mark_shared(const Result *result, ResultRank *rank, size_t rows) {
    size_t total, *starts = counter_starts(result, rank, &total);
    uint32_t *counts = ARENA_ARRAY(result->scratch, uint32_t, total);
    for (size_t row = 0; row < rows; row++) {
        uint32_t list = result_category(result, rank->scope_input, (uint32_t)row);
        if (rank->halves[row] > 0) counts[starts[list] + (size_t)rank->halves[row]]++;
    }
    for (size_t row = 0; row < rows; row++) {
        uint32_t list = result_category(result, rank->scope_input, (uint32_t)row);
        rank->shared[row] = rank->halves[row] > 0 && counts[starts[list] + (size_t)rank->halves[row]] > 1;
    }
}

ResultRank result_rank_new(const Result *result, uint32_t output) {
    const PlanOutput *of = &result->plan->outputs[output];
    size_t rows = result->evaluation->row_count;
    ResultRank rank = {output, of->scope_input, ARENA_ARRAY(result->arena, int64_t, rows + 1),
                       ARENA_ARRAY(result->arena, bool, rows + 1), NULL};
    rank.ranked = ARENA_ARRAY(result->arena, uint32_t, result_category_count(result, of->scope_input) + 1);
    const Column *column = &result->evaluation->columns[of->value];
    for (size_t row = 0; row < rows; row++) {
        rank.halves[row] = half_places(result, column, of->value, (uint32_t)row);
        if (rank.halves[row] != 0) rank.ranked[result_category(result, of->scope_input, (uint32_t)row)]++;
    }
    mark_shared(result, &rank, rows);
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
