#include "proving/cone.h"

#include "lang/facts_operation.h"
#include "proving/alone.h"

/* ---- which steps */

typedef struct Gathering {
    Prover *prover;
    Cone cone;
    size_t step_capacity, input_capacity, require_capacity;
    uint32_t mark;
    bool *has_group; /* per group of the domain */
} Gathering;

static void gather_from(Gathering *gathering, StepId target) {
    Prover *prover = gathering->prover;
    size_t count = 0;
    if (target == STEP_NONE || prover->marks[target] == gathering->mark) return;
    prover->marks[target] = gathering->mark;
    prover->stack[count++] = target;
    while (count > 0) {
        StepId id = prover->stack[--count];
        const Step *step = &prover->plan->steps[id];
        ARENA_PUSH(prover->boxes, gathering->cone.steps, gathering->cone.step_count, gathering->step_capacity,
                   id);
        gathering->cone.has_cohort |= step_op_is_cohort(step->op);
        if (step->op == OP_INPUT)
            ARENA_PUSH(prover->boxes, gathering->cone.inputs, gathering->cone.input_count,
                       gathering->input_capacity, step->input);
        for (uint32_t i = 0; i < step->operand_count; i++) {
            StepId operand = plan_operands(prover->plan, step)[i];
            if (prover->marks[operand] == gathering->mark) continue;
            prover->marks[operand] = gathering->mark;
            prover->stack[count++] = operand;
        }
    }
}

/* [PR1.4] An input brings the requirements that tie it, and these their inputs. */
static void gather_requires(Gathering *gathering) {
    const Prover *prover = gathering->prover;
    for (size_t i = 0; i < gathering->cone.input_count; i++) {
        uint32_t number = prover->domain->inputs[gathering->cone.inputs[i]].group;
        const DomainGroup *group = &prover->domain->groups[number];
        for (size_t j = 0; j < group->require_count && !gathering->has_group[number]; j++) {
            ARENA_PUSH(prover->boxes, gathering->cone.requires, gathering->cone.require_count,
                       gathering->require_capacity, group->requires[j]);
            gather_from(gathering, prover->plan->requires[group->requires[j]].condition);
        }
        gathering->has_group[number] = true;
    }
}

static void merge(const uint32_t *from, uint32_t *to, size_t start, size_t middle, size_t end) {
    size_t left = start, right = middle;
    for (size_t i = start; i < end; i++)
        to[i] = right >= end || (left < middle && from[left] <= from[right]) ? from[left++] : from[right++];
}

static uint32_t *in_order(Arena *arena, uint32_t *items, size_t count) {
    uint32_t *other = arena_alloc(arena, (count + 1) * sizeof *other);
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t start = 0; start < count; start += 2 * width) {
            size_t middle = start + width < count ? start + width : count;
            merge(items, other, start, middle, middle + width < count ? middle + width : count);
        }
        uint32_t *swapped = items;
        items = other;
        other = swapped;
    }
    return items;
}

static bool is_computed(StepOp op) {
    OperationKind kind = operation_kind(op);
    return kind != OPERATION_LEAF && kind != OPERATION_COHORT;
}

static void make_ready(Prover *prover, Cone *cone) {
    cone->row_steps = arena_alloc(prover->boxes, (cone->step_count + 1) * sizeof *cone->row_steps);
    for (size_t i = 0; i < cone->step_count; i++)
        if (is_computed(prover->plan->steps[cone->steps[i]].op))
            cone->row_steps[cone->row_step_count++] = row_step_new(prover->plan, cone->steps[i]);
}

Cone cone_new(Prover *prover, const StepId *targets, size_t count) {
    Gathering gathering = {.prover = prover, .mark = prover_new_mark(prover)};
    gathering.has_group = ARENA_ARRAY(prover->boxes, bool, prover->domain->group_count + 1);
    for (size_t i = 0; i < count; i++)
        gather_from(&gathering, targets[i]);
    gather_requires(&gathering);
    Cone cone = gathering.cone;
    cone.steps = in_order(prover->boxes, cone.steps, cone.step_count);
    cone.inputs = in_order(prover->boxes, cone.inputs, cone.input_count);
    make_ready(prover, &cone);
    return cone;
}

/* ---- a box */

/* What the checker knows of the step in every legal row. */
static Facts known_of(const Step *step) {
    return (Facts){.range = step->range,
                   .may_not_apply = step->may_not_apply,
                   .may_be_missing = step->may_be_missing,
                   .may_be_undefined = step->may_be_undefined};
}

static StepParameters parameters_of(const Step *step) {
    StepParameters parameters = {0};
    if (step->op == OP_ROUND) {
        parameters.decimals = step->round.decimals;
        parameters.mode = step->round.mode;
    }
    return parameters;
}

static Facts computed_facts(Prover *prover, const Step *step, int row) {
    Facts few[8];
    Facts *operands = step->operand_count <= 8 ? few : ARENA_ARRAY(prover->work, Facts, step->operand_count);
    for (uint32_t i = 0; i < step->operand_count; i++)
        operands[i] = prover->facts[row][plan_operands(prover->plan, step)[i]];
    Facts facts =
        facts_operation(prover->numbers, step->op, parameters_of(step), operands, step->operand_count);
    Facts known = known_of(step);
    return facts_intersect(prover->numbers, &facts, &known);
}

static Facts facts_of(Prover *prover, const Possible *const *possible, const Step *step, int row) {
    if (step->op == OP_INPUT) return possible_facts(prover->numbers, possible[step->input]);
    if (step->op == OP_CONSTANT) return facts_certain(range_exactly(prover->plan->constants[step->constant]));
    if (step->op == OP_NO_VALUE) return facts_state((ValueState)step->state);
    if (step_op_is_cohort(step->op)) return known_of(step);
    return computed_facts(prover, step, row);
}

/* [PR2.6] Long numbers take longer: a product of two grows with the square of their words. */
static uint64_t cost_of(const Facts *facts) {
    uint64_t words = number_size(facts->range.low) + number_size(facts->range.high);
    return 1 + words * words / 16;
}

void cone_bound(Prover *prover, const Cone *cone, const Possible *const *possible, int row) {
    number_context_use(prover->numbers, prover->work);
    for (size_t i = 0; i < cone->step_count; i++) {
        Facts *facts = &prover->facts[row][cone->steps[i]];
        *facts = facts_of(prover, possible, &prover->plan->steps[cone->steps[i]], row);
        prover->spent += cost_of(facts);
    }
    (void)number_context_take_overflow(prover->numbers);
}

/* ---- a row */

/* What a cohort gives is not known of one row: the value is like one that is too large, and whoever needs it
 * is not known either. */
static StepValue leaf_value(const Plan *plan, const Step *step, const InputCell *cells) {
    if (step->op == OP_CONSTANT) return (StepValue){plan->constants[step->constant], STATE_VALUE};
    if (step->op == OP_NO_VALUE) return (StepValue){NUMBER_ZERO, (ValueState)step->state};
    if (step->op == OP_INPUT) return (StepValue){cells[step->input].number, cells[step->input].state};
    return (StepValue){NUMBER_ZERO, STATE_TOO_LARGE};
}

static void make_exact(Prover *prover, StepId id, int row) {
    const StepValue *value = &prover->values[row][id];
    if (value->state == STATE_VALUE)
        prover->facts[row][id] = facts_certain(range_exactly(value->number));
    else if (value->state < STATE_TOO_LARGE)
        prover->facts[row][id] = facts_state(value->state);
}

void cone_compute(Prover *prover, const Cone *cone, const InputCell *cells, int row) {
    Row computed = {prover->numbers, prover->values[row], prover->gathered};
    number_context_use(prover->numbers, prover->work);
    for (size_t i = 0; i < cone->step_count; i++) {
        const Step *step = &prover->plan->steps[cone->steps[i]];
        if (!is_computed(step->op))
            prover->values[row][cone->steps[i]] = leaf_value(prover->plan, step, cells);
    }
    if (!row_steps_run(&computed, cone->row_steps, cone->row_step_count))
        row_steps_run_carefully(&computed, cone->row_steps, cone->row_step_count);
    for (size_t i = 0; i < cone->step_count; i++) {
        make_exact(prover, cone->steps[i], row);
        prover->spent += cost_of(&prover->facts[row][cone->steps[i]]);
    }
}

void cone_compute_alone(Prover *prover, const Cone *cone, const InputCell *cells, int row) {
    Row computed = {prover->numbers, prover->values[row], prover->gathered};
    const RowStep *next = cone->row_steps;
    for (size_t i = 0; i < cone->step_count; i++) {
        StepId id = cone->steps[i];
        const Step *step = &prover->plan->steps[id];
        if (is_computed(step->op))
            row_steps_run_carefully(&computed, next++, 1);
        else if (step_op_is_cohort(step->op))
            prover->values[row][id] = alone_value(prover, id, cells, row);
        make_exact(prover, id, row);
    }
    prover->spent += cone->step_count;
}

/* ---- both */

/* [L3.9] Where the inputs have no values there is nothing to require. */
Truth require_truth(NumberContext *numbers, const Facts *answer) {
    if (facts_is_no(numbers, answer)) return TRUTH_NO;
    if (answer->no_value && !answer->may_be_missing && !answer->may_not_apply) return TRUTH_NO;
    bool may_be_no = !answer->no_value && !range_is_at_least(numbers, &answer->range, NUMBER_ONE);
    return may_be_no || answer->may_be_undefined ? TRUTH_MAYBE : TRUTH_YES;
}

Truth cone_is_legal(Prover *prover, const Cone *cone, int row) {
    Truth truth = TRUTH_YES;
    for (size_t i = 0; i < cone->require_count; i++) {
        StepId condition = prover->plan->requires[cone->requires[i]].condition;
        Truth one = require_truth(prover->numbers, &prover->facts[row][condition]);
        if (one < truth) truth = one;
    }
    return truth;
}

/* ---- what is still open */

typedef struct Opening {
    Prover *prover;
    const Facts *facts;
    uint32_t mark;
    size_t count; /* on the stack */
} Opening;

static bool is_settled(Prover *prover, const Facts *facts) {
    Number value;
    if (facts->no_value) return facts->may_not_apply + facts->may_be_missing + facts->may_be_undefined <= 1;
    return facts_have_value(facts) && range_is_constant(prover->numbers, &facts->range, &value);
}

static void open_step(Opening *opening, StepId id) {
    Prover *prover = opening->prover;
    if (id == STEP_NONE || prover->marks[id] == opening->mark) return;
    prover->marks[id] = opening->mark;
    if (!is_settled(prover, &opening->facts[id])) prover->stack[opening->count++] = id;
}

/* Only the tests that are not decided, and the values that may be taken. */
static void open_choice(Opening *opening, const Step *step) {
    const StepId *operands = plan_operands(opening->prover->plan, step);
    NumberContext *numbers = opening->prover->numbers;
    for (uint32_t i = 0; i + 1 < step->operand_count; i += 2) {
        if (facts_is_no(numbers, &opening->facts[operands[i]])) continue;
        open_step(opening, operands[i]);
        open_step(opening, operands[i + 1]);
        if (facts_is_yes(numbers, &opening->facts[operands[i]])) return;
    }
    open_step(opening, operands[step->operand_count - 1]);
}

void cone_find_open(Prover *prover, const Cone *cone, const StepId *targets, size_t count, int row,
                    bool *open) {
    Opening opening = {prover, prover->facts[row], prover_new_mark(prover), 0};
    for (size_t i = 0; i < count; i++)
        open_step(&opening, targets[i]);
    for (size_t i = 0; i < cone->require_count; i++)
        open_step(&opening, prover->plan->requires[cone->requires[i]].condition);
    while (opening.count > 0) {
        const Step *step = &prover->plan->steps[prover->stack[--opening.count]];
        if (step->op == OP_CHOOSE) {
            open_choice(&opening, step);
            continue;
        }
        for (uint32_t i = 0; i < step->operand_count; i++)
            open_step(&opening, plan_operands(prover->plan, step)[i]);
    }
    for (size_t i = 0; i < cone->step_count; i++) {
        const Step *step = &prover->plan->steps[cone->steps[i]];
        if (step->op == OP_INPUT && prover->marks[cone->steps[i]] == opening.mark) open[step->input] = true;
    }
}
