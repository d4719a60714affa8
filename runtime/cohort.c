#include "runtime/cohort.h"

#include "base/unicode.h"
#include "runtime/cohort_aggregate.h"
#include "runtime/ranking.h"

/* One cohort step at work. */
typedef struct Work {
    Cohort *cohort;
    const Step *step;
    const CohortGroups *groups;
    Column *result;
    const Column **operands; /* columns that a unit must have values in */
    size_t operand_count;
    uint32_t *members; /* rows of the group at hand that count */
    size_t member_count;
} Work;

Cohort cohort_new(const Plan *plan, const Table *table, const Column *columns, NumberContext *numbers,
                  Arena *arena, Arena *scratch) {
    CohortGroups **groups = ARENA_ARRAY(arena, CohortGroups *, (size_t)plan->input_count + 1);
    return (Cohort){plan, table, columns, numbers, arena, scratch, groups, 0};
}

/* Every scope is grouped once, however many steps look at it. */
static const CohortGroups *groups_of(Cohort *cohort, uint32_t scope_input) {
    CohortGroups **place =
        &cohort->groups[scope_input == UINT32_MAX ? cohort->plan->input_count : scope_input];
    if (!*place) {
        *place = ARENA_NEW(cohort->arena, CohortGroups);
        **place = cohort_groups(cohort->table, scope_input, cohort->arena);
    }
    return *place;
}

/* A unit whose category is missing belongs to no cohort, and what is asked of its cohort is missing [L4.8].
 * Most results are places or counts: there is room for them from the start. */
static Column column_without_values(const Cohort *cohort, uint32_t scope_input) {
    size_t row_count = cohort->table->row_count;
    Column column = column_of_rows(cohort->arena, row_count, row_count);
    if (scope_input == UINT32_MAX) return column;
    const Column *scope = &cohort->table->columns[scope_input].values;
    for (size_t row = 0; row < row_count; row++) {
        ValueState state = column_state(scope, row);
        if (state != STATE_VALUE) column_set(&column, row, cell_without_value(state));
    }
    return column;
}

static StepId operand_id(const Work *work, uint32_t i) {
    return plan_operands(work->cohort->plan, work->step)[i];
}

static const Column *operand_column(const Work *work, uint32_t i) {
    return &work->cohort->columns[operand_id(work, i)];
}

static void gather_operands(Work *work) {
    Arena *scratch = work->cohort->scratch;
    work->operands = ARENA_ARRAY(scratch, const Column *, work->step->operand_count);
    for (uint32_t i = 0; i < work->step->operand_count; i++)
        if (!step_op_is_parameter(work->step->op, i))
            work->operands[work->operand_count++] = operand_column(work, i);
    work->members = ARENA_ARRAY(scratch, uint32_t, work->cohort->table->row_count);
}

/* A parameter is a constant by contract; anything else gives no number. */
static bool parameter(const Work *work, uint32_t i, Number *number) {
    const Plan *plan = work->cohort->plan;
    const Step *step = &plan->steps[operand_id(work, i)];
    if (step->op != OP_CONSTANT) return false;
    *number = plan->constants[step->constant];
    return true;
}

static bool has_values(const Work *work, size_t row) {
    for (size_t i = 0; i < work->operand_count; i++)
        if (column_state(work->operands[i], row) != STATE_VALUE) return false;
    return true;
}

/* The eligible ones of a rank are those whose first operand is yes [L6.4]. */
static bool takes_part(const Work *work, size_t row) {
    if (!has_values(work, row)) return false;
    return work->step->op != OP_RANK || cell_mantissa(column_cell(work->operands[0], row)) != 0;
}

static void select_members(Work *work, size_t group) {
    work->member_count = 0;
    for (size_t i = work->groups->starts[group]; i < work->groups->starts[group + 1]; i++) {
        uint32_t row = work->groups->rows[i];
        if (takes_part(work, row)) work->members[work->member_count++] = row;
    }
}

/* The same cell for all: a large number is stored once and shared. */
static void fill_group(const Work *work, size_t group, const Number *value, ValueState state) {
    const CohortGroups *groups = work->groups;
    Cell cell = cell_without_value(state);
    size_t start = groups->starts[group], end = groups->starts[group + 1];
    if (start == end) return;
    if (state == STATE_VALUE) cell = column_cell_of(work->result, work->cohort->numbers, *value);
    for (size_t i = start; i < end; i++)
        column_set(work->result, groups->rows[i], cell);
}

static bool overflowed(Work *work, size_t group) {
    if (!number_context_take_overflow(work->cohort->numbers)) return false;
    work->cohort->failed_group = group;
    return true;
}

/* [L4.8] Over no unit at all most are not applicable; over some there may still be no result. */
static ValueState state_without_result(const Work *work) {
    return work->member_count == 0 ? STATE_NOT_APPLICABLE : STATE_UNDEFINED;
}

static bool compute_aggregate(Work *work, CohortAggregate aggregate) {
    Cohort *cohort = work->cohort;
    SortKey key = {work->operands[0], false};
    Sorter sorter = sorter_new(&key, 1, cohort->numbers, cohort->scratch);
    CohortMembers members = {
        .rows = work->members,
        .values = work->operands[0],
        .weights = work->operand_count > 1 ? work->operands[1] : NULL,
        .sorter = &sorter,
        .numbers = cohort->numbers,
        .scratch = cohort->scratch,
    };
    bool is_ready = work->step->op != OP_COHORT_PERCENTILE || parameter(work, 1, &members.share);
    for (size_t group = 0; group < work->groups->count; group++) {
        select_members(work, group);
        members.count = work->member_count;
        Number value = NUMBER_ZERO;
        bool exists = is_ready && aggregate(&members, &value);
        if (overflowed(work, group)) return false;
        fill_group(work, group, &value, exists ? STATE_VALUE : state_without_result(work));
    }
    return true;
}

static ValueState category_state(const Work *work, size_t row) {
    uint32_t input = work->step->cohort.scope_input;
    return input == UINT32_MAX ? STATE_VALUE : column_state(&work->cohort->table->columns[input].values, row);
}

/* Units without a value are without a position too, and for the same reason. */
static void copy_states(const Work *work) {
    for (size_t row = 0; row < work->cohort->table->row_count; row++) {
        ValueState state = column_state(work->operands[0], row), category = category_state(work, row);
        if (category > state) state = category;
        if (state != STATE_VALUE) column_set(work->result, row, cell_without_value(state));
    }
}

static RankingMembers ranking_members(const Work *work, const Sorter *sorter) {
    return (RankingMembers){sorter, work->members, work->member_count, work->result};
}

static bool compute_positions(Work *work) {
    SortKey key = {work->operands[0], false};
    Sorter sorter = sorter_new(&key, 1, work->cohort->numbers, work->cohort->scratch);
    copy_states(work);
    for (size_t group = 0; group < work->groups->count; group++) {
        select_members(work, group);
        RankingMembers members = ranking_members(work, &sorter);
        ranking_position(&members, work->step->op);
        if (overflowed(work, group)) return false;
    }
    return true;
}

/* The key of each unit, or its name where no key is declared, comparable byte by byte [L6.3]. */
static const Text *key_texts(const Work *work) {
    const Plan *plan = work->cohort->plan;
    const Table *table = work->cohort->table;
    Text *texts = ARENA_ARRAY(work->cohort->scratch, Text, table->row_count);
    uint32_t input = plan->key_input != UINT32_MAX ? plan->key_input : plan->name_input;
    if (input == UINT32_MAX || !table->columns[input].texts) return texts;
    for (size_t row = 0; row < table->row_count; row++)
        texts[row] = unicode_nfc(work->cohort->scratch, text_column_get(table->columns[input].texts, row));
    return texts;
}

/* [L6.4] Who is not eligible has no rank; who is, but lacks a value, has none for the same reason. */
static ValueState unranked_state(const Work *work, size_t row) {
    Cell eligible = column_cell(work->operands[0], row);
    ValueState state = cell_state(eligible);
    if (state != STATE_VALUE || cell_mantissa(eligible) == 0)
        return state == STATE_VALUE ? STATE_NOT_APPLICABLE : state;
    state = category_state(work, row);
    for (size_t i = 1; i < work->operand_count; i++) {
        ValueState key = column_state(work->operands[i], row);
        if (key > state) state = key;
    }
    return state;
}

static void set_unranked(const Work *work) {
    for (size_t row = 0; row < work->cohort->table->row_count; row++) {
        ValueState state = unranked_state(work, row);
        if (state != STATE_VALUE) column_set(work->result, row, cell_without_value(state));
    }
}

/* Operand 0 says who is eligible; key i is operand i + 1. */
static bool compute_ranks(Work *work) {
    const Step *step = work->step;
    size_t key_count = work->operand_count - 1;
    SortKey *keys = ARENA_ARRAY(work->cohort->scratch, SortKey, key_count);
    for (size_t i = 0; i < key_count; i++)
        keys[i] = (SortKey){work->operands[i + 1], i >= 16 || !(step->cohort.flags >> i & 1)};
    Sorter sorter = sorter_new(keys, key_count, work->cohort->numbers, work->cohort->scratch);
    const Text *texts = step->cohort.ties == TIES_ORDINAL ? key_texts(work) : NULL;
    set_unranked(work);
    for (size_t group = 0; group < work->groups->count; group++) {
        select_members(work, group);
        RankingMembers members = ranking_members(work, &sorter);
        ranking_rank(&members, (AstTies)step->cohort.ties, texts);
        if (overflowed(work, group)) return false;
    }
    return true;
}

static size_t *grade_limits(const Work *work, size_t limit_count) {
    size_t *limits = ARENA_ARRAY(work->cohort->scratch, size_t, limit_count);
    for (uint32_t i = 0; i < limit_count; i++) {
        Number cut = NUMBER_ZERO;
        parameter(work, i + 1, &cut);
        limits[i] =
            ranking_limit(work->cohort->numbers, cut, work->step->cohort.ties == 1, work->member_count);
    }
    return limits;
}

static bool compute_grades(Work *work) {
    SortKey key = {work->operands[0], !(work->step->cohort.flags & 1)};
    Sorter sorter = sorter_new(&key, 1, work->cohort->numbers, work->cohort->scratch);
    size_t limit_count = work->step->operand_count - 1;
    copy_states(work);
    for (size_t group = 0; group < work->groups->count; group++) {
        select_members(work, group);
        RankingMembers members = ranking_members(work, &sorter);
        ranking_grade(&members, grade_limits(work, limit_count), limit_count);
        if (overflowed(work, group)) return false;
    }
    return true;
}

static bool compute(Work *work) {
    CohortAggregate aggregate = cohort_aggregate(work->step->op);
    if (aggregate) return compute_aggregate(work, aggregate);
    if (work->step->op == OP_RANK) return compute_ranks(work);
    if (work->step->op == OP_GRADE_TOP) return compute_grades(work);
    return compute_positions(work);
}

bool cohort_column(Cohort *cohort, StepId id, Column *result) {
    arena_reset(cohort->scratch);
    number_context_use(cohort->numbers, cohort->scratch);
    const Step *step = &cohort->plan->steps[id];
    *result = column_without_values(cohort, step->cohort.scope_input);
    Work work = {.cohort = cohort, .step = step, .result = result};
    work.groups = groups_of(cohort, step->cohort.scope_input);
    gather_operands(&work);
    return compute(&work);
}
