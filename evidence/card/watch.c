#include "evidence/card/watch.h"

static const Plan *plan_of(const Watch *watch) {
    return watch->maker->scored->plan;
}

/* ---- what is watched */

typedef struct Finder {
    Watch *watch;
    Arena *arena;
    bool *seen; /* per step */
    StepId *stack;
    size_t stack_count, stack_capacity, item_capacity;
} Finder;

static void add_item(Finder *finder, TurnKind kind, uint32_t output, StepId step) {
    Watch *watch = finder->watch;
    ARENA_PUSH(finder->arena, watch->items, watch->count, finder->item_capacity,
               ((Watched){kind, output, step}));
}

static void push(Finder *finder, StepId id) {
    if (finder->seen[id]) return;
    finder->seen[id] = true;
    ARENA_PUSH(finder->arena, finder->stack, finder->stack_count, finder->stack_capacity, id);
}

/* The choices that lead to the points of a criterion, without those that are other outputs' own. */
static void find_bands(Finder *finder, uint32_t criterion) {
    const Plan *plan = plan_of(finder->watch);
    const PlanOutput *output = &plan->outputs[criterion];
    if (output->points == STEP_NONE || plan->steps[output->points].op == OP_INPUT) return;
    push(finder, output->points);
    while (finder->stack_count > 0) {
        StepId id = finder->stack[--finder->stack_count];
        const Step *step = &plan->steps[id];
        uint32_t owner = finder->watch->maker->names[id].output;
        if (owner != UINT32_MAX && plan->outputs[owner].kind != OUTPUT_LET && owner != criterion) continue;
        if (step->op == OP_CHOOSE) add_item(finder, TURN_BAND, criterion, id);
        for (uint32_t i = 0; i < step->operand_count && !step_op_is_cohort(step->op); i++)
            push(finder, plan_operands(plan, step)[i]);
    }
}

static void find_output(Finder *finder, uint32_t i) {
    const PlanOutput *output = &plan_of(finder->watch)->outputs[i];
    if (output->kind == OUTPUT_CRITERION) find_bands(finder, i);
    if (output->value == STEP_NONE) return;
    if (output->kind == OUTPUT_GRADE) add_item(finder, TURN_GRADE, i, output->value);
    if (output->kind == OUTPUT_GATE) add_item(finder, TURN_GATE, i, output->value);
    if (output->kind == OUTPUT_RANK && plan_of(finder->watch)->steps[output->value].op == OP_RANK)
        add_item(finder, TURN_PLACE, i, output->value);
}

/* ---- which inputs reach what */

/* Items by their steps, so that one pass over the plan tells what an input reaches. */
static void find_reached(Watch *watch, uint32_t input, bool *reached, Arena *arena) {
    const Plan *plan = plan_of(watch);
    for (StepId id = 0; id < plan->step_count; id++) {
        const Step *step = &plan->steps[id];
        bool passes = !step_op_is_cohort(step->op) || step->op == OP_RANK;
        reached[id] = step->op == OP_INPUT && step->input == input;
        for (uint32_t i = 0; passes && i < step->operand_count; i++)
            reached[id] |= reached[plan_operands(plan, step)[i]] &&
                           plan->steps[plan_operands(plan, step)[i]].op != OP_RANK;
    }
    size_t capacity = 0;
    for (size_t i = 0; i < watch->count; i++)
        if (reached[watch->items[i].step])
            ARENA_PUSH(arena, watch->by_input[input], watch->reached[input], capacity, i);
}

Watch watch_new(const CardMaker *maker, Arena *arena) {
    Watch watch = {.maker = maker};
    const Plan *plan = maker->scored->plan;
    Finder finder = {.watch = &watch, .arena = arena};
    finder.seen = ARENA_ARRAY(arena, bool, (size_t)plan->step_count + 1);
    for (uint32_t i = 0; i < plan->output_count; i++)
        find_output(&finder, i);
    watch.by_input = ARENA_ARRAY(arena, size_t *, (size_t)plan->input_count + 1);
    watch.reached = ARENA_ARRAY(arena, size_t, (size_t)plan->input_count + 1);
    for (uint32_t i = 0; i < plan->input_count; i++)
        if (watch_has_steps(&watch, i)) find_reached(&watch, i, finder.seen, arena);
    return watch;
}

/* ---- states */

/* How two units' keys compare: below 0, the first stands above. [L6.2] */
static int compare_keys(const Watch *watch, const Step *step, size_t row) {
    const StepValue *values = unit_steps_values(watch->maker->steps);
    const Evaluation *evaluation = watch->maker->scored->evaluation;
    for (uint32_t i = 1; i < step->operand_count; i++) {
        StepId key = plan_operands(plan_of(watch), step)[i];
        StepValue other = told_cell(&evaluation->columns[key], row);
        int order = number_compare(watch->maker->numbers, other.number, values[key].number);
        if (order != 0) return step->cohort.flags >> (i - 1) & 1 ? -order : order;
    }
    return 0;
}

static bool can_be_ranked(const Watch *watch, const Step *step) {
    const StepValue *values = unit_steps_values(watch->maker->steps);
    const StepId *operands = plan_operands(plan_of(watch), step);
    if (values[operands[0]].state != STATE_VALUE || number_sign(values[operands[0]].number) == 0)
        return false;
    for (uint32_t i = 1; i < step->operand_count; i++)
        if (values[operands[i]].state != STATE_VALUE) return false;
    return true;
}

/* Units of the list stand in the order of their keys; those above are the first of them. */
static size_t count_above(const Watch *watch, const Watched *item, size_t row) {
    const Ranking *ranking = &watch->maker->rankings[item->output];
    const Step *step = &plan_of(watch)->steps[item->step];
    Standing standing = standing_of(ranking, row);
    size_t low = ranking->list_starts[standing.list], start = low;
    size_t high = ranking->list_starts[standing.list + 1];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_keys(watch, step, ranking->rows[middle]) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool counts_itself = ranking->at[row] < low;
    return low - start - counts_itself;
}

static StepValue place_state(const Watch *watch, const Watched *item, size_t row) {
    const Step *step = &plan_of(watch)->steps[item->step];
    bool is_ranked = watch->maker->rankings[item->output].at[row] != SIZE_MAX;
    if (!is_ranked || !can_be_ranked(watch, step)) return (StepValue){NUMBER_ZERO, STATE_NOT_APPLICABLE};
    return (StepValue){number_from_int((int64_t)count_above(watch, item, row)), STATE_VALUE};
}

WatchState watch_state(const Watch *watch, size_t number, size_t row) {
    const Watched *item = &watch->items[number];
    const StepValue *values = unit_steps_values(watch->maker->steps);
    Card card = {.maker = watch->maker, .scored = watch->maker->scored, .values = values};
    if (item->kind == TURN_PLACE) return (WatchState){0, place_state(watch, item, row)};
    if (item->kind != TURN_BAND) return (WatchState){0, values[item->step]};
    return (WatchState){card_operands_used(&card, item->step),
                        values[plan_of(watch)->outputs[item->output].points]};
}

bool watch_is_legal(const Watch *watch) {
    const Plan *plan = plan_of(watch);
    const StepValue *values = unit_steps_values(watch->maker->steps);
    for (uint32_t i = 0; i < plan->require_count; i++) {
        const StepValue *answer = &values[plan->requires[i].condition];
        if (answer->state == STATE_VALUE && number_sign(answer->number) == 0) return false;
    }
    return true;
}

static bool is_same(const Watch *watch, const StepValue *a, const StepValue *b) {
    return a->state == b->state &&
           (a->state != STATE_VALUE || number_equal(watch->maker->numbers, a->number, b->number));
}

bool watch_has_turned(const Watch *watch, size_t item, const WatchState *before, const WatchState *after) {
    if (is_same(watch, &before->value, &after->value)) return false;
    return watch->items[item].kind != TURN_BAND || before->line != after->line;
}

bool watch_is_better(const Watch *watch, size_t item, const WatchState *before, const WatchState *after) {
    if (before->value.state != STATE_VALUE || after->value.state != STATE_VALUE) return false;
    if (!watch_has_turned(watch, item, before, after)) return false;
    int order = number_compare(watch->maker->numbers, after->value.number, before->value.number);
    TurnKind kind = watch->items[item].kind;
    return kind == TURN_BAND || kind == TURN_GATE ? order > 0 : order < 0;
}

/* ---- recording steps */

bool watch_has_steps(const Watch *watch, uint32_t input) {
    const PlanInput *declared = &plan_of(watch)->inputs[input];
    bool is_number =
        declared->type == INPUT_NUMBER || declared->type == INPUT_PERCENT || declared->type == INPUT_DATE;
    return is_number && declared->is_used && declared->range.has_step;
}

bool watch_neighbour(const Watch *watch, uint32_t input, Number number, Number steps, Number *neighbour) {
    NumberContext *numbers = watch->maker->numbers;
    const Range *range = &plan_of(watch)->inputs[input].range;
    *neighbour = number_add(numbers, number, number_multiply(numbers, range->step, steps));
    if (range->has_low && number_compare(numbers, *neighbour, range->low) < 0) return false;
    if (range->has_high && number_compare(numbers, *neighbour, range->high) > 0) return false;
    return !range->not_zero || number_sign(*neighbour) != 0;
}
