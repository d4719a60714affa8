#include "testing/plan_match.h"

#include <string.h>

/* A step as it is compared: comparisons have the last legal value that passes in place of their number. */
typedef struct Form {
    StepOp op;
    PlanType type;
    uint32_t parameters[3];
    const StepId *operands; /* as numbered in the first plan */
    uint32_t operand_count;
    Number number;
    bool has_number, is_upper; /* is_upper: the value is at most `number` */
} Form;

struct PlanMatch {
    const Plan *plan;
    Form *forms;   /* per step */
    StepId *same;  /* per step: the first one that is alike */
    StepId *slots; /* open addressing; STEP_NONE: free */
    size_t slot_count;
};

/* Numbers the steps of one plan by those of the first. */
typedef struct Matching {
    const Plan *plan;
    NumberContext *numbers;
    Arena *arena;
    const StepId *numbered; /* per step so far */
} Matching;

/* ---- forms */

static void set_parameters(const Step *step, Form *form) {
    if (step->op == OP_INPUT) form->parameters[0] = step->input;
    if (step->op == OP_NO_VALUE) form->parameters[0] = step->state;
    if (step->op == OP_ROUND) {
        form->parameters[0] = (uint32_t)step->round.decimals;
        form->parameters[1] = step->round.mode;
    }
    if (!step_op_is_cohort(step->op)) return;
    form->parameters[0] = step->cohort.scope_input;
    form->parameters[1] = step->cohort.ties;
    form->parameters[2] = step->cohort.flags;
}

static Number within(const Matching *matching, const Range *range, Number number) {
    NumberContext *numbers = matching->numbers;
    if (range->has_high && number_compare(numbers, number, range->high) > 0) return range->high;
    if (!range->has_low || number_compare(numbers, number, range->low) >= 0) return number;
    return number_subtract(numbers, range->low, range->step);
}

/* The greatest legal value v for which v <= bound, or v < bound, holds; one step below all where there is
 * none.
 */
static Number last_below(const Matching *matching, const Range *range, Number bound, bool strict) {
    NumberContext *numbers = matching->numbers;
    Number steps = number_divide(numbers, bound, range->step), whole = number_floor(numbers, steps);
    if (strict && number_equal(numbers, whole, steps)) whole = number_subtract(numbers, whole, NUMBER_ONE);
    return within(matching, range, number_multiply(numbers, whole, range->step));
}

/* value < number, number <= value ...: all say which values are at most one on the grid, or above it. */
static void compare_form(const Matching *matching, const Step *step, Form *form) {
    const StepId *operands = plan_operands(matching->plan, step);
    bool is_strict = step->op == OP_LESS;
    for (uint32_t i = 0; i < 2; i++) {
        const Step *bound = &matching->plan->steps[operands[i]];
        const Step *value = &matching->plan->steps[operands[1 - i]];
        if (bound->op != OP_CONSTANT || value->op == OP_CONSTANT || !value->range.has_step) continue;
        StepId *only = arena_alloc(matching->arena, sizeof *only);
        *only = matching->numbered[operands[1 - i]];
        form->op = OP_LESS_EQUAL;
        form->operands = only;
        form->operand_count = 1;
        form->is_upper = i == 1;
        form->has_number = true;
        form->number = last_below(matching, &value->range, matching->plan->constants[bound->constant],
                                  form->is_upper == is_strict);
        return;
    }
}

static Form form_of(const Matching *matching, const Step *step) {
    Form form = {.op = step->op, .type = step->type, .operand_count = step->operand_count};
    StepId *operands = arena_alloc(matching->arena, (step->operand_count + 1) * sizeof *operands);
    for (uint32_t i = 0; i < step->operand_count; i++)
        operands[i] = matching->numbered[plan_operands(matching->plan, step)[i]];
    form.operands = operands;
    set_parameters(step, &form);
    form.has_number = step->op == OP_CONSTANT;
    if (form.has_number) form.number = matching->plan->constants[step->constant];
    if (step->op == OP_LESS || step->op == OP_LESS_EQUAL) compare_form(matching, step, &form);
    return form;
}

static uint64_t mix(uint64_t hash, uint64_t value) {
    hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

static uint64_t hash_form(const Form *form, NumberContext *numbers) {
    uint64_t hash = mix(form->op, form->type);
    for (size_t i = 0; i < 3; i++)
        hash = mix(hash, form->parameters[i]);
    for (uint32_t i = 0; i < form->operand_count; i++)
        hash = mix(hash, form->operands[i]);
    return form->has_number ? mix(hash, number_hash(numbers, form->number) + form->is_upper) : hash;
}

static bool is_same(const Form *a, const Form *b, NumberContext *numbers) {
    if (a->op != b->op || a->type != b->type || a->operand_count != b->operand_count ||
        a->has_number != b->has_number || a->is_upper != b->is_upper)
        return false;
    if (memcmp(a->parameters, b->parameters, sizeof a->parameters) != 0) return false;
    for (uint32_t i = 0; i < a->operand_count; i++)
        if (a->operands[i] != b->operands[i]) return false;
    return !a->has_number || number_equal(numbers, a->number, b->number);
}

/* Its slot, or the free one where it belongs. */
static size_t slot_of(const PlanMatch *match, const Form *form, NumberContext *numbers) {
    size_t at = hash_form(form, numbers) & (match->slot_count - 1);
    while (match->slots[at] != STEP_NONE && !is_same(&match->forms[match->slots[at]], form, numbers))
        at = (at + 1) & (match->slot_count - 1);
    return at;
}

PlanMatch *plan_match_new(const Plan *plan, NumberContext *numbers, Arena *arena) {
    PlanMatch *match = ARENA_NEW(arena, PlanMatch);
    match->plan = plan;
    match->forms = ARENA_ARRAY(arena, Form, plan->step_count + 1);
    match->same = ARENA_ARRAY(arena, StepId, plan->step_count + 1);
    match->slot_count = 64;
    while (match->slot_count < 2 * (size_t)plan->step_count)
        match->slot_count *= 2;
    match->slots = arena_alloc(arena, match->slot_count * sizeof *match->slots);
    memset(match->slots, 0xff, match->slot_count * sizeof *match->slots);
    Matching matching = {plan, numbers, arena, match->same};
    for (StepId id = 0; id < plan->step_count; id++) {
        match->forms[id] = form_of(&matching, &plan->steps[id]);
        size_t at = slot_of(match, &match->forms[id], numbers);
        if (match->slots[at] == STEP_NONE) match->slots[at] = id;
        match->same[id] = match->slots[at];
    }
    return match;
}

/* New steps get numbers that no step of the first plan has. */
static const StepId *number_steps(const PlanMatch *match, const Plan *other, NumberContext *numbers,
                                  Arena *arena) {
    StepId *numbered = ARENA_ARRAY(arena, StepId, other->step_count + 1);
    Matching matching = {other, numbers, arena, numbered};
    for (StepId id = 0; id < other->step_count; id++) {
        Form form = form_of(&matching, &other->steps[id]);
        StepId found = match->slots[slot_of(match, &form, numbers)];
        numbered[id] = found != STEP_NONE ? found : match->plan->step_count + id;
    }
    return numbered;
}

PlanParts *plan_match_differing(const PlanMatch *match, const Plan *other, NumberContext *numbers,
                                Arena *arena) {
    const StepId *numbered = number_steps(match, other, numbers, arena);
    PlanParts *parts = ARENA_ARRAY(arena, PlanParts, (size_t)other->output_count + 1);
    for (uint32_t i = 0; i < other->output_count; i++) {
        for (unsigned part = 0; part < PLAN_PART_COUNT; part++) {
            StepId was = plan_part(&match->plan->outputs[i], PLAN_PART_ALL, part);
            StepId is = plan_part(&other->outputs[i], PLAN_PART_ALL, part);
            bool is_alike =
                was == STEP_NONE || is == STEP_NONE ? was == is : match->same[was] == numbered[is];
            if (!is_alike) parts[i] |= (PlanParts)(1u << part);
        }
    }
    return parts;
}
