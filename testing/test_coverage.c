#include "testing/test_coverage.h"

#include <string.h>

TestCoverage test_coverage_new(const TestGoals *goals, Arena *arena) {
    const Plan *plan = goals->plan;
    return (TestCoverage){.goals = goals,
                          .reached = ARENA_ARRAY(arena, bool, goals->count + 1),
                          .row = ARENA_ARRAY(arena, bool, goals->count + 1),
                          .steps = ARENA_ARRAY(arena, bool, plan->step_count + 1),
                          .inputs = ARENA_ARRAY(arena, bool, plan->input_count + 1),
                          .arena = arena};
}

/* ---- one row */

typedef struct UnitRow {
    const Plan *plan;
    const Evaluation *evaluation;
    size_t number;
} UnitRow;

typedef enum Answer { ANSWER_NONE, ANSWER_NO, ANSWER_YES } Answer;

static const Column *column_of(const UnitRow *row, StepId id) {
    const Step *step = &row->plan->steps[id];
    if (step->op == OP_INPUT) return &row->evaluation->table->columns[step->input].values;
    return &row->evaluation->columns[id];
}

static bool has_number(const UnitRow *row, StepId id, Number *number) {
    const Column *column = column_of(row, id);
    if (column_state(column, row->number) != STATE_VALUE) return false;
    *number = column_number(column, row->number);
    return true;
}

static Answer answer_of(const UnitRow *row, StepId id) {
    Number number;
    if (!has_number(row, id, &number)) return ANSWER_NONE;
    return number_sign(number) != 0 ? ANSWER_YES : ANSWER_NO;
}

static StepId operand_of(const UnitRow *row, StepId id, uint32_t i) {
    return plan_operands(row->plan, &row->plan->steps[id])[i];
}

static bool takes(const UnitRow *row, StepId choice, uint32_t at) {
    for (uint32_t i = 0; i < at; i++)
        if (answer_of(row, operand_of(row, choice, 2 * i)) != ANSWER_NO) return false;
    bool is_last = 2 * at + 1 >= row->plan->steps[choice].operand_count;
    return is_last || answer_of(row, operand_of(row, choice, 2 * at)) == ANSWER_YES;
}

/* A side is looked at where those before it have left it open. */
static bool decides(const UnitRow *row, StepId logic, uint32_t at, bool answer) {
    Answer open = row->plan->steps[logic].op == OP_AND ? ANSWER_YES : ANSWER_NO;
    for (uint32_t i = 0; i < at; i++)
        if (answer_of(row, operand_of(row, logic, i)) != open) return false;
    return answer_of(row, operand_of(row, logic, at)) == (answer ? ANSWER_YES : ANSWER_NO);
}

static bool is_reached(const UnitRow *row, const Goal *goal) {
    Number number;
    switch (goal->test) {
    case GOAL_HAS_VALUE: return has_number(row, goal->step, &number);
    case GOAL_TAKES: return takes(row, goal->step, goal->at);
    case GOAL_ANSWERS: return answer_of(row, goal->step) == (goal->answer ? ANSWER_YES : ANSWER_NO);
    case GOAL_DECIDES: return decides(row, goal->step, goal->at, goal->answer);
    case GOAL_IS_OPTION:
        return has_number(row, goal->step, &number) &&
               number_equal(NULL, number, number_from_int((int64_t)goal->at));
    case GOAL_IS_EMPTY:
        return column_state(&row->evaluation->table->columns[goal->at].values, row->number) == goal->state;
    }
    return false;
}

static bool is_needed(const TestCoverage *coverage, const Goal *goal) {
    return goal->test == GOAL_IS_EMPTY ? coverage->inputs[goal->at] : coverage->steps[goal->step];
}

static void take_row(TestCoverage *coverage, const UnitRow *row) {
    for (size_t i = 0; i < coverage->goals->count; i++) {
        const Goal *goal = &coverage->goals->items[i];
        bool has_step = goal->is_possible && (goal->step != STEP_NONE || goal->test == GOAL_IS_EMPTY);
        coverage->row[i] = has_step && is_needed(coverage, goal) &&
                           (goal->parent == GOAL_NONE || coverage->row[goal->parent]) &&
                           is_reached(row, goal);
        coverage->reached[goal->primary] |= coverage->row[i];
    }
}

/* ---- tests */

static void need_input(TestCoverage *coverage, const Step *step) {
    if (step->op == OP_INPUT) coverage->inputs[step->input] = true;
    if (step_op_is_cohort(step->op) && step->cohort.scope_input != UINT32_MAX)
        coverage->inputs[step->cohort.scope_input] = true;
}

/* Steps stand behind their operands, so one pass from the end finds all that are needed. */
static void need_operands(TestCoverage *coverage, const Plan *plan) {
    for (StepId id = plan->step_count; id-- > 0;) {
        const Step *step = &plan->steps[id];
        if (!coverage->steps[id]) continue;
        need_input(coverage, step);
        for (uint32_t i = 0; i < step->operand_count; i++)
            coverage->steps[plan_operands(plan, step)[i]] = true;
    }
}

static void need_expected(TestCoverage *coverage, const Plan *plan, const PlanParts *expected) {
    memset(coverage->steps, 0, plan->step_count);
    memset(coverage->inputs, 0, plan->input_count);
    for (uint32_t i = 0; i < plan->output_count; i++)
        for (unsigned part = 0; part < PLAN_PART_COUNT; part++) {
            StepId step = plan_part(&plan->outputs[i], expected[i], part);
            if (step != STEP_NONE) coverage->steps[step] = true;
        }
    need_operands(coverage, plan);
}

static void see_units(void *user, const PlanParts *expected, const Evaluation *evaluation, size_t first_row,
                      size_t count) {
    TestCoverage *coverage = user;
    const Plan *plan = coverage->goals->plan;
    need_expected(coverage, plan, expected);
    for (size_t i = 0; i < count; i++)
        take_row(coverage, &(UnitRow){plan, evaluation, first_row + i});
    coverage->test_units += count;
}

TestWatch test_coverage_watch(TestCoverage *coverage) {
    return (TestWatch){coverage->goals->steps, see_units, coverage};
}

/* ---- data */

void test_coverage_take_data(TestCoverage *coverage, Text name, const Evaluation *evaluation) {
    const Plan *plan = coverage->goals->plan;
    memset(coverage->steps, true, plan->step_count);
    memset(coverage->inputs, true, plan->input_count);
    for (size_t row = 0; row < evaluation->row_count; row++)
        take_row(coverage, &(UnitRow){plan, evaluation, row});
    coverage->data_name = name;
    coverage->data_units += evaluation->row_count;
}

/* ---- counts */

bool test_coverage_counts(const TestCoverage *coverage, size_t goal) {
    const Goal *item = &coverage->goals->items[goal];
    return item->is_possible && item->primary == goal;
}

CoverageCount test_coverage_total(const TestCoverage *coverage) {
    CoverageCount count = {0, 0};
    for (size_t i = 0; i < coverage->goals->count; i++) {
        if (!test_coverage_counts(coverage, i)) continue;
        count.all++;
        count.reached += coverage->reached[i];
    }
    return count;
}
