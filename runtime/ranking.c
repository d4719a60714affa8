#include "runtime/ranking.h"

static void set_whole(Column *column, size_t row, size_t value) {
    column->cells[row] = cell_from_decimal((int64_t)value, 0);
}

static void set_run(Column *column, const SortEntry *entries, size_t start, size_t end, size_t value) {
    for (size_t i = start; i < end; i++)
        set_whole(column, entries[i].row, value);
}

static int compare_texts(const void *order, const SortEntry *a, const SortEntry *b) {
    const Text *texts = order;
    return text_compare(texts[a->row], texts[b->row]);
}

static void set_ordinal(const RankingMembers *members, SortEntry *entries, size_t start, size_t end,
                        const Text *key_texts) {
    SortEntry *spare = ARENA_ARRAY(members->sorter->scratch, SortEntry, end - start);
    sort_entries(entries + start, spare, end - start, compare_texts, key_texts);
    for (size_t i = start; i < end; i++)
        set_whole(members->result, entries[i].row, i + 1);
}

/* The mean of the places start + 1 .. end, which ends in .0 or .5 */
static void set_average(Column *column, const SortEntry *entries, size_t start, size_t end) {
    for (size_t i = start; i < end; i++)
        column->cells[entries[i].row] = cell_from_decimal((int64_t)(start + 1 + end) * 5, 1);
}

void ranking_rank(const RankingMembers *members, AstTies ties, const Text *key_texts) {
    SortEntry *entries = sorter_sort(members->sorter, members->rows, members->count);
    size_t runs = 0;
    for (size_t start = 0, end; start < members->count; start = end) {
        end = sorter_run_end(members->sorter, entries, start, members->count);
        runs++;
        switch (ties) {
        case TIES_COMPETITION: set_run(members->result, entries, start, end, start + 1); break;
        case TIES_DENSE: set_run(members->result, entries, start, end, runs); break;
        case TIES_ORDINAL: set_ordinal(members, entries, start, end, key_texts); break;
        case TIES_AVERAGE: set_average(members->result, entries, start, end); break;
        case TIES_LOWEST: set_run(members->result, entries, start, end, end); break;
        }
    }
}

/* `start` units are strictly below a run that ends at `end`, in a cohort of `count`. */
static size_t position_of_run(StepOp op, size_t start, size_t end, size_t count) {
    if (op == OP_COHORT_BELOW) return start;
    if (op == OP_COHORT_AT_MOST) return end;
    return count - end + 1;
}

void ranking_position(const RankingMembers *members, StepOp op) {
    const SortEntry *entries = sorter_sort(members->sorter, members->rows, members->count);
    for (size_t start = 0, end; start < members->count; start = end) {
        end = sorter_run_end(members->sorter, entries, start, members->count);
        set_run(members->result, entries, start, end, position_of_run(op, start, end, members->count));
    }
}

void ranking_grade(const RankingMembers *members, const size_t *limits, size_t limit_count) {
    const SortEntry *entries = sorter_sort(members->sorter, members->rows, members->count);
    size_t grade = 0;
    for (size_t start = 0, end; start < members->count; start = end) {
        end = sorter_run_end(members->sorter, entries, start, members->count);
        while (grade < limit_count && start >= limits[grade])
            grade++;
        set_run(members->result, entries, start, end, grade);
    }
}

size_t ranking_limit(NumberContext *numbers, Number cut, bool is_share, size_t count) {
    if (is_share) cut = number_multiply(numbers, cut, number_from_int((int64_t)count));
    int64_t limit;
    if (number_sign(cut) <= 0) return 0;
    if (!number_to_int(numbers, number_ceiling(numbers, cut), &limit) || (uint64_t)limit > count)
        return count;
    return (size_t)limit;
}
