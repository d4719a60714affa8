#include "proving/cliff.h"

#include <stdlib.h>

enum {
    MANY_STEPS = 20,        /* nearer to the lowest value a threshold tells kinds apart: none, some, many */
    STEEP_STEPS = 50,       /* so far from it a recording step is a fiftieth of what is measured, or less */
    CLIFF_EFFORT = 5000000, /* steps computed in all */
};

typedef struct Finding {
    PairCheck *check;
    Cliffs *cliffs;
    uint64_t effort;
} Finding;

static bool is_measured(const PlanInput *input) {
    return input->type == INPUT_NUMBER || input->type == INPUT_PERCENT || input->type == INPUT_DATE;
}

/* Numbers without a step are taken to be recorded with two decimals [PR9.1]. */
static Number recording_step(const DomainInput *input) {
    if (!input->is_short) return input->all.range.step;
    return number_from_decimal(1, input->is_percent ? 4 : 2);
}

/* Are there that many recording steps from the lowest legal value up to `number`? */
static bool is_far(NumberContext *numbers, const DomainInput *input, Number number, int count) {
    const Range *range = &input->all.range;
    if (!range->has_low) return true;
    Number steps =
        number_divide(numbers, number_subtract(numbers, number, range->low), recording_step(input));
    return number_compare(numbers, steps, number_from_int(count)) >= 0;
}

/* The values on both sides of where the rules compare: of the two ends of the finest step one is written
 * short. */
static ProbePair sides_of(NumberContext *numbers, const DomainInput *input, Number behind) {
    enum { FEW_DECIMALS = 12 };
    Number above = number_add(numbers, behind, input->all.range.step), step = recording_step(input);
    bool is_above_short = number_decimals(numbers, above, FEW_DECIMALS) >= 0;
    if (input->is_short && is_above_short) behind = number_subtract(numbers, above, step);
    if (input->is_short && !is_above_short) above = number_add(numbers, behind, step);
    return (ProbePair){0, {{STATE_VALUE, behind}, {STATE_VALUE, above}}};
}

/* ---- one threshold of one criterion */

static bool largest_max(const Finding *finding, const Benefit *criterion, Number *max) {
    const Plan *plan = finding->check->prover->plan;
    const PlanOutput *output = &plan->outputs[criterion->output];
    if (output->max == STEP_NONE || !plan->steps[output->max].range.has_high) return false;
    *max = plan->steps[output->max].range.high;
    return number_sign(*max) > 0;
}

static const PlanOutput *index_of(const Plan *plan, uint32_t output) {
    while (plan->outputs[output].parent != UINT32_MAX)
        output = plan->outputs[output].parent;
    return plan->outputs[output].kind == OUTPUT_INDEX ? &plan->outputs[output] : NULL;
}

static void rate(const Finding *finding, Cliff *cliff, Number max) {
    const Prover *prover = finding->check->prover;
    NumberContext *numbers = prover->numbers;
    const DomainInput *input = &prover->domain->inputs[cliff->input];
    const PlanOutput *index = index_of(prover->plan, cliff->criterion->output);
    cliff->share = number_divide(numbers, cliff->lost, max);
    cliff->is_of_index = index && index->has_full_max && number_sign(index->full_max) > 0;
    if (cliff->is_of_index) cliff->of_index = number_divide(numbers, cliff->lost, index->full_max);
    cliff->is_steep = number_compare(numbers, cliff->share, number_from_decimal(75, 2)) >= 0 &&
                      is_far(numbers, input, cliff->pair.cells[1].number, STEEP_STEPS);
}

/* The base in which most is lost. */
static bool measure(Finding *finding, uint32_t input, const Benefit *criterion, Number behind, Cliff *cliff) {
    Prover *prover = finding->check->prover;
    NumberContext *numbers = prover->numbers;
    ProbePair pair = sides_of(numbers, &prover->domain->inputs[input], behind);
    *cliff = (Cliff){.input = input, .criterion = criterion, .lost = NUMBER_ZERO};
    const Range *legal = &prover->domain->inputs[input].all.range;
    if (!range_contains(numbers, legal, pair.cells[0].number)) return false;
    if (!range_contains(numbers, legal, pair.cells[1].number)) return false;
    for (pair.base = 0; pair.base < PROBE_BASES; pair.base++) {
        StepValue values[PROVER_ROWS];
        finding->effort += 2 * finding->check->direction->touched_count;
        if (!probe_values(finding->check->probe, input, criterion->step, &pair, values)) continue;
        Number lost = number_absolute(numbers, number_subtract(numbers, values[1].number, values[0].number));
        if (number_compare(numbers, lost, cliff->lost) <= 0) continue;
        cliff->lost = lost;
        cliff->pair = pair;
        for (int row = 0; row < PROVER_ROWS; row++)
            cliff->points[row] = values[row].number;
    }
    return number_sign(cliff->lost) > 0;
}

/* One recording step further, or before, as much happens: the points climb or fall steadily. */
static bool is_slope(Finding *finding, const Cliff *cliff) {
    Prover *prover = finding->check->prover;
    NumberContext *numbers = prover->numbers;
    const DomainInput *input = &prover->domain->inputs[cliff->input];
    Number step = recording_step(input);
    for (int side = 0; side < 2; side++) {
        ProbePair pair = cliff->pair;
        StepValue values[PROVER_ROWS];
        for (int row = 0; row < PROVER_ROWS; row++)
            pair.cells[row].number = side ? number_add(numbers, pair.cells[row].number, step)
                                          : number_subtract(numbers, pair.cells[row].number, step);
        if (!range_contains(numbers, &input->all.range, pair.cells[side].number)) continue;
        if (!probe_values(finding->check->probe, cliff->input, cliff->criterion->step, &pair, values))
            continue;
        Number change = number_subtract(numbers, values[1].number, values[0].number);
        if (number_compare(numbers, number_absolute(numbers, change), cliff->lost) >= 0) return true;
    }
    return false;
}

/* Less than a hundredth of the maximum is not worth a line. */
static void add_cliff(Finding *finding, Cliff *cliff) {
    Number max;
    Cliffs *cliffs = finding->cliffs;
    NumberContext *numbers = finding->check->prover->numbers;
    const DomainInput *input = &finding->check->prover->domain->inputs[cliff->input];
    if (!is_far(numbers, input, cliff->pair.cells[1].number, MANY_STEPS)) return;
    if (!largest_max(finding, cliff->criterion, &max)) return;
    rate(finding, cliff, max);
    if (number_compare(numbers, cliff->share, number_from_decimal(1, 2)) < 0) return;
    if (is_slope(finding, cliff)) return;
    ARENA_PUSH(finding->check->prover->arena, cliffs->items, cliffs->count, cliffs->capacity, *cliff);
}

/* ---- all of them */

static void examine_criterion(Finding *finding, uint32_t input, const Benefit *criterion) {
    const DomainInput *domain = &finding->check->prover->domain->inputs[input];
    Cliff cliff;
    for (size_t i = 0; i < domain->cuts.count; i++) {
        finding->cliffs->is_partial |= finding->effort > CLIFF_EFFORT;
        if (finding->cliffs->is_partial) return;
        if (measure(finding, input, criterion, domain->cuts.behind[i], &cliff)) add_cliff(finding, &cliff);
    }
}

static void examine_input(Finding *finding, uint32_t input) {
    PairCheck *check = finding->check;
    const Plan *plan = check->prover->plan;
    if (!is_measured(&plan->inputs[input])) return;
    direction_touch(check->direction, input);
    for (size_t i = 0; i < check->benefit_count; i++) {
        const Benefit *benefit = &check->benefits[i];
        bool is_criterion = plan->outputs[benefit->output].kind == OUTPUT_CRITERION;
        if (is_criterion && !benefit->hangs_on_others && check->direction->is_touched[benefit->step])
            examine_criterion(finding, input, benefit);
    }
}

typedef struct Ranked {
    size_t place;
    const Cliff *cliff;
    NumberContext *numbers;
} Ranked;

static int worst_first(const void *a, const void *b) {
    const Ranked *left = a, *right = b;
    NumberContext *numbers = left->numbers;
    bool both = left->cliff->is_of_index && right->cliff->is_of_index;
    int order = both ? number_compare(numbers, right->cliff->of_index, left->cliff->of_index) : 0;
    if (order == 0) order = number_compare(numbers, right->cliff->share, left->cliff->share);
    return order != 0 ? order : (left->place > right->place) - (left->place < right->place);
}

/* Those of an index by what they are worth in it; the others behind them, by their criterion. */
static void sort(Prover *prover, Cliffs *cliffs) {
    Ranked *ranked = ARENA_ARRAY(prover->arena, Ranked, cliffs->count + 1);
    Cliff *sorted = ARENA_ARRAY(prover->arena, Cliff, cliffs->count + 1);
    size_t count = 0, with_index;
    for (size_t i = 0; i < cliffs->count; i++)
        if (cliffs->items[i].is_of_index) ranked[count++] = (Ranked){i, &cliffs->items[i], prover->numbers};
    with_index = count;
    for (size_t i = 0; i < cliffs->count; i++)
        if (!cliffs->items[i].is_of_index) ranked[count++] = (Ranked){i, &cliffs->items[i], prover->numbers};
    qsort(ranked, with_index, sizeof *ranked, worst_first);
    qsort(ranked + with_index, count - with_index, sizeof *ranked, worst_first);
    for (size_t i = 0; i < count; i++)
        sorted[i] = *ranked[i].cliff;
    cliffs->items = sorted;
}

Cliffs *cliffs_find(PairCheck *check) {
    Finding finding = {.check = check, .cliffs = ARENA_NEW(check->prover->arena, Cliffs)};
    number_context_use(check->prover->numbers, check->prover->arena);
    for (uint32_t input = 0; input < check->prover->plan->input_count; input++)
        examine_input(&finding, input);
    sort(check->prover, finding.cliffs);
    return finding.cliffs;
}
