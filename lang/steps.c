#include "lang/steps.h"

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

enum { FIRST_SLOTS = 256, PROOF_DEPTH = 24, PROOF_EFFORT = 4000 };

static StepId *new_slots(Arena *arena, size_t count) {
    StepId *slots = ARENA_ARRAY(arena, StepId, count);
    memset(slots, 0xff, count * sizeof *slots);
    return slots;
}

Steps *steps_new(Arena *arena, NumberContext *numbers) {
    Steps *steps = ARENA_NEW(arena, Steps);
    steps->arena = arena;
    steps->numbers = numbers;
    steps->slot_count = FIRST_SLOTS;
    steps->slots = new_slots(arena, FIRST_SLOTS);
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

static Facts operand_facts(Steps *steps, StepOp op, StepParameters parameters, const StepId *operands,
                           size_t count) {
    Facts few[8];
    Facts *facts = count <= 8 ? few : ARENA_ARRAY(steps->arena, Facts, count);
    for (size_t i = 0; i < count; i++)
        facts[i] = steps->facts[operands[i]];
    Facts result = facts_apply(steps->numbers, op, parameters, facts, count);
    if (op == OP_DIVIDE) steps_sharpen_quotient(steps, operands[0], operands[1], &result.range);
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
    return find_or_append(steps, OP_INPUT, type, (StepParameters){.number = input}, NULL, 0, &facts, span);
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

/* A bounded search for a proof that a <= b. */
typedef struct Proof {
    Steps *steps;
    int effort;
} Proof;

static bool never_above(Proof *proof, StepId a, StepId b, int depth);

static bool is_related(const Proof *proof, StepId a, StepId b) {
    const Steps *steps = proof->steps;
    if (steps->relation_count == 0) return false;
    return relation_slot(steps->relations, steps->relation_slots, (Relation){a, b})->low != STEP_NONE;
}

static bool ranges_settle(const Proof *proof, StepId a, StepId b) {
    const Range *x = &proof->steps->facts[a].range, *y = &proof->steps->facts[b].range;
    return x->has_high && y->has_low && number_compare(proof->steps->numbers, x->high, y->low) <= 0;
}

static bool within_zero_one(const Proof *proof, StepId id) {
    const Range *range = &proof->steps->facts[id].range;
    return range_is_at_least(proof->steps->numbers, range, NUMBER_ZERO) &&
           range_is_at_most(proof->steps->numbers, range, NUMBER_ONE);
}

/* r × b <= b for r in 0..1 and b >= 0 */
static bool product_of(Proof *proof, StepId a, StepId b, int depth) {
    const Step *step = steps_get(proof->steps, a);
    const StepId *operands = steps_operands(proof->steps, a);
    if (!range_is_at_least(proof->steps->numbers, &proof->steps->facts[a].range, NUMBER_ZERO)) return false;
    bool found = false;
    for (uint32_t i = 0; i < step->operand_count; i++) {
        if (!found && never_above(proof, operands[i], b, depth))
            found = true;
        else if (!within_zero_one(proof, operands[i]))
            return false;
    }
    return found;
}

static bool any_operand(Proof *proof, StepId a, StepId b, int depth) {
    const Step *step = steps_get(proof->steps, a);
    for (uint32_t i = 0; i < step->operand_count; i++)
        if (never_above(proof, steps_operands(proof->steps, a)[i], b, depth)) return true;
    return false;
}

/* Every value a choice can give, beside the value the same choice gives in b. */
static bool choices_below(Proof *proof, StepId a, StepId b, int depth) {
    const Step *x = steps_get(proof->steps, a), *y = steps_get(proof->steps, b);
    const StepId *from = steps_operands(proof->steps, a), *to = steps_operands(proof->steps, b);
    bool parallel = y->op == OP_CHOOSE && x->operand_count == y->operand_count;
    for (uint32_t i = 0; parallel && i + 1 < x->operand_count; i += 2)
        parallel = from[i] == to[i];
    for (uint32_t i = 0; i < x->operand_count; i++) {
        bool is_test = i % 2 == 0 && i + 1 < x->operand_count;
        if (is_test || proof->steps->facts[from[i]].no_value) continue;
        if (!never_above(proof, from[i], parallel ? to[i] : b, depth)) return false;
    }
    return true;
}

/* x + rest <= y + rest */
static bool sums_below(Proof *proof, StepId a, StepId b, int depth) {
    const Step *x = steps_get(proof->steps, a), *y = steps_get(proof->steps, b);
    if (x->operand_count != 2 || y->operand_count != 2) return false;
    const StepId *from = steps_operands(proof->steps, a), *to = steps_operands(proof->steps, b);
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++)
            if (from[i] == to[j] && never_above(proof, from[1 - i], to[1 - j], depth)) return true;
    return false;
}

/* a = max + (-min), whose difference from zero is never negative */
static bool is_natural(Proof *proof, StepId a, int depth) {
    if (range_is_at_least(proof->steps->numbers, &proof->steps->facts[a].range, NUMBER_ZERO)) return true;
    const Step *step = steps_get(proof->steps, a);
    const StepId *operands = steps_operands(proof->steps, a);
    if (step->op != OP_ADD || step->operand_count != 2) return false;
    for (int i = 0; i < 2; i++) {
        const Step *other = steps_get(proof->steps, operands[1 - i]);
        if (other->op != OP_NEGATE) continue;
        if (never_above(proof, steps_operands(proof->steps, operands[1 - i])[0], operands[i], depth))
            return true;
    }
    return false;
}

static bool same_cohort(const Steps *steps, StepId a, StepId b) {
    return steps_get(steps, a)->cohort.scope_input == steps_get(steps, b)->cohort.scope_input &&
           steps_operands(steps, a)[0] == steps_operands(steps, b)[0];
}

static bool cohort_settles(Proof *proof, StepId a, StepId b) {
    const Step *x = steps_get(proof->steps, a), *y = steps_get(proof->steps, b);
    if (y->op == OP_COHORT_MAX && steps_operands(proof->steps, b)[0] == a) return true;
    if (x->op == OP_COHORT_MIN && steps_operands(proof->steps, a)[0] == b) return true;
    if (x->op == OP_COHORT_MIN && y->op == OP_COHORT_MAX) return same_cohort(proof->steps, a, b);
    bool counts = x->op == OP_COHORT_BELOW || x->op == OP_COHORT_AT_MOST || x->op == OP_COHORT_PLACE;
    return counts && y->op == OP_COHORT_COUNT && same_cohort(proof->steps, a, b);
}

static bool rounded_below(Proof *proof, StepId a, StepId b, int depth) {
    const Step *step = steps_get(proof->steps, a);
    const Range *range = &proof->steps->facts[b].range;
    Number unit, bound;
    if (!proof->steps->facts[a].range.has_step) return false;
    unit = proof->steps->facts[a].range.step;
    bool on_grid = range_is_constant(proof->steps->numbers, range, &bound)
                       ? number_is_multiple_of(proof->steps->numbers, bound, unit)
                       : range->has_step && number_is_multiple_of(proof->steps->numbers, range->step, unit);
    return on_grid && never_above(proof, steps_operands(proof->steps, a)[0], b, depth) &&
           step->operand_count == 1;
}

static bool negation_below(Proof *proof, StepId a, StepId b, int depth) {
    if (steps_get(proof->steps, b)->op != OP_NEGATE) return false;
    return never_above(proof, steps_operands(proof->steps, b)[0], steps_operands(proof->steps, a)[0], depth);
}

static bool divided_below(Proof *proof, StepId a, StepId b, int depth) {
    const StepId *operands = steps_operands(proof->steps, a);
    return range_is_at_least(proof->steps->numbers, &proof->steps->facts[operands[1]].range, NUMBER_ONE) &&
           is_natural(proof, operands[0], depth) && never_above(proof, operands[0], b, depth);
}

static bool above_by_structure(Proof *proof, StepId a, StepId b, int depth) {
    const Step *y = steps_get(proof->steps, b);
    const StepId *to = steps_operands(proof->steps, b);
    if (y->op == OP_WHERE_APPLICABLE) return never_above(proof, a, to[0], depth);
    if (y->op != OP_MAX) return false;
    for (uint32_t i = 0; i < y->operand_count; i++)
        if (never_above(proof, a, to[i], depth)) return true;
    return false;
}

static bool below_by_structure(Proof *proof, StepId a, StepId b, int depth) {
    const StepId *from = steps_operands(proof->steps, a);
    switch (steps_get(proof->steps, a)->op) {
    case OP_MULTIPLY: return product_of(proof, a, b, depth);
    case OP_DIVIDE: return divided_below(proof, a, b, depth);
    case OP_MIN: return any_operand(proof, a, b, depth);
    case OP_CHOOSE: return choices_below(proof, a, b, depth);
    case OP_ADD: return steps_get(proof->steps, b)->op == OP_ADD && sums_below(proof, a, b, depth);
    case OP_NEGATE: return negation_below(proof, a, b, depth);
    case OP_ROUND:
    case OP_FLOOR:
    case OP_CEILING: return rounded_below(proof, a, b, depth);
    case OP_WHERE_APPLICABLE: return never_above(proof, from[0], b, depth);
    case OP_OTHERWISE:
    case OP_IF_MISSING: return never_above(proof, from[0], b, depth) && never_above(proof, from[1], b, depth);
    default: return false;
    }
}

static bool never_above(Proof *proof, StepId a, StepId b, int depth) {
    if (a == b || ranges_settle(proof, a, b)) return true;
    if (depth == 0 || proof->effort-- <= 0) return false;
    if (is_related(proof, a, b) || cohort_settles(proof, a, b)) return true;
    return below_by_structure(proof, a, b, depth - 1) || above_by_structure(proof, a, b, depth - 1);
}

bool steps_never_above(Steps *steps, StepId a, StepId b) {
    Proof proof = {steps, PROOF_EFFORT};
    return never_above(&proof, a, b, PROOF_DEPTH);
}

/* Bounds of a / b: from 0, and up to 1, as far as 0 <= a <= b is known. */
static Range bare_quotient(Proof *proof, StepId a, StepId b) {
    if (!is_natural(proof, a, PROOF_DEPTH)) return range_all();
    if (never_above(proof, a, b, PROOF_DEPTH)) return range_between(NUMBER_ZERO, NUMBER_ONE);
    return range_from(NUMBER_ZERO);
}

/* (9 × x) / b is 9 × (x / b): the factor that b bounds is divided first. */
static Range factored_quotient(Proof *proof, StepId a, StepId b) {
    NumberContext *numbers = proof->steps->numbers;
    const Step *step = steps_get(proof->steps, a);
    const StepId *operands = steps_operands(proof->steps, a);
    for (uint32_t i = 0; i < step->operand_count; i++) {
        Range range = bare_quotient(proof, operands[i], b);
        if (!range.has_high) continue;
        for (uint32_t j = 0; j < step->operand_count; j++)
            if (j != i) range = range_multiply(numbers, &range, &proof->steps->facts[operands[j]].range);
        return range;
    }
    return range_all();
}

void steps_sharpen_quotient(Steps *steps, StepId a, StepId b, Range *quotient) {
    Proof proof = {steps, PROOF_EFFORT};
    if (!is_natural(&proof, b, PROOF_DEPTH)) return;
    Range sharp = bare_quotient(&proof, a, b);
    *quotient = range_intersect(steps->numbers, quotient, &sharp);
    if (steps_get(steps, a)->op != OP_MULTIPLY) return;
    sharp = factored_quotient(&proof, a, b);
    *quotient = range_intersect(steps->numbers, quotient, &sharp);
}
