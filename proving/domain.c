#include "proving/domain.h"

#include "base/calendar.h"
#include "proving/cuts.h"

/* ---- legal cells */

/* [PR1.2] A cell has at most 38 digits, so every number without a step of its own is a multiple of this. */
static Number finest_step(NumberContext *numbers, bool is_percent) {
    Number step = number_from_decimal(1, 18), ten = number_from_int(10);
    for (int decimals = 18; decimals < NUMBER_MAX_DIGITS + 2 * is_percent; decimals++)
        step = number_divide(numbers, step, ten);
    return step;
}

static Range date_range(void) {
    int64_t first = 0, last = 0;
    (void)calendar_parse(TEXT("0001-01-01"), &first);
    (void)calendar_parse(TEXT("9999-12-31"), &last);
    Range range = range_between(number_from_int(first), number_from_int(last));
    range.step = NUMBER_ONE;
    range.has_step = true;
    return range;
}

/* [PR1.3] Every text that no rule names is alike: one stands for all. */
static Range legal_range(NumberContext *numbers, const PlanInput *input) {
    Range range = input->range;
    if (input->type == INPUT_DATE) return date_range();
    if (input->type == INPUT_TEXT) {
        range.high = number_from_int((int64_t)input->option_count);
        range.has_high = true;
    }
    if (!range.has_step) range.step = finest_step(numbers, input->type == INPUT_PERCENT);
    range.has_step = true;
    return range_on_grid(numbers, range);
}

static void add_extra(Arena *arena, NumberContext *numbers, Possible *all, Number **extras, Number value) {
    if (range_contains(numbers, &all->range, value)) return;
    for (uint32_t i = 0; i < all->extra_count; i++)
        if (number_equal(numbers, (*extras)[i], value)) return;
    (*extras)[all->extra_count++] = number_copy(arena, value);
}

static void add_tokens(Arena *arena, NumberContext *numbers, const PlanInput *input, Possible *all) {
    Number *extras = ARENA_ARRAY(arena, Number, input->token_count + 1);
    for (size_t i = 0; i < input->token_count; i++) {
        const PlanToken *token = &input->tokens[i];
        all->missing |= token->state == STATE_MISSING && !input->rejects_missing;
        all->not_applicable |= token->state == STATE_NOT_APPLICABLE;
        if (token->state == STATE_VALUE) add_extra(arena, numbers, all, &extras, token->value);
    }
    all->extras = extras;
}

/* A missing cell of a category is filled before anything looks at it. */
static Possible legal_cells(Arena *arena, NumberContext *numbers, const PlanInput *input) {
    Possible all = {.range = legal_range(numbers, input), .has_values = true};
    bool is_filled = input->has_default || input->defaults_to_not_applicable;
    all.missing = !input->rejects_missing;
    add_tokens(arena, numbers, input, &all);
    all.missing &= !is_filled;
    all.not_applicable |= input->defaults_to_not_applicable;
    return all;
}

/* [PR1.5] */
static InputCell plain_cell(const Plan *plan, NumberContext *numbers, const PlanInput *input,
                            const Possible *all) {
    InputCell wanted = {STATE_VALUE, NUMBER_ZERO};
    int64_t day = 0;
    Text date = {0};
    char text[16] = "2000-01-01";
    if (input->type == INPUT_DATE && plan->year >= 1 && plan->year <= 9999) {
        for (int i = 3, year = (int)plan->year; i >= 0; i--, year /= 10)
            text[i] = (char)('0' + year % 10);
    }
    date = text_from(text);
    if (input->type == INPUT_DATE && calendar_parse(date, &day)) wanted.number = number_from_int(day);
    return possible_nearest(numbers, all, &wanted);
}

static void fill_input(const Plan *plan, Arena *arena, NumberContext *numbers, uint32_t number,
                       DomainInput *input) {
    const PlanInput *declared = &plan->inputs[number];
    input->is_free = declared->type == INPUT_KEY || declared->type == INPUT_NAME;
    if (input->is_free) return;
    bool is_number = declared->type == INPUT_NUMBER || declared->type == INPUT_PERCENT;
    input->all = legal_cells(arena, numbers, declared);
    input->plain = plain_cell(plan, numbers, declared, &input->all);
    input->is_percent = declared->type == INPUT_PERCENT;
    input->is_short = is_number && !declared->range.has_step;
}

/* ---- inputs that belong together */

static uint32_t root_of(uint32_t *parents, uint32_t input) {
    while (parents[input] != input)
        input = parents[input] = parents[parents[input]];
    return input;
}

/* Steps stand behind their operands, so a walk from the condition down meets each once. */
static void unite(const Plan *plan, StepId condition, uint32_t *marks, uint32_t mark, StepId *stack,
                  uint32_t *parents, uint32_t *first) {
    size_t count = 0;
    stack[count++] = condition;
    marks[condition] = mark;
    while (count > 0) {
        const Step *step = &plan->steps[stack[--count]];
        if (step->op == OP_INPUT && *first == UINT32_MAX) *first = step->input;
        if (step->op == OP_INPUT) parents[root_of(parents, step->input)] = root_of(parents, *first);
        for (uint32_t i = 0; i < step->operand_count; i++) {
            StepId operand = plan_operands(plan, step)[i];
            if (marks[operand] != mark) stack[count++] = operand;
            marks[operand] = mark;
        }
    }
}

static void number_groups(Domain *domain, Arena *arena, uint32_t *parents) {
    uint32_t *numbers = ARENA_ARRAY(arena, uint32_t, domain->input_count + 1);
    for (uint32_t i = 0; i < domain->input_count; i++)
        if (root_of(parents, i) == i) numbers[i] = (uint32_t)domain->group_count++;
    domain->groups = ARENA_ARRAY(arena, DomainGroup, ++domain->group_count);
    for (uint32_t i = 0; i < domain->input_count; i++) {
        DomainGroup *group = &domain->groups[numbers[root_of(parents, i)]];
        domain->inputs[i].group = numbers[root_of(parents, i)];
        ARENA_PUSH(arena, group->inputs, group->input_count, group->input_capacity, i);
    }
}

/* [PR1.4] Requirements without an input are a group of their own, the last. */
static void find_groups(Domain *domain, const Plan *plan, Arena *arena) {
    uint32_t *parents = ARENA_ARRAY(arena, uint32_t, plan->input_count + 1);
    uint32_t *marks = ARENA_ARRAY(arena, uint32_t, plan->step_count + 1);
    uint32_t *firsts = ARENA_ARRAY(arena, uint32_t, plan->require_count + 1);
    StepId *stack = ARENA_ARRAY(arena, StepId, plan->step_count + 1);
    for (uint32_t i = 0; i < plan->input_count; i++)
        parents[i] = i;
    for (uint32_t i = 0; i < plan->require_count; i++) {
        firsts[i] = UINT32_MAX;
        unite(plan, plan->requires[i].condition, marks, i + 1, stack, parents, &firsts[i]);
    }
    number_groups(domain, arena, parents);
    for (uint32_t i = 0; i < plan->require_count; i++) {
        bool is_tied = firsts[i] != UINT32_MAX;
        size_t number = is_tied ? domain->inputs[firsts[i]].group : domain->group_count - 1;
        DomainGroup *group = &domain->groups[number];
        ARENA_PUSH(arena, group->requires, group->require_count, group->require_capacity, i);
    }
}

static void find_cuts(const Plan *plan, Domain *domain, Arena *arena, NumberContext *numbers) {
    Range *legal = ARENA_ARRAY(arena, Range, plan->input_count + 1);
    for (uint32_t i = 0; i < plan->input_count; i++)
        legal[i] = domain->inputs[i].all.range;
    const Cuts *cuts = cuts_find(plan, legal, arena, numbers);
    for (uint32_t i = 0; i < plan->input_count; i++)
        domain->inputs[i].cuts = cuts[i];
}

Domain *domain_new(const Plan *plan, Arena *arena, NumberContext *numbers) {
    Domain *domain = ARENA_NEW(arena, Domain);
    domain->input_count = plan->input_count;
    domain->inputs = ARENA_ARRAY(arena, DomainInput, plan->input_count + 1);
    for (uint32_t i = 0; i < plan->input_count; i++)
        fill_input(plan, arena, numbers, i, &domain->inputs[i]);
    find_cuts(plan, domain, arena, numbers);
    find_groups(domain, plan, arena);
    return domain;
}

/* Of a number without sign; more than there may be counts as one too many. */
static int digits_before_point(NumberContext *numbers, Number number) {
    Number whole = number_floor(numbers, number_absolute(numbers, number)), ten = number_from_int(10);
    int digits = 0;
    while (digits <= NUMBER_MAX_DIGITS && number_compare(numbers, whole, NUMBER_ONE) >= 0) {
        whole = number_floor(numbers, number_divide(numbers, whole, ten));
        digits++;
    }
    return digits;
}

static Number as_written(const DomainInput *input, NumberContext *numbers, Number number) {
    return input->is_percent ? number_multiply(numbers, number, number_from_int(100)) : number;
}

bool domain_can_write(const Domain *domain, NumberContext *numbers, uint32_t input, Number number) {
    number = as_written(&domain->inputs[input], numbers, number);
    int decimals = number_decimals(numbers, number, NUMBER_MAX_DIGITS);
    if (decimals < 0) return false;
    return decimals + digits_before_point(numbers, number) <= NUMBER_MAX_DIGITS;
}

bool domain_shorten(const Domain *domain, NumberContext *numbers, uint32_t input, const Range *range,
                    Number *number) {
    const DomainInput *declared = &domain->inputs[input];
    if (!declared->is_short) return false;
    int decimals =
        NUMBER_MAX_DIGITS - digits_before_point(numbers, as_written(declared, numbers, *number)) - 1;
    if (declared->is_percent) decimals += 2;
    if (decimals < 0 || decimals > NUMBER_MAX_DECIMALS) return false;
    for (int up = 0; up < 2; up++) {
        Number side = number_round(numbers, *number, decimals, up ? ROUND_CEILING : ROUND_FLOOR);
        if (!range_contains(numbers, range, side)) continue;
        *number = side;
        return true;
    }
    return false;
}
