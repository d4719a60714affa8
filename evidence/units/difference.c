#include "evidence/units/difference.h"

/* Each step is a sum of its operands' differences, times something, and a rest. Read from the last step to
 * the first, what each operand is worth in the end is known when it is met. */
typedef struct Splitter {
    const CardMaker *maker;
    const Plan *plan;
    NumberContext *numbers;
    const StepValue *const *values;
    Card sides[2];     /* as far as choices look at them */
    Number *worth;     /* per step: of a difference of 1 there, in the end */
    uint32_t *through; /* per step: the output by which it was reached */
    Difference *difference;
} Splitter;

static Number half(const Splitter *splitter, Number number) {
    return number_divide(splitter->numbers, number, number_from_int(2));
}

static Number plus(const Splitter *splitter, Number a, Number b) {
    return number_add(splitter->numbers, a, b);
}

static Number minus(const Splitter *splitter, Number a, Number b) {
    return number_subtract(splitter->numbers, a, b);
}

static Number times(const Splitter *splitter, Number a, Number b) {
    return number_multiply(splitter->numbers, a, b);
}

/* What is not applicable adds nothing. */
static Number at(const Splitter *splitter, int side, StepId id) {
    const StepValue *value = &splitter->values[side][id];
    return value->state == STATE_VALUE ? value->number : NUMBER_ZERO;
}

static bool has_value(const Splitter *splitter, int side, StepId id) {
    return splitter->values[side][id].state == STATE_VALUE;
}

static Number gap(const Splitter *splitter, StepId id) {
    return minus(splitter, at(splitter, 0, id), at(splitter, 1, id));
}

static uint32_t owner_of(const Splitter *splitter, StepId id) {
    uint32_t owner = splitter->maker->names[id].output;
    if (owner == UINT32_MAX) owner = splitter->maker->names[id].criterion;
    return owner != UINT32_MAX ? owner : splitter->through[id];
}

static void add_to(const Splitter *splitter, Number *sum, Number number) {
    *sum = number_reduce(splitter->numbers, plus(splitter, *sum, number));
}

static void add_part(const Splitter *splitter, uint32_t output, Number number) {
    add_to(splitter, &splitter->difference->parts[output], number);
}

/* A member that is made of the points of a criterion (its ratio, say) belongs to it. */
static uint32_t member_owner(const Splitter *splitter, StepId from, StepId operand) {
    enum { STEPS_DOWN = 4 };
    const Plan *plan = splitter->plan;
    bool is_member = operation_kind(plan->steps[from].op) == OPERATION_MEMBERS;
    StepId id = operand;
    for (int i = 0; is_member && i < STEPS_DOWN; i++) {
        const StepName *name = &splitter->maker->names[id];
        if (name->output != UINT32_MAX || name->criterion != UINT32_MAX)
            return name->output != UINT32_MAX ? name->output : name->criterion;
        if (plan->steps[id].operand_count == 0) break;
        id = plan_operands(plan, &plan->steps[id])[0];
    }
    return owner_of(splitter, from);
}

/* A difference of 1 in the operand is worth so much more. */
static void push(const Splitter *splitter, StepId from, StepId operand, Number worth) {
    splitter->through[operand] = member_owner(splitter, from, operand);
    add_to(splitter, &splitter->worth[operand], worth);
}

/* What happens by itself where a member applies for one of the two only. */
static void add_direct(const Splitter *splitter, StepId from, StepId operand, Number number) {
    if (number_sign(number) == 0) return;
    splitter->through[operand] = member_owner(splitter, from, operand);
    add_part(splitter, owner_of(splitter, operand), number);
}

/* ---- what operations do with differences */

/* a·b − c·d by turns: first factors from the one and the rest from the other, in both directions. */
static void split_product(const Splitter *splitter, StepId id, const StepId *operands, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        Number forth = splitter->worth[id], back = splitter->worth[id];
        for (uint32_t k = 0; k < count; k++) {
            if (k == i) continue;
            forth = times(splitter, forth, at(splitter, k < i ? 0 : 1, operands[k]));
            back = times(splitter, back, at(splitter, k < i ? 1 : 0, operands[k]));
        }
        push(splitter, id, operands[i], half(splitter, plus(splitter, forth, back)));
    }
}

/* What a difference of 1 in a dividend and in a divisor makes. */
static Number worth_of_dividend(const Splitter *splitter, const Number divisor[2]) {
    Number first = number_divide(splitter->numbers, NUMBER_ONE, divisor[0]);
    Number second = number_divide(splitter->numbers, NUMBER_ONE, divisor[1]);
    return half(splitter, plus(splitter, first, second));
}

static Number worth_of_divisor(const Splitter *splitter, const Number dividend[2], const Number divisor[2]) {
    Number sum = half(splitter, plus(splitter, dividend[0], dividend[1]));
    Number both = times(splitter, divisor[0], divisor[1]);
    return number_negate(splitter->numbers, number_divide(splitter->numbers, sum, both));
}

static void split_quotient(const Splitter *splitter, StepId id, const StepId *operands) {
    Number worth = splitter->worth[id];
    Number dividend[2] = {at(splitter, 0, operands[0]), at(splitter, 1, operands[0])};
    Number divisor[2] = {at(splitter, 0, operands[1]), at(splitter, 1, operands[1])};
    push(splitter, id, operands[0], times(splitter, worth, worth_of_dividend(splitter, divisor)));
    push(splitter, id, operands[1], times(splitter, worth, worth_of_divisor(splitter, dividend, divisor)));
}

static void split_sum(const Splitter *splitter, StepId id, const StepId *operands, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        push(splitter, id, operands[i], splitter->worth[id]);
}

/* The rest is what rounding moved. */
static void split_rounding(const Splitter *splitter, StepId id, StepId operand) {
    Number moved = minus(splitter, gap(splitter, id), gap(splitter, operand));
    add_to(splitter, &splitter->difference->roundings[owner_of(splitter, id)],
           times(splitter, splitter->worth[id], moved));
    push(splitter, id, operand, splitter->worth[id]);
}

/* Sum and number of the members that apply. */
static void split_mean(const Splitter *splitter, StepId id, const StepId *operands, uint32_t count) {
    Number sums[2] = {NUMBER_ZERO, NUMBER_ZERO}, counts[2] = {NUMBER_ZERO, NUMBER_ZERO};
    for (uint32_t i = 0; i < count; i++)
        for (int side = 0; side < 2; side++) {
            add_to(splitter, &sums[side], at(splitter, side, operands[i]));
            if (has_value(splitter, side, operands[i])) add_to(splitter, &counts[side], NUMBER_ONE);
        }
    Number of_sum = times(splitter, splitter->worth[id], worth_of_dividend(splitter, counts));
    Number of_count = times(splitter, splitter->worth[id], worth_of_divisor(splitter, sums, counts));
    for (uint32_t i = 0; i < count; i++) {
        int applies = has_value(splitter, 0, operands[i]) - has_value(splitter, 1, operands[i]);
        push(splitter, id, operands[i], of_sum);
        add_direct(splitter, id, operands[i], times(splitter, of_count, number_from_int(applies)));
    }
}

/* The weight of a member that does not apply is 0. */
static Number weight_at(const Splitter *splitter, int side, const StepId *pair) {
    return has_value(splitter, side, pair[0]) ? at(splitter, side, pair[1]) : NUMBER_ZERO;
}

static void split_weighted_sum(const Splitter *splitter, StepId id, Number worth, const StepId *operands,
                               uint32_t count) {
    for (uint32_t i = 0; i + 1 < count; i += 2) {
        Number first = weight_at(splitter, 0, operands + i), second = weight_at(splitter, 1, operands + i);
        Number values =
            half(splitter, plus(splitter, at(splitter, 0, operands[i]), at(splitter, 1, operands[i])));
        push(splitter, id, operands[i],
             times(splitter, worth, half(splitter, plus(splitter, first, second))));
        add_direct(splitter, id, operands[i],
                   times(splitter, worth, times(splitter, values, minus(splitter, first, second))));
    }
}

static void split_weighted_mean(const Splitter *splitter, StepId id, const StepId *operands, uint32_t count) {
    Number sums[2] = {NUMBER_ZERO, NUMBER_ZERO}, weights[2] = {NUMBER_ZERO, NUMBER_ZERO};
    for (uint32_t i = 0; i + 1 < count; i += 2)
        for (int side = 0; side < 2; side++) {
            Number weight = weight_at(splitter, side, operands + i);
            add_to(splitter, &weights[side], weight);
            add_to(splitter, &sums[side], times(splitter, weight, at(splitter, side, operands[i])));
        }
    Number of_sum = times(splitter, splitter->worth[id], worth_of_dividend(splitter, weights));
    Number of_weight = times(splitter, splitter->worth[id], worth_of_divisor(splitter, sums, weights));
    split_weighted_sum(splitter, id, of_sum, operands, count);
    for (uint32_t i = 0; i + 1 < count; i += 2) {
        Number more =
            minus(splitter, weight_at(splitter, 0, operands + i), weight_at(splitter, 1, operands + i));
        add_direct(splitter, id, operands[i], times(splitter, of_weight, more));
    }
}

/* ---- choices: the same operand for both, or none */

static uint32_t chosen_by_value(const Splitter *splitter, int side, StepId id) {
    const StepId *operands = plan_operands(splitter->plan, &splitter->plan->steps[id]);
    uint32_t i = 0;
    while (!number_equal(splitter->numbers, at(splitter, side, operands[i]), at(splitter, side, id)))
        i++;
    return i;
}

static uint32_t chosen(const Splitter *splitter, int side, StepId id) {
    StepOp op = splitter->plan->steps[id].op;
    if (op == OP_MIN || op == OP_MAX) return chosen_by_value(splitter, side, id);
    if (op == OP_WHERE_APPLICABLE) return 0;
    return card_operands_used(&splitter->sides[side], id) - 1;
}

static bool is_choice(StepOp op) {
    return op == OP_MIN || op == OP_MAX || op == OP_CHOOSE || op == OP_OTHERWISE || op == OP_IF_MISSING ||
           op == OP_WHERE_APPLICABLE;
}

/* false: it cannot be split */
static bool split_choice(const Splitter *splitter, StepId id) {
    uint32_t first = chosen(splitter, 0, id), second = chosen(splitter, 1, id);
    if (first != second) return false;
    push(splitter, id, plan_operands(splitter->plan, &splitter->plan->steps[id])[first], splitter->worth[id]);
    return true;
}

/* ---- the whole */

static bool is_zero(const Number pair[2]) {
    return number_sign(pair[0]) == 0 || number_sign(pair[1]) == 0;
}

/* Weights that are all 0 have no mean to split. */
static bool has_weights(const Splitter *splitter, const StepId *operands, uint32_t count) {
    Number weights[2] = {NUMBER_ZERO, NUMBER_ZERO};
    for (uint32_t i = 0; i + 1 < count; i += 2)
        for (int side = 0; side < 2; side++)
            add_to(splitter, &weights[side], weight_at(splitter, side, operands + i));
    return !is_zero(weights);
}

static bool split_members(const Splitter *splitter, StepId id, const StepId *operands, uint32_t count) {
    StepOp op = splitter->plan->steps[id].op;
    if (op == OP_MEMBERS_SUM)
        split_sum(splitter, id, operands, count);
    else if (op == OP_MEMBERS_MEAN)
        split_mean(splitter, id, operands, count);
    else if (op == OP_MEMBERS_WEIGHTED_SUM)
        split_weighted_sum(splitter, id, splitter->worth[id], operands, count);
    else if (op == OP_MEMBERS_WEIGHTED_MEAN && has_weights(splitter, operands, count))
        split_weighted_mean(splitter, id, operands, count);
    else
        return false;
    return true;
}

static bool split_strict(const Splitter *splitter, StepId id, const StepId *operands, uint32_t count) {
    StepOp op = splitter->plan->steps[id].op;
    if (op == OP_ADD)
        split_sum(splitter, id, operands, count);
    else if (op == OP_NEGATE)
        push(splitter, id, operands[0], number_negate(splitter->numbers, splitter->worth[id]));
    else if (op == OP_MULTIPLY)
        split_product(splitter, id, operands, count);
    else if (op == OP_DIVIDE)
        split_quotient(splitter, id, operands);
    else if (op == OP_ROUND)
        split_rounding(splitter, id, operands[0]);
    else
        return false;
    return true;
}

/* A criterion is a part by itself; so is what applies for one of the two only, unless it is a sum. */
static bool ends_here(const Splitter *splitter, StepId id) {
    uint32_t owner = splitter->maker->names[id].output;
    if (owner != UINT32_MAX && splitter->plan->outputs[owner].kind == OUTPUT_CRITERION) return true;
    if (splitter->plan->steps[id].op == OP_MEMBERS_SUM) return false;
    return !has_value(splitter, 0, id) || !has_value(splitter, 1, id);
}

static bool split(const Splitter *splitter, StepId id) {
    const Step *step = &splitter->plan->steps[id];
    const StepId *operands = plan_operands(splitter->plan, step);
    if (ends_here(splitter, id)) return false;
    if (is_choice(step->op)) return split_choice(splitter, id);
    return operation_kind(step->op) == OPERATION_MEMBERS
               ? split_members(splitter, id, operands, step->operand_count)
               : split_strict(splitter, id, operands, step->operand_count);
}

/* Criteria whose values are one step were counted as the first of them. */
static void share_among_equals(const Splitter *splitter, Arena *arena) {
    const Plan *plan = splitter->plan;
    uint32_t *sharers = ARENA_ARRAY(arena, uint32_t, (size_t)plan->output_count + 1);
    for (uint32_t i = 0; i < plan->output_count; i++)
        if (plan->outputs[i].kind == OUTPUT_CRITERION && plan->outputs[i].value != STEP_NONE)
            sharers[splitter->maker->names[plan->outputs[i].value].criterion]++;
    for (uint32_t i = plan->output_count; i-- > 0;) {
        if (plan->outputs[i].kind != OUTPUT_CRITERION || plan->outputs[i].value == STEP_NONE) continue;
        uint32_t first = splitter->maker->names[plan->outputs[i].value].criterion;
        if (sharers[first] < 2) continue;
        Number *part = &splitter->difference->parts[first];
        Number share = number_divide(splitter->numbers, *part, number_from_int(sharers[first]--));
        if (i == first) continue;
        splitter->difference->parts[i] = share;
        *part = number_reduce(splitter->numbers, minus(splitter, *part, share));
    }
}

static uint32_t first_owner(const Splitter *splitter, StepId step) {
    uint32_t owner = splitter->maker->names[step].output;
    return owner == UINT32_MAX ? 0 : owner;
}

Difference difference_of(const CardMaker *maker, const StepValue *const values[2], StepId step,
                         Arena *arena) {
    const Plan *plan = maker->scored->plan;
    Difference difference = {.parts = ARENA_ARRAY(arena, Number, (size_t)plan->output_count + 1),
                             .roundings = ARENA_ARRAY(arena, Number, (size_t)plan->output_count + 1)};
    Splitter splitter = {maker, plan, maker->numbers, values, {{0}, {0}}, NULL, NULL, &difference};
    splitter.worth = ARENA_ARRAY(arena, Number, (size_t)step + 1);
    splitter.through = ARENA_ARRAY(arena, uint32_t, (size_t)step + 1);
    for (uint32_t i = 0; i < plan->output_count; i++)
        difference.parts[i] = difference.roundings[i] = NUMBER_ZERO;
    for (StepId id = 0; id <= step; id++)
        splitter.worth[id] = NUMBER_ZERO;
    for (int side = 0; side < 2; side++)
        splitter.sides[side] = (Card){.maker = maker, .scored = maker->scored, .values = values[side]};
    splitter.worth[step] = NUMBER_ONE;
    splitter.through[step] = first_owner(&splitter, step);
    difference.whole = gap(&splitter, step);
    for (StepId id = step + 1; id-- > 0;) {
        if (number_sign(splitter.worth[id]) == 0 || split(&splitter, id)) continue;
        add_part(&splitter, owner_of(&splitter, id),
                 times(&splitter, splitter.worth[id], gap(&splitter, id)));
    }
    share_among_equals(&splitter, arena);
    return difference;
}
