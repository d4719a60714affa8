#include "testing/case_units.h"

enum { EFFORT = 300000 };

typedef struct Wishes {
    Prover *prover;
    Arena *arena;
    size_t unit;
    Claim *claims;
    size_t count;
} Wishes;

static StepId step_of_input(const Plan *plan, uint32_t input) {
    for (StepId id = 0; id < plan->step_count; id++)
        if (plan->steps[id].op == OP_INPUT && plan->steps[id].input == input) return id;
    return STEP_NONE;
}

/* Of CASE_UNITS places; neighbouring inputs go through them in other orders. */
static size_t place_of(const Wishes *wishes, size_t at) {
    static const size_t strides[] = {1, 5, 7, 11}; /* none has a factor in common with CASE_UNITS */
    return (wishes->unit * strides[at % 4] + at) % CASE_UNITS;
}

static Number wanted_number(const Wishes *wishes, const Range *range, size_t place) {
    NumberContext *numbers = wishes->prover->numbers;
    Number low = range->has_low ? range->low : NUMBER_ZERO;
    Number width = number_from_int(CASE_UNITS - 1);
    if (range->has_high) width = number_subtract(numbers, range->high, low);
    Number part = number_divide(numbers, number_from_int((int64_t)place), number_from_int(CASE_UNITS - 1));
    return number_copy(wishes->arena, number_add(numbers, low, number_multiply(numbers, width, part)));
}

/* One unit leaves the cell empty, another says that it does not apply, where data may. */
static bool wish_state(Wishes *wishes, uint32_t number, StepId step, size_t place) {
    const Possible *all = &wishes->prover->domain->inputs[number].all;
    bool is_missing = all->missing && place == CASE_UNITS / 3;
    bool applies_not = all->not_applicable && place == 2 * CASE_UNITS / 3;
    if (!is_missing && !applies_not) return false;
    wishes->claims[wishes->count++] = (Claim){
        .kind = CLAIM_IN_STATE, .step = step, .state = is_missing ? STATE_MISSING : STATE_NOT_APPLICABLE};
    return true;
}

static void wish(Wishes *wishes, uint32_t number, size_t at) {
    const Plan *plan = wishes->prover->plan;
    const PlanInput *input = &plan->inputs[number];
    StepId step = step_of_input(plan, number);
    size_t place = place_of(wishes, at);
    if (step == STEP_NONE || wish_state(wishes, number, step, place)) return;
    Claim claim = {.kind = CLAIM_EQUALS, .step = step};
    if (input->type == INPUT_OPTION || input->type == INPUT_TEXT)
        claim.number = number_from_int((int64_t)(place % (input->option_count ? input->option_count : 1)));
    else if (input->type == INPUT_YES_NO)
        claim.number = number_from_int((int64_t)(place % 2));
    else
        claim = (Claim){
            .kind = CLAIM_AT_LEAST, .step = step, .number = wanted_number(wishes, &input->range, place)};
    wishes->claims[wishes->count++] = claim;
}

InputCell *case_unit(Prover *prover, const uint32_t *inputs, size_t count, size_t unit, Arena *arena) {
    Wishes wishes = {prover, arena, unit, ARENA_ARRAY(arena, Claim, count + 1), 0};
    number_context_use(prover->numbers, arena);
    for (size_t i = 0; i < count; i++)
        wish(&wishes, inputs[i], i);
    prover->effort = UINT64_MAX / 2;
    if (wishes.count == 0) return NULL;
    Answer answer = claims_ask(prover, wishes.claims, wishes.count, true, EFFORT);
    return answer.verdict == VERDICT_YES ? answer.rows[0] : NULL;
}
