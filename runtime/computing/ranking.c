#include "runtime/computing/ranking.h"

/* Units with equal keys: `start` are before them, `end` when they are through, in a cohort of `count`. */
typedef struct Run {
    size_t start, end, count;
    size_t number; /* of runs so far, with this one */
    size_t grade;  /* limits passed so far */
} Run;

/* ---- what a run gets */

static int64_t rank_of(AstTies ties, const Run *run) {
    switch (ties) {
    case TIES_COMPETITION: return (int64_t)run->start + 1;
    case TIES_DENSE: return (int64_t)run->number;
    case TIES_ORDINAL: break; /* no two are equal */
    case TIES_AVERAGE:        /* of the places start + 1 .. end, which ends in .0 or .5 */
        return (int64_t)(run->start + 1 + run->end) * 5;
    case TIES_LOWEST: return (int64_t)run->end;
    }
    return (int64_t)run->start + 1;
}

static int64_t grade_of(const RankingRule *rule, Run *run) {
    while (run->grade < rule->limit_count && run->start >= rule->limits[run->grade])
        run->grade++;
    return (int64_t)run->grade;
}

static int64_t number_of(const RankingRule *rule, Run *run) {
    if (rule->op == OP_RANK) return rank_of(rule->ties, run);
    if (rule->op == OP_GRADE_TOP) return grade_of(rule, run);
    if (rule->op == OP_COHORT_BELOW) return (int64_t)run->start;
    if (rule->op == OP_COHORT_AT_MOST) return (int64_t)run->end;
    return (int64_t)(run->count - run->end + 1);
}

static bool is_average(const RankingRule *rule) {
    return rule->op == OP_RANK && rule->ties == TIES_AVERAGE;
}

unsigned ranking_decimals(const RankingRule *rule) {
    return is_average(rule) ? 1 : 0;
}

static Cell cell_of(const RankingRule *rule, Run *run) {
    return cell_from_decimal(number_of(rule, run), ranking_decimals(rule));
}

/* ---- by counting */

bool ranking_is_countable(const RankingRule *rule, size_t unit_count) {
    return unit_count < INT32_MAX / (is_average(rule) ? 10 : 1);
}

static size_t sum_of(const int32_t *counts, size_t width) {
    size_t sum = 0;
    for (size_t i = 0; i < width; i++)
        sum += (size_t)counts[i];
    return sum;
}

void ranking_count(const RankingRule *rule, int32_t *counts, size_t width) {
    Run run = {.count = sum_of(counts, width)};
    for (size_t i = 0; i < width; i++) {
        int32_t *count = &counts[rule->descending ? width - 1 - i : i];
        if (*count == 0) continue;
        run.end = run.start + (size_t)*count;
        run.number++;
        *count = (int32_t)number_of(rule, &run);
        run.start = run.end;
    }
}

enum { FEW_KEYS = 64, KEYS_PER_UNIT = 4 }; /* that the time stays linear */

static bool apply_counted(const RankingMembers *members, const RankingRule *rule) {
    const Sorter *sorter = members->sorter;
    KeySpan span;
    if (!ranking_is_countable(rule, members->count) ||
        !sorter_key_span(sorter, members->rows, members->count, &span))
        return false;
    uint64_t width = (uint64_t)span.high - (uint64_t)span.low;
    if (width >= members->count * KEYS_PER_UNIT + FEW_KEYS) return false;
    int32_t *numbers = ARENA_ARRAY(sorter->scratch, int32_t, (size_t)width + 1);
    for (size_t i = 0; i < members->count; i++)
        numbers[sorter_key(sorter, members->rows[i]) - span.low]++;
    ranking_count(rule, numbers, (size_t)width + 1);
    for (size_t i = 0; i < members->count; i++) {
        uint32_t row = members->rows[i];
        int32_t number = numbers[sorter_key(sorter, row) - span.low];
        column_set(members->result, row, cell_from_decimal(number, ranking_decimals(rule)));
    }
    return true;
}

/* ---- in order */

static void apply_sorted(const RankingMembers *members, const RankingRule *rule) {
    const SortEntry *entries = sorter_sort(members->sorter, members->rows, members->count);
    Run run = {.count = members->count};
    for (; run.start < members->count; run.start = run.end) {
        run.end = sorter_run_end(members->sorter, entries, run.start, members->count);
        run.number++;
        Cell cell = cell_of(rule, &run);
        for (size_t i = run.start; i < run.end; i++)
            column_set(members->result, sort_row(entries[i]), cell);
    }
}

static int compare_texts(const void *order, SortEntry a, SortEntry b) {
    const Text *texts = order;
    return text_compare(texts[sort_row(a)], texts[sort_row(b)]);
}

static void apply_texts(const RankingMembers *members, const Text *key_texts) {
    SortEntry *entries = sorter_sort(members->sorter, members->rows, members->count);
    SortEntry *spare = arena_alloc(members->sorter->scratch, (members->count + 1) * sizeof *spare);
    for (size_t start = 0, end; start < members->count; start = end) {
        end = sorter_run_end(members->sorter, entries, start, members->count);
        sort_entries(entries + start, spare, end - start, compare_texts, key_texts);
        for (size_t i = start; i < end; i++)
            column_set(members->result, sort_row(entries[i]), cell_from_decimal((int64_t)i + 1, 0));
    }
}

void ranking_apply(const RankingMembers *members, const RankingRule *rule, const Text *key_texts) {
    if (key_texts)
        apply_texts(members, key_texts);
    else if (!apply_counted(members, rule))
        apply_sorted(members, rule);
}

size_t ranking_limit(NumberContext *numbers, Number cut, bool is_share, size_t count) {
    if (is_share) cut = number_multiply(numbers, cut, number_from_int((int64_t)count));
    int64_t limit;
    if (number_sign(cut) <= 0) return 0;
    if (!number_to_int(numbers, number_ceiling(numbers, cut), &limit) || (uint64_t)limit > count)
        return count;
    return (size_t)limit;
}
