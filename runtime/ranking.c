#include "runtime/ranking.h"

/* Units with equal keys: `start` are before them, `end` when they are through, in a cohort of `count`. */
typedef struct Run {
    size_t start, end, count;
    size_t number; /* of runs so far, with this one */
} Run;

/* What the units of a run get. */
typedef struct Rule {
    Cell (*cell)(const struct Rule *rule, const Run *run);
    AstTies ties;
    StepOp op;
    const size_t *limits;
    size_t limit_count;
    size_t *grade; /* limits passed so far */
} Rule;

static Cell whole(size_t value) {
    return cell_from_decimal((int64_t)value, 0);
}

/* ---- the runs, in order */

static void set_run(Column *column, const SortEntry *entries, const Run *run, Cell cell) {
    for (size_t i = run->start; i < run->end; i++)
        column_set(column, entries[i].row, cell);
}

static void apply_sorted(const RankingMembers *members, const Rule *rule) {
    const SortEntry *entries = sorter_sort(members->sorter, members->rows, members->count);
    Run run = {0, 0, members->count, 0};
    for (; run.start < members->count; run.start = run.end) {
        run.end = sorter_run_end(members->sorter, entries, run.start, members->count);
        run.number++;
        set_run(members->result, entries, &run, rule->cell(rule, &run));
    }
}

/* Keys of few different values are counted: buckets[key] becomes the cell of its run. */
static void fill_buckets(Cell *buckets, size_t width, size_t count, bool descending, const Rule *rule) {
    Run run = {0, 0, count, 0};
    for (size_t i = 0; i < width; i++) {
        Cell *bucket = &buckets[descending ? width - 1 - i : i];
        if (*bucket == 0) continue;
        run.end = run.start + *bucket;
        run.number++;
        *bucket = rule->cell(rule, &run);
        run.start = run.end;
    }
}

enum { FEW_KEYS = 64, KEYS_PER_UNIT = 4 }; /* that the time stays linear */

static bool apply_counted(const RankingMembers *members, const Rule *rule) {
    const Sorter *sorter = members->sorter;
    KeySpan span;
    int64_t *keys = arena_alloc(sorter->scratch, (members->count + 1) * sizeof *keys);
    if (!sorter_whole_keys(sorter, members->rows, members->count, keys, &span)) return false;
    uint64_t width = (uint64_t)span.high - (uint64_t)span.low;
    if (width >= members->count * KEYS_PER_UNIT + FEW_KEYS) return false;
    Cell *buckets = ARENA_ARRAY(sorter->scratch, Cell, (size_t)width + 1);
    for (size_t i = 0; i < members->count; i++)
        buckets[keys[i] - span.low]++;
    fill_buckets(buckets, (size_t)width + 1, members->count, sorter->keys[0].descending, rule);
    for (size_t i = 0; i < members->count; i++)
        column_set(members->result, members->rows[i], buckets[keys[i] - span.low]);
    return true;
}

static void apply(const RankingMembers *members, const Rule *rule) {
    if (!apply_counted(members, rule)) apply_sorted(members, rule);
}

/* ---- ranks */

static int compare_texts(const void *order, const SortEntry *a, const SortEntry *b) {
    const Text *texts = order;
    return text_compare(texts[a->row], texts[b->row]);
}

static void set_ordinal(const RankingMembers *members, SortEntry *entries, size_t start, size_t end,
                        const Text *key_texts) {
    SortEntry *spare = ARENA_ARRAY(members->sorter->scratch, SortEntry, end - start);
    sort_entries(entries + start, spare, end - start, compare_texts, key_texts);
    for (size_t i = start; i < end; i++)
        column_set(members->result, entries[i].row, whole(i + 1));
}

static void rank_by_texts(const RankingMembers *members, const Text *key_texts) {
    SortEntry *entries = sorter_sort(members->sorter, members->rows, members->count);
    for (size_t start = 0, end; start < members->count; start = end) {
        end = sorter_run_end(members->sorter, entries, start, members->count);
        set_ordinal(members, entries, start, end, key_texts);
    }
}

static Cell rank_of(const Rule *rule, const Run *run) {
    switch (rule->ties) {
    case TIES_COMPETITION: return whole(run->start + 1);
    case TIES_DENSE: return whole(run->number);
    case TIES_ORDINAL: break; /* no two are equal */
    case TIES_AVERAGE:        /* of the places start + 1 .. end, which ends in .0 or .5 */
        return cell_from_decimal((int64_t)(run->start + 1 + run->end) * 5, 1);
    case TIES_LOWEST: return whole(run->end);
    }
    return whole(run->start + 1);
}

void ranking_rank(const RankingMembers *members, AstTies ties, const Text *key_texts) {
    if (ties == TIES_ORDINAL)
        rank_by_texts(members, key_texts);
    else
        apply(members, &(Rule){.cell = rank_of, .ties = ties});
}

/* ---- positions */

static Cell position_of(const Rule *rule, const Run *run) {
    if (rule->op == OP_COHORT_BELOW) return whole(run->start);
    if (rule->op == OP_COHORT_AT_MOST) return whole(run->end);
    return whole(run->count - run->end + 1);
}

void ranking_position(const RankingMembers *members, StepOp op) {
    apply(members, &(Rule){.cell = position_of, .op = op});
}

/* ---- grades */

static Cell grade_of(const Rule *rule, const Run *run) {
    while (*rule->grade < rule->limit_count && run->start >= rule->limits[*rule->grade])
        ++*rule->grade;
    return whole(*rule->grade);
}

void ranking_grade(const RankingMembers *members, const size_t *limits, size_t limit_count) {
    size_t grade = 0;
    apply(members, &(Rule){.cell = grade_of, .limits = limits, .limit_count = limit_count, .grade = &grade});
}

size_t ranking_limit(NumberContext *numbers, Number cut, bool is_share, size_t count) {
    if (is_share) cut = number_multiply(numbers, cut, number_from_int((int64_t)count));
    int64_t limit;
    if (number_sign(cut) <= 0) return 0;
    if (!number_to_int(numbers, number_ceiling(numbers, cut), &limit) || (uint64_t)limit > count)
        return count;
    return (size_t)limit;
}
