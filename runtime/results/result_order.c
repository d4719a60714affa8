#include "runtime/results/result_order.h"

#include "runtime/results/result_rank.h"
#include "runtime/results/result_value.h"

#include <string.h>

/* [F3.3] Without any rank the order of the file stays. */
static void choose_rows(Result *result, long block) {
    size_t rows = result->evaluation->row_count;
    result->ordered = ARENA_ARRAY(result->arena, uint32_t, rows + 1);
    for (size_t row = 0; row < rows; row++) {
        bool wanted = block < 0 || result_category(result, result->plan->block_input, (uint32_t)row) == block;
        if (wanted) result->ordered[result->ordered_count++] = (uint32_t)row;
    }
}

static void add_list(Result *result, const ResultRank *rank, uint32_t category, size_t from, size_t count) {
    ResultList *list = &result->lists[result->list_count++];
    *list = (ResultList){.from = from, .count = count};
    if (!rank || rank->scope_input == RESULT_NONE) return;
    list->title = result_category_label(result, rank->scope_input, category);
    if (list->title.len == 0) list->title = TEXT("(none)");
}

static uint32_t list_of(const Result *result, const ResultRank *rank, size_t at) {
    return rank ? result_category(result, rank->scope_input, result->ordered[at]) : 0;
}

static void split_lists(Result *result, const ResultRank *rank) {
    uint32_t categories = rank ? result_category_count(result, rank->scope_input) : 1;
    result->lists = ARENA_ARRAY(result->arena, ResultList, (size_t)categories + 1);
    for (size_t from = 0, to; from < result->ordered_count; from = to) {
        uint32_t category = list_of(result, rank, from);
        to = rank && rank->scope_input != RESULT_NONE ? from + 1 : result->ordered_count;
        while (to < result->ordered_count && list_of(result, rank, to) == category)
            to++;
        add_list(result, rank, category, from, to - from);
    }
}

/* [C2.7] Units that share the last place shown are all shown. */
static size_t shown_of(const Result *result, const ResultRank *rank, const ResultList *list) {
    size_t top = result->options.top;
    const uint32_t *rows = result->ordered + list->from;
    if (top == 0 || top >= list->count) return list->count;
    while (rank && top < list->count && rank->halves[rows[top]] == rank->halves[rows[top - 1]])
        top++;
    return top;
}

static void show_in_data_order(Result *result) {
    size_t rows = result->evaluation->row_count, count = 0;
    bool *shown = ARENA_ARRAY(result->scratch, bool, rows + 1);
    for (size_t i = 0; i < result->row_count; i++)
        shown[result->rows[i]] = true;
    for (size_t row = 0; row < rows; row++)
        if (shown[row]) result->rows[count++] = (uint32_t)row;
}

static void show_all(Result *result) {
    for (size_t i = 0; i < result->list_count; i++) {
        result->lists[i].shown_from = result->lists[i].from;
        result->lists[i].shown = result->lists[i].count;
    }
    result->rows = result->ordered;
    result->row_count = result->ordered_count;
}

static void show_first(Result *result, const ResultRank *rank) {
    result->rows = ARENA_ARRAY(result->arena, uint32_t, result->ordered_count + 1);
    for (size_t i = 0; i < result->list_count; i++) {
        ResultList *list = &result->lists[i];
        list->shown_from = result->row_count;
        list->shown = shown_of(result, rank, list);
        memcpy(result->rows + result->row_count, result->ordered + list->from,
               list->shown * sizeof *result->rows);
        result->row_count += list->shown;
    }
}

static void show_rows(Result *result, const ResultRank *rank) {
    if (result->options.top == 0 && !result->options.data_order) {
        show_all(result);
        return;
    }
    show_first(result, rank);
    if (result->options.data_order) show_in_data_order(result);
}

/* Without lists to show there is nothing to sort: [F3.3] is about ranking lists. */
bool result_keeps_order(const Result *result) {
    return result->options.data_order && result->options.top == 0 && result->options.format != RESULT_TABLE;
}

void result_order(Result *result, long block) {
    bool is_whole = block < 0 && result_keeps_order(result);
    result->ordered_count = result->row_count = is_whole ? result->evaluation->row_count : 0;
    if (is_whole) return;
    choose_rows(result, block);
    if (result_keeps_order(result)) {
        result->rows = result->ordered;
        result->row_count = result->ordered_count;
        return;
    }
    const ResultRank *rank =
        result->order_rank == RESULT_NONE ? NULL : result_rank_find(result, result->order_rank);
    if (rank) result_rank_sort(result, rank, result->ordered, result->ordered_count);
    split_lists(result, rank);
    show_rows(result, rank);
}
