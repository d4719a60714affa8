#include "proving/direction.h"

#include "lang/facts_operation.h"

#include <stdlib.h>

/* ---- who uses what */

static void count_users(Direction *direction) {
    const Plan *plan = direction->plan;
    for (uint32_t i = 0; i < plan->operand_count; i++)
        direction->first_user[plan->operands[i] + 1]++;
    for (StepId id = 0; id < plan->step_count; id++)
        direction->first_user[id + 1] += direction->first_user[id];
}

static void find_users(Direction *direction) {
    const Plan *plan = direction->plan;
    uint32_t *next = ARENA_ARRAY(direction->work, uint32_t, plan->step_count + 1);
    count_users(direction);
    for (StepId id = 0; id < plan->step_count; id++) {
        const Step *step = &plan->steps[id];
        for (uint32_t i = 0; i < step->operand_count; i++) {
            StepId operand = plan_operands(plan, step)[i];
            direction->users[direction->first_user[operand] + next[operand]++] = id;
        }
    }
    arena_reset(direction->work);
}

static void find_inputs(Direction *direction) {
    for (uint32_t i = 0; i < direction->plan->input_count; i++)
        direction->input_steps[i] = STEP_NONE;
    for (StepId id = 0; id < direction->plan->step_count; id++)
        if (direction->plan->steps[id].op == OP_INPUT)
            direction->input_steps[direction->plan->steps[id].input] = id;
}

/* ---- what is known of every row */

static Facts known_of(const Step *step) {
    if (step->op == OP_NO_VALUE) return facts_state((ValueState)step->state);
    return (Facts){.range = step->range,
                   .may_not_apply = step->may_not_apply,
                   .may_be_missing = step->may_be_missing,
                   .may_be_undefined = step->may_be_undefined};
}

static Range value_range(const Plan *plan, const Step *step) {
    return step->op == OP_CONSTANT ? range_exactly(plan->constants[step->constant]) : step->range;
}

static void set_known(Direction *direction) {
    for (StepId id = 0; id < direction->plan->step_count; id++) {
        const Step *step = &direction->plan->steps[id];
        Facts known = known_of(step);
        known.range = value_range(direction->plan, step);
        direction->known[id] = direction->rows[0][id] = direction->rows[1][id] = known;
    }
}

Direction *direction_new(const Plan *plan, Arena *arena, NumberContext *numbers) {
    Direction *direction = ARENA_NEW(arena, Direction);
    size_t count = plan->step_count + 2;
    *direction = (Direction){.plan = plan, .numbers = numbers, .arena = arena};
    direction->work = arena_new(arena_memory(arena));
    direction->known = ARENA_ARRAY(arena, Facts, count);
    for (int i = 0; i < 2; i++)
        direction->rows[i] = ARENA_ARRAY(arena, Facts, count);
    for (int i = 0; i < CHANGE_OF_COUNT; i++)
        direction->changes[i] = ARENA_ARRAY(arena, Change, count);
    direction->first_user = ARENA_ARRAY(arena, uint32_t, count);
    direction->users = ARENA_ARRAY(arena, StepId, plan->operand_count + 1);
    direction->input_steps = ARENA_ARRAY(arena, StepId, plan->input_count + 1);
    direction->is_touched = ARENA_ARRAY(arena, bool, count);
    direction->is_settled = ARENA_ARRAY(arena, bool, count);
    direction->touched = ARENA_ARRAY(arena, StepId, count);
    direction->changing = (Changing){plan,
                                     numbers,
                                     UINT32_MAX,
                                     direction->rows[0],
                                     direction->rows[1],
                                     direction->known,
                                     {direction->changes[0], direction->changes[1]}};
    find_users(direction);
    find_inputs(direction);
    set_known(direction);
    return direction;
}

void direction_free(Direction *direction) {
    if (direction) arena_free(direction->work);
}

/* ---- one pass */

static void forget(Direction *direction) {
    for (size_t i = 0; i < direction->touched_count; i++) {
        StepId id = direction->touched[i];
        direction->is_touched[id] = direction->is_settled[id] = false;
        direction->rows[0][id] = direction->rows[1][id] = direction->known[id];
        for (int whose = 0; whose < CHANGE_OF_COUNT; whose++)
            direction->changes[whose][id] = CHANGE_NONE;
    }
    direction->touched_count = 0;
    arena_reset(direction->work);
}

static void touch(Direction *direction, StepId id) {
    if (direction->is_touched[id]) return;
    direction->is_touched[id] = true;
    direction->touched[direction->touched_count++] = id;
}

static int in_order(const void *a, const void *b) {
    StepId left = *(const StepId *)a, right = *(const StepId *)b;
    return (left > right) - (left < right);
}

/* false: nothing looks at the input */
static bool start(Direction *direction, uint32_t input) {
    forget(direction);
    direction->changing.moved = input;
    if (direction->input_steps[input] == STEP_NONE) return false;
    touch(direction, direction->input_steps[input]);
    for (size_t i = 0; i < direction->touched_count; i++) {
        StepId id = direction->touched[i];
        for (uint32_t user = direction->first_user[id]; user < direction->first_user[id + 1]; user++)
            touch(direction, direction->users[user]);
    }
    qsort(direction->touched, direction->touched_count, sizeof *direction->touched, in_order);
    return true;
}

void direction_touch(Direction *direction, uint32_t input) {
    (void)start(direction, input);
}

static void set_changes(Direction *direction, StepId id) {
    for (int whose = 0; whose < CHANGE_OF_COUNT; whose++)
        direction->changes[whose][id] = change_of_step(&direction->changing, (ChangeOf)whose, id);
}

void direction_of_rising(Direction *direction, uint32_t input) {
    if (!start(direction, input)) return;
    direction->changes[CHANGE_OF_UNIT][direction->touched[0]] = (Change){.rises = true};
    for (size_t i = 1; i < direction->touched_count; i++)
        set_changes(direction, direction->touched[i]);
}

static StepParameters parameters_of(const Step *step) {
    StepParameters parameters = {0};
    if (step->op == OP_ROUND) {
        parameters.decimals = step->round.decimals;
        parameters.mode = step->round.mode;
    }
    return parameters;
}

/* Of long sums only what holds in every row: a pass costs no more than the steps it touches. */
enum { FEW_OPERANDS = 64 };

/* A place needs a value of one's own. */
static bool lacks_place(const Direction *direction, const Step *step, int row) {
    const StepId *operands = plan_operands(direction->plan, step);
    if (step->op != OP_RANK) {
        bool is_place = step->op == OP_GRADE_TOP || step->op == OP_COHORT_PLACE ||
                        step->op == OP_COHORT_BELOW || step->op == OP_COHORT_AT_MOST;
        return is_place && direction->rows[row][operands[0]].no_value;
    }
    for (uint32_t i = 1; i < step->operand_count; i++)
        if (direction->rows[row][operands[i]].no_value) return true;
    return false;
}

static void set_facts(Direction *direction, StepId id, int row) {
    const Step *step = &direction->plan->steps[id];
    Facts operands[FEW_OPERANDS];
    if (step_op_is_cohort(step->op)) direction->rows[row][id].no_value |= lacks_place(direction, step, row);
    if (step_op_is_cohort(step->op) || step->operand_count > FEW_OPERANDS) return;
    for (uint32_t i = 0; i < step->operand_count; i++)
        operands[i] = direction->rows[row][plan_operands(direction->plan, step)[i]];
    Facts facts =
        facts_operation(direction->numbers, step->op, parameters_of(step), operands, step->operand_count);
    direction->rows[row][id] = facts_intersect(direction->numbers, &facts, &direction->known[id]);
}

void direction_between(Direction *direction, uint32_t input, const Facts *first, const Facts *second) {
    if (!start(direction, input)) return;
    StepId moved = direction->touched[0];
    number_context_use(direction->numbers, direction->work);
    direction->rows[0][moved] = *first;
    direction->rows[1][moved] = *second;
    direction->changes[CHANGE_OF_UNIT][moved] = change_within(direction->numbers, CHANGE_ANY, first, second);
    for (size_t i = 1; i < direction->touched_count; i++) {
        set_facts(direction, direction->touched[i], 0);
        set_facts(direction, direction->touched[i], 1);
        set_changes(direction, direction->touched[i]);
    }
    number_context_use(direction->numbers, direction->arena);
}

void direction_settle(Direction *direction, StepId step, Change change) {
    direction->changes[CHANGE_OF_UNIT][step] = change;
    direction->is_settled[step] = true;
    for (size_t i = 0; i < direction->touched_count; i++) {
        StepId id = direction->touched[i];
        if (id > step && !direction->is_settled[id]) set_changes(direction, id);
    }
}
