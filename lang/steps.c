#include "lang/steps.h"

#include "lang/facts_operation.h"
#include "lang/operation.h"

#include <string.h>

typedef struct Relation {
    StepId low, high;
} Relation;

struct Steps {
    Arena *arena;
    NumberContext *numbers;
    Step *steps;
    Facts *facts;
    size_t count, capacity, facts_count, facts_capacity;
    StepId *inputs; /* the step of each input */
    size_t input_count, input_capacity;
    StepId *operands;
    size_t operand_count, operand_capacity;
    Number *constants;
    size_t constant_count, constant_capacity;
    StepId *slots; /* open addressing; STEP_NONE: free */
    size_t slot_count;
    uint32_t *constant_slots;
    size_t constant_slot_count;
    Relation *relations; /* open addressing by both steps; low STEP_NONE: free */
    size_t relation_count, relation_slots;
};

enum { FIRST_SLOTS = 256, FIRST_STEPS = 512 };

static StepId *new_slots(Arena *arena, size_t count) {
    StepId *slots = ARENA_ARRAY(arena, StepId, count);
    memset(slots, 0xff, count * sizeof *slots);
    return slots;
}

/* Room that small rules do not fill: what is not touched costs nothing, and nothing is copied as they grow.
 */
static void reserve(Steps *steps) {
    steps->capacity = steps->facts_capacity = steps->operand_capacity = FIRST_STEPS;
    steps->steps = arena_alloc(steps->arena, FIRST_STEPS * sizeof *steps->steps);
    steps->facts = arena_alloc(steps->arena, FIRST_STEPS * sizeof *steps->facts);
    steps->operands = arena_alloc(steps->arena, FIRST_STEPS * sizeof *steps->operands);
}

Steps *steps_new(Arena *arena, NumberContext *numbers) {
    Steps *steps = ARENA_NEW(arena, Steps);
    steps->arena = arena;
    steps->numbers = numbers;
    steps->slot_count = FIRST_SLOTS;
    steps->slots = new_slots(arena, FIRST_SLOTS);
    reserve(steps);
    return steps;
}

size_t steps_count(const Steps *steps) {
    return steps->count;
}

const Step *steps_get(const Steps *steps, StepId id) {
    return &steps->steps[id];
}

const StepId *steps_operands(const Steps *steps, StepId id) {
    return steps->operands + steps->steps[id].first_operand;
}

Facts steps_facts(const Steps *steps, StepId id) {
    return steps->facts[id];
}

void steps_learn(Steps *steps, StepId id, Facts facts) {
    steps->facts[id] = facts_intersect(steps->numbers, &steps->facts[id], &facts);
}

const Facts *steps_known(const Steps *steps, StepId id) {
    return &steps->facts[id];
}

Number steps_constant_value(const Steps *steps, uint32_t constant) {
    return steps->constants[constant];
}

bool steps_is_constant(const Steps *steps, StepId id, Number *value) {
    if (steps->steps[id].op != OP_CONSTANT) return false;
    *value = steps->constants[steps->steps[id].constant];
    return true;
}

static uint64_t mix(uint64_t hash, uint64_t value) {
    hash ^= value;
    hash *= UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

static StepParameters parameters_of(const Step *step) {
    StepParameters parameters = {0};
    switch (step->op) {
    case OP_INPUT: parameters.number = step->input; break;
    case OP_CONSTANT: parameters.number = step->constant; break;
    case OP_NO_VALUE: parameters.number = step->state; break;
    case OP_ROUND:
        parameters.decimals = step->round.decimals;
        parameters.mode = step->round.mode;
        break;
    default:
        if (!step_op_is_cohort(step->op)) break;
        parameters.number = step->cohort.scope_input;
        parameters.mode = step->cohort.ties;
        parameters.flags = step->cohort.flags;
        break;
    }
    return parameters;
}

static void set_parameters(Step *step, StepParameters parameters) {
    switch (step->op) {
    case OP_INPUT: step->input = parameters.number; break;
    case OP_CONSTANT: step->constant = parameters.number; break;
    case OP_NO_VALUE: step->state = parameters.number; break;
    case OP_ROUND:
        step->round.decimals = parameters.decimals;
        step->round.mode = parameters.mode;
        break;
    default:
        if (!step_op_is_cohort(step->op)) break;
        step->cohort.scope_input = parameters.number;
        step->cohort.ties = parameters.mode;
        step->cohort.flags = parameters.flags;
        break;
    }
}

static uint64_t hash_step(StepOp op, PlanType type, StepParameters p, const StepId *operands, size_t count) {
    uint64_t hash = mix(op, type);
    hash = mix(hash, p.number | (uint64_t)(uint16_t)p.decimals << 32 | (uint64_t)p.mode << 48);
    hash = mix(hash, p.flags);
    for (size_t i = 0; i < count; i++)
        hash = mix(hash, operands[i]);
    return hash;
}

static bool is_same(const Steps *steps, StepId id, StepOp op, PlanType type, StepParameters p,
                    const StepId *operands, size_t count) {
    const Step *step = &steps->steps[id];
    if (step->op != op || step->type != type || step->operand_count != count) return false;
    StepParameters own = parameters_of(step);
    if (own.number != p.number || own.decimals != p.decimals || own.mode != p.mode || own.flags != p.flags)
        return false;
    return count == 0 || memcmp(steps_operands(steps, id), operands, count * sizeof *operands) == 0;
}

static uint64_t hash_existing(const Steps *steps, StepId id) {
    const Step *step = &steps->steps[id];
    return hash_step(step->op, step->type, parameters_of(step), steps_operands(steps, id),
                     step->operand_count);
}

static void enlarge_slots(Steps *steps) {
    size_t count = steps->slot_count * 2;
    StepId *slots = new_slots(steps->arena, count);
    for (StepId id = 0; id < steps->count; id++) {
        size_t at = hash_existing(steps, id) & (count - 1);
        while (slots[at] != STEP_NONE)
            at = (at + 1) & (count - 1);
        slots[at] = id;
    }
    steps->slots = slots;
    steps->slot_count = count;
}

static uint32_t copy_operands(Steps *steps, const StepId *operands, size_t count) {
    uint32_t first = (uint32_t)steps->operand_count;
    for (size_t i = 0; i < count; i++)
        ARENA_PUSH(steps->arena, steps->operands, steps->operand_count, steps->operand_capacity, operands[i]);
    return first;
}

static StepId append(Steps *steps, Step step, Facts facts) {
    step.range = facts.range;
    step.may_not_apply = facts.may_not_apply;
    step.may_be_missing = facts.may_be_missing;
    step.may_be_undefined = facts.may_be_undefined;
    ARENA_PUSH(steps->arena, steps->steps, steps->count, steps->capacity, step);
    ARENA_PUSH(steps->arena, steps->facts, steps->facts_count, steps->facts_capacity, facts);
    if (steps->count * 2 > steps->slot_count) enlarge_slots(steps);
    return (StepId)(steps->count - 1);
}

/* The slot of an equal step, or the free one where it belongs. */
static size_t find_slot(const Steps *steps, StepOp op, PlanType type, StepParameters p,
                        const StepId *operands, size_t count) {
    size_t at = hash_step(op, type, p, operands, count) & (steps->slot_count - 1);
    while (steps->slots[at] != STEP_NONE && !is_same(steps, steps->slots[at], op, type, p, operands, count))
        at = (at + 1) & (steps->slot_count - 1);
    return at;
}

void steps_add_scope(const Steps *steps, StepOp op, StepParameters parameters, Facts *facts) {
    if (!step_op_is_cohort(op) || parameters.number >= steps->input_count) return;
    const Facts *category = &steps->facts[steps->inputs[parameters.number]];
    facts->may_not_apply |= category->may_not_apply;
    facts->may_be_missing |= category->may_be_missing;
}

static Facts operand_facts(Steps *steps, StepOp op, StepParameters parameters, const StepId *operands,
                           size_t count) {
    Facts few[8];
    Facts *facts = count <= 8 ? few : ARENA_ARRAY(steps->arena, Facts, count);
    for (size_t i = 0; i < count; i++)
        facts[i] = steps->facts[operands[i]];
    Facts result = facts_operation(steps->numbers, op, parameters, facts, count);
    steps_add_scope(steps, op, parameters, &result);
    return result;
}

static StepId find_or_append(Steps *steps, StepOp op, PlanType type, StepParameters parameters,
                             const StepId *operands, size_t count, const Facts *leaf_facts, Span span) {
    size_t slot = find_slot(steps, op, type, parameters, operands, count);
    if (steps->slots[slot] != STEP_NONE) return steps->slots[slot];
    Facts facts = leaf_facts ? *leaf_facts : operand_facts(steps, op, parameters, operands, count);
    Step step = {.op = op, .type = type, .operand_count = (uint32_t)count, .span = span};
    set_parameters(&step, parameters);
    step.first_operand = copy_operands(steps, operands, count);
    steps->slots[slot] = (StepId)steps->count;
    return append(steps, step, facts);
}

StepId steps_input(Steps *steps, uint32_t input, PlanType type, Facts facts, Span span) {
    StepId id =
        find_or_append(steps, OP_INPUT, type, (StepParameters){.number = input}, NULL, 0, &facts, span);
    while (steps->input_count <= input)
        ARENA_PUSH(steps->arena, steps->inputs, steps->input_count, steps->input_capacity, id);
    steps->inputs[input] = id;
    return id;
}

static void enlarge_constant_slots(Steps *steps) {
    size_t count = steps->constant_slot_count ? steps->constant_slot_count * 2 : FIRST_SLOTS;
    steps->constant_slots = new_slots(steps->arena, count);
    steps->constant_slot_count = count;
    for (uint32_t i = 0; i < steps->constant_count; i++) {
        size_t at = number_hash(steps->numbers, steps->constants[i]) & (count - 1);
        while (steps->constant_slots[at] != STEP_NONE)
            at = (at + 1) & (count - 1);
        steps->constant_slots[at] = i;
    }
}

static uint32_t intern_constant(Steps *steps, Number value) {
    if (steps->constant_count * 2 >= steps->constant_slot_count) enlarge_constant_slots(steps);
    size_t at = number_hash(steps->numbers, value) & (steps->constant_slot_count - 1);
    for (; steps->constant_slots[at] != STEP_NONE; at = (at + 1) & (steps->constant_slot_count - 1))
        if (number_equal(steps->numbers, steps->constants[steps->constant_slots[at]], value))
            return steps->constant_slots[at];
    Number kept = number_copy(steps->arena, number_reduce(steps->numbers, value));
    steps->constant_slots[at] = (uint32_t)steps->constant_count;
    ARENA_PUSH(steps->arena, steps->constants, steps->constant_count, steps->constant_capacity, kept);
    return (uint32_t)(steps->constant_count - 1);
}

StepId steps_constant(Steps *steps, Number value, PlanType type, Span span) {
    uint32_t constant = intern_constant(steps, value);
    Facts facts = facts_certain(range_exactly(steps->constants[constant]));
    return find_or_append(steps, OP_CONSTANT, type, (StepParameters){.number = constant}, NULL, 0, &facts,
                          span);
}

StepId steps_no_value(Steps *steps, ValueState state, Span span) {
    Facts facts = facts_state(state);
    return find_or_append(steps, OP_NO_VALUE, PLAN_NUMBER, (StepParameters){.number = state}, NULL, 0, &facts,
                          span);
}

/* [L8.8] Folding: all operands constant, and the operation looks at nothing else. */
static bool fold(Steps *steps, StepOp op, StepParameters parameters, const StepId *operands, size_t count,
                 Number *result) {
    Number few[8];
    if (count > 8 || op == OP_INPUT || op == OP_CONSTANT || op == OP_NO_VALUE || op > OP_NOT) return false;
    for (size_t i = 0; i < count; i++)
        if (!steps_is_constant(steps, operands[i], &few[i])) return false;
    Operation operation = {op, parameters.decimals, (RoundingMode)parameters.mode};
    return operation_apply(steps->numbers, operation, few, count, result) &&
           !number_context_take_overflow(steps->numbers);
}

StepId steps_add(Steps *steps, StepOp op, PlanType type, StepParameters parameters, const StepId *operands,
                 size_t count, Span span) {
    Number folded;
    if (fold(steps, op, parameters, operands, count, &folded))
        return steps_constant(steps, folded, type, span);
    return find_or_append(steps, op, type, parameters, operands, count, NULL, span);
}

static Relation *relation_slot(Relation *relations, size_t slots, Relation wanted) {
    size_t at = mix(mix(0, wanted.low), wanted.high) & (slots - 1);
    while (relations[at].low != STEP_NONE &&
           (relations[at].low != wanted.low || relations[at].high != wanted.high))
        at = (at + 1) & (slots - 1);
    return &relations[at];
}

static void enlarge_relations(Steps *steps) {
    size_t slots = steps->relation_slots ? steps->relation_slots * 2 : FIRST_SLOTS;
    Relation *relations = ARENA_ARRAY(steps->arena, Relation, slots);
    for (size_t i = 0; i < slots; i++)
        relations[i].low = STEP_NONE;
    for (size_t i = 0; i < steps->relation_slots; i++)
        if (steps->relations[i].low != STEP_NONE)
            *relation_slot(relations, slots, steps->relations[i]) = steps->relations[i];
    steps->relations = relations;
    steps->relation_slots = slots;
}

void steps_relate(Steps *steps, StepId a, StepId b) {
    if (steps->relation_count * 2 >= steps->relation_slots) enlarge_relations(steps);
    Relation *slot = relation_slot(steps->relations, steps->relation_slots, (Relation){a, b});
    if (slot->low != STEP_NONE) return;
    *slot = (Relation){a, b};
    steps->relation_count++;
}

bool steps_are_related(const Steps *steps, StepId a, StepId b) {
    if (steps->relation_count == 0) return false;
    return relation_slot(steps->relations, steps->relation_slots, (Relation){a, b})->low != STEP_NONE;
}
