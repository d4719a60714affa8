#include "runtime/computing/cohort_place.h"

#include "base/unicode.h"
#include "runtime/computing/cohort_lookup.h"
#include "runtime/computing/ranking.h"

static RankingRule rule_of(const Step *step) {
    bool rises = step->cohort.flags & 1;
    bool falls = (step->op == OP_RANK || step->op == OP_GRADE_TOP) && !rises;
    return (RankingRule){.op = step->op, .ties = (AstTies)step->cohort.ties, .descending = falls};
}

/* The one column that decides; NULL: it is not alone. */
static const Column *only_key(const Cohort *cohort, const Step *step) {
    if (step->op != OP_RANK) return cohort_operand(cohort, step, 0);
    bool is_alone = step->operand_count == 2 && step->cohort.ties != TIES_ORDINAL;
    return is_alone ? cohort_operand(cohort, step, 1) : NULL;
}

/* [L6.4] Who is eligible; NULL: all. */
static const Column *chosen_by(const Cohort *cohort, const Step *step) {
    if (step->op != OP_RANK) return NULL;
    const Column *chosen = cohort_operand(cohort, step, 0);
    bool are_all =
        chosen->is_same && cell_state(chosen->same) == STATE_VALUE && cell_mantissa(chosen->same) != 0;
    return are_all ? NULL : chosen;
}

CohortStep cohort_place_prepare(const Cohort *cohort, const Step *step) {
    size_t row_count = cohort->table->row_count;
    RankingRule rule = rule_of(step);
    CohortStep prepared = {.lookup = {.values = only_key(cohort, step),
                                      .categories = cohort_categories(cohort, step),
                                      .chosen = chosen_by(cohort, step),
                                      .number_decimals = ranking_decimals(&rule)}};
    prepared.is_grouped = !prepared.lookup.values || !ranking_is_countable(&rule, row_count) ||
                          !cohort_lookup_by_value(&prepared.lookup, row_count);
    return prepared;
}

/* ---- grades */

static const size_t *limits_of(const CohortWork *work, size_t limit_count, size_t member_count) {
    size_t *limits = ARENA_ARRAY(work->worker->scratch, size_t, limit_count);
    for (uint32_t i = 0; i < limit_count; i++) {
        Number cut = NUMBER_ZERO;
        cohort_parameter(work, i + 1, &cut);
        limits[i] = ranking_limit(work->worker->numbers, cut, work->step->cohort.ties == 1, member_count);
    }
    return limits;
}

/* The rule for a cohort of so many members. */
static RankingRule rule_for(const CohortWork *work, size_t member_count) {
    RankingRule rule = rule_of(work->step);
    if (rule.op != OP_GRADE_TOP) return rule;
    rule.limit_count = work->step->operand_count - 1;
    rule.limits = limits_of(work, rule.limit_count, member_count);
    return rule;
}

/* ---- all units at once */

static bool count_places(CohortWork *work) {
    size_t row_count = work->cohort->table->row_count;
    ColumnLookup *lookup = ARENA_NEW(work->worker->arena, ColumnLookup);
    *lookup = work->prepared->lookup;
    lookup->numbers = cohort_lookup_counts(lookup, row_count, &lookup->worst, work->worker->arena);
    for (uint32_t group = 0; group < lookup->category_count; group++) {
        int32_t *counts = lookup->numbers + (size_t)group * lookup->width;
        RankingRule rule = rule_for(work, cohort_lookup_total(lookup, lookup->numbers, group));
        ranking_count(&rule, counts, lookup->width);
        if (cohort_overflowed(work, group)) return false;
    }
    column_follow(work->result, lookup, row_count);
    return true;
}

/* ---- group by group */

static ValueState worst_state(const CohortWork *work, size_t first_key, size_t row) {
    const Column *categories = cohort_categories(work->cohort, work->step);
    ValueState worst = categories ? column_state(categories, row) : STATE_VALUE;
    for (size_t i = first_key; i < work->operand_count; i++) {
        ValueState state = column_state(work->operands[i], row);
        if (state > worst) worst = state;
    }
    return worst;
}

/* [L6.4] Who is not eligible has no rank; who is, but lacks a value, has none for the same reason. */
static ValueState unranked_state(const CohortWork *work, size_t row) {
    Cell eligible = column_cell(work->operands[0], row);
    if (cell_state(eligible) != STATE_VALUE) return cell_state(eligible);
    return cell_mantissa(eligible) == 0 ? STATE_NOT_APPLICABLE : worst_state(work, 1, row);
}

/* Units without a value are without a place too, and for the same reason. */
static void set_states(const CohortWork *work) {
    for (size_t row = 0; row < work->cohort->table->row_count; row++) {
        ValueState state = work->step->op == OP_RANK ? unranked_state(work, row) : worst_state(work, 0, row);
        if (state != STATE_VALUE) column_set(work->result, row, cell_without_value(state));
    }
}

/* The key of each unit, or its name where no key is declared, comparable byte by byte [L6.3]. */
static const Text *key_texts(const CohortWork *work) {
    const Plan *plan = work->cohort->plan;
    const Table *table = work->cohort->table;
    Arena *scratch = work->worker->scratch;
    Text *texts = ARENA_ARRAY(scratch, Text, table->row_count + 1);
    uint32_t input = plan->key_input != UINT32_MAX ? plan->key_input : plan->name_input;
    if (input == UINT32_MAX || !table->columns[input].texts) return texts;
    for (size_t row = 0; row < table->row_count; row++)
        texts[row] = unicode_nfc(scratch, text_column_get(table->columns[input].texts, row));
    return texts;
}

static const Text *texts_that_decide(const CohortWork *work) {
    return work->step->op == OP_RANK && work->step->cohort.ties == TIES_ORDINAL ? key_texts(work) : NULL;
}

/* Of a rank operand 0 says who is eligible, and key i is operand i + 1. */
static SortKey *keys_of(const CohortWork *work, size_t *count) {
    const Step *step = work->step;
    size_t first = step->op == OP_RANK ? 1 : 0;
    *count = step->op == OP_RANK ? work->operand_count - 1 : 1;
    SortKey *keys = ARENA_ARRAY(work->worker->scratch, SortKey, *count);
    bool is_position = step->op != OP_RANK && step->op != OP_GRADE_TOP;
    for (size_t i = 0; i < *count; i++)
        keys[i] =
            (SortKey){work->operands[first + i], !is_position && (i >= 16 || !(step->cohort.flags >> i & 1))};
    return keys;
}

/* There is room for places from the start. */
static bool group_places(CohortWork *work) {
    size_t row_count = work->cohort->table->row_count, key_count;
    *work->result = column_of_rows(work->worker->arena, row_count, row_count);
    set_states(work);
    const SortKey *keys = keys_of(work, &key_count);
    Sorter sorter = sorter_new(keys, key_count, work->worker->numbers, work->worker->scratch);
    const Text *texts = texts_that_decide(work);
    for (size_t group = 0; group < work->groups->count; group++) {
        cohort_select(work, group);
        RankingRule rule = rule_for(work, work->member_count);
        RankingMembers members = {&sorter, work->members, work->member_count, work->result};
        ranking_apply(&members, &rule, texts);
        if (cohort_overflowed(work, group)) return false;
    }
    return true;
}

bool cohort_place(CohortWork *work) {
    return work->prepared->is_grouped ? group_places(work) : count_places(work);
}
