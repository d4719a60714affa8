#include "runtime/result_order.h"

#include "runtime/result_rank.h"
#include "runtime/result_value.h"

#include <stdlib.h>
#include <string.h>

/* [F3.3] A unit without a place stands behind those that have one. Without any rank the order of the file
 * stays. */
static ResultPlace place_of(const Result *result, const ResultRank *rank, uint32_t row) {
    if (!rank) return (ResultPlace){0, row, (int64_t)row + 1};
    return (ResultPlace){result_category(result, rank->scope_input, row), row, rank->halves[row]};
}

static ResultPlace *sorted_places(Result *result, const ResultRank *rank, long block) {
    size_t rows = result->evaluation->row_count, count = 0;
    ResultPlace *places = ARENA_ARRAY(result->arena, ResultPlace, rows + 1);
    for (size_t row = 0; row < rows; row++) {
        bool wanted = block < 0 || result_category(result, result->plan->block_input, (uint32_t)row) == block;
        if (wanted) places[count++] = place_of(result, rank, (uint32_t)row);
    }
    result_places_sort(result, places, count);
    result->ordered_count = count;
    return places;
}

static void add_list(Result *result, const ResultRank *rank, uint32_t category, size_t from, size_t count) {
    ResultList *list = &result->lists[result->list_count++];
    *list = (ResultList){.from = from, .count = count};
    if (!rank || rank->scope_input == RESULT_NONE) return;
    list->title = result_category_label(result, rank->scope_input, category);
    if (list->title.len == 0) list->title = TEXT("(none)");
}

static void split_lists(Result *result, const ResultRank *rank, const ResultPlace *places) {
    uint32_t categories = rank ? result_category_count(result, rank->scope_input) : 1;
    result->lists = ARENA_ARRAY(result->arena, ResultList, (size_t)categories + 1);
    result->ordered = ARENA_ARRAY(result->arena, uint32_t, result->ordered_count + 1);
    size_t from = 0;
    for (size_t i = 0; i < result->ordered_count; i++) {
        result->ordered[i] = places[i].row;
        bool last = i + 1 == result->ordered_count || places[i + 1].list != places[i].list;
        if (!last) continue;
        add_list(result, rank, places[i].list, from, i + 1 - from);
        from = i + 1;
    }
}

/* [C2.7] Units that share the last place shown are all shown. */
static size_t shown_of(const Result *result, const ResultPlace *places, size_t count) {
    size_t top = result->options.top;
    if (top == 0 || top >= count) return count;
    while (top < count && places[top].half == places[top - 1].half)
        top++;
    return top;
}

static int compare_rows(const void *a, const void *b) {
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

static void show_rows(Result *result, const ResultPlace *places) {
    result->rows = ARENA_ARRAY(result->arena, uint32_t, result->ordered_count + 1);
    for (size_t i = 0; i < result->list_count; i++) {
        ResultList *list = &result->lists[i];
        list->shown_from = result->row_count;
        list->shown = shown_of(result, places + list->from, list->count);
        memcpy(result->rows + result->row_count, result->ordered + list->from,
               list->shown * sizeof *result->rows);
        result->row_count += list->shown;
    }
    if (result->options.data_order)
        qsort(result->rows, result->row_count, sizeof *result->rows, compare_rows);
}

/* Without lists to show there is nothing to sort: [F3.3] is about ranking lists. */
bool result_keeps_order(const Result *result) {
    return result->options.data_order && result->options.top == 0 && result->options.format != RESULT_TABLE;
}

static void keep_order(Result *result, long block) {
    size_t rows = result->evaluation->row_count;
    result->ordered = ARENA_ARRAY(result->arena, uint32_t, rows + 1);
    for (size_t row = 0; row < rows; row++) {
        bool wanted = block < 0 || result_category(result, result->plan->block_input, (uint32_t)row) == block;
        if (wanted) result->ordered[result->ordered_count++] = (uint32_t)row;
    }
    result->rows = result->ordered;
    result->row_count = result->ordered_count;
}

void result_order(Result *result, long block) {
    if (result_keeps_order(result)) {
        keep_order(result, block);
        return;
    }
    const ResultRank *rank =
        result->order_rank == RESULT_NONE ? NULL : result_rank_find(result, result->order_rank);
    ResultPlace *places = sorted_places(result, rank, block);
    split_lists(result, rank, places);
    show_rows(result, places);
}
