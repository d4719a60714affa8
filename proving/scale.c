#include "proving/scale.h"

#include "proving/claim.h"

#include <string.h>

enum { MOST_HINTS = 64, MOST_BETWEEN = 32, MIDDLES = 30 };

typedef struct Measuring {
    Prover *prover;
    Scale *scales;
    InputCell *best, *worst; /* rows put together from those of the criteria, one after the other */
    InputCell **hints;
    size_t hint_count, criterion_count, measured;
} Measuring;

static bool is_criterion(const PlanOutput *output) {
    return output->kind == OUTPUT_CRITERION && output->points != STEP_NONE;
}

static bool has_maximum(const PlanOutput *output) {
    bool is_tree =
        output->kind == OUTPUT_CRITERION || output->kind == OUTPUT_GROUP || output->kind == OUTPUT_INDEX;
    return is_tree && output->points != STEP_NONE && output->max != STEP_NONE;
}

/* ---- rows from the worst to the best */

static void take_found(const Measuring *measuring, InputCell *row) {
    const Prover *prover = measuring->prover;
    for (size_t i = 0; i < prover->found_count; i++) {
        InputCell cell = prover->found[prover->found_inputs[i]];
        cell.number = number_copy(prover->arena, cell.number);
        row[prover->found_inputs[i]] = cell;
    }
}

static void add_hint(Measuring *measuring, const InputCell *row) {
    size_t inputs = measuring->prover->plan->input_count;
    if (measuring->hint_count >= MOST_HINTS) return;
    InputCell *hint = ARENA_ARRAY(measuring->prover->arena, InputCell, inputs + 1);
    memcpy(hint, row, inputs * sizeof *hint);
    measuring->hints[measuring->hint_count++] = hint;
}

/* ---- criteria */

static void measure_criterion(Measuring *measuring, uint32_t number) {
    Prover *prover = measuring->prover;
    Scale *scale = &measuring->scales[number];
    StepId points = prover->plan->outputs[number].points;
    scale->least = extreme_find(prover, points, false);
    if (scale->least.exists) take_found(measuring, measuring->worst);
    scale->greatest = extreme_find(prover, points, true);
    if (scale->greatest.exists) take_found(measuring, measuring->best);
}

/* All numbers between their values in the worst row and in the best, the one input as far as the other. */
static InputCell between_cells(const Prover *prover, uint32_t input, const InputCell *worst,
                               const InputCell *best, int part) {
    NumberContext *numbers = prover->numbers;
    const DomainInput *domain = &prover->domain->inputs[input];
    if (domain->is_free || worst->state != STATE_VALUE || best->state != STATE_VALUE) return *best;
    Number far = number_subtract(numbers, best->number, worst->number);
    Number share = number_from_fraction(numbers, part, MIDDLES);
    Number target = number_add(numbers, worst->number, number_multiply(numbers, far, share));
    int decimals = domain->is_percent ? 4 : 2;
    Number steps = number_floor(numbers, number_divide(numbers, target, domain->all.range.step));
    Number value = number_multiply(numbers, steps, domain->all.range.step);
    if (domain->is_short) value = number_round(numbers, target, decimals, ROUND_DOWN);
    return (InputCell){STATE_VALUE, number_copy(prover->arena, number_reduce(numbers, value))};
}

static void add_middles(Measuring *measuring) {
    const Prover *prover = measuring->prover;
    size_t inputs = prover->plan->input_count;
    InputCell *row = ARENA_ARRAY(prover->arena, InputCell, inputs + 1);
    for (int part = 1; part < MIDDLES; part++) {
        for (uint32_t i = 0; i < inputs; i++)
            row[i] = between_cells(prover, i, &measuring->worst[i], &measuring->best[i], part);
        add_hint(measuring, row);
    }
}

/* The criteria one after the other go from the best to the worst. */
static void add_hints(Measuring *measuring) {
    Prover *prover = measuring->prover;
    size_t inputs = prover->plan->input_count, between = measuring->criterion_count;
    if (between > MOST_BETWEEN) between = MOST_BETWEEN;
    add_hint(measuring, measuring->best);
    for (size_t i = 1; i <= between; i++) {
        InputCell *row = ARENA_ARRAY(prover->arena, InputCell, inputs + 1);
        size_t cut = inputs * i / (between + 1);
        memcpy(row, measuring->best, inputs * sizeof *row);
        memcpy(row, measuring->worst, cut * sizeof *row);
        add_hint(measuring, row);
    }
    add_hint(measuring, measuring->worst);
    add_middles(measuring);
    prover->hints = measuring->hints;
    prover->hint_count = measuring->hint_count;
}

/* ---- maxima */

static bool reaches_number(const Prover *prover, const Scale *scale, const PlanOutput *output) {
    return scale->greatest.exists && output->has_full_max &&
           number_compare(prover->numbers, scale->greatest.value, output->full_max) >= 0;
}

static void measure_max(Measuring *measuring, uint32_t number) {
    Prover *prover = measuring->prover;
    const PlanOutput *output = &prover->plan->outputs[number];
    Scale *scale = &measuring->scales[number];
    scale->reaches_max = reaches_number(prover, scale, output);
    if (scale->reaches_max) return;
    Claim full = {.kind = CLAIM_REACHES, .step = output->points, .other = output->max, .number = NUMBER_ZERO};
    Verdict verdict = claims_decide(prover, &full, 1);
    scale->reaches_max = verdict == VERDICT_YES;
    scale->never_reaches_max = verdict == VERDICT_NO;
}

Scale *scales_new(Prover *prover) {
    const Plan *plan = prover->plan;
    size_t inputs = plan->input_count + 1;
    Measuring measuring = {.prover = prover,
                           .scales = ARENA_ARRAY(prover->arena, Scale, plan->output_count + 1),
                           .best = ARENA_ARRAY(prover->arena, InputCell, inputs),
                           .worst = ARENA_ARRAY(prover->arena, InputCell, inputs),
                           .hints = ARENA_ARRAY(prover->arena, InputCell *, MOST_HINTS)};
    (void)question_fill_legal(prover);
    memcpy(measuring.best, prover->legal, plan->input_count * sizeof *measuring.best);
    memcpy(measuring.worst, prover->legal, plan->input_count * sizeof *measuring.worst);
    for (uint32_t i = 0; i < plan->output_count; i++) {
        if (!is_criterion(&plan->outputs[i])) continue;
        measuring.criterion_count++;
        measure_criterion(&measuring, i);
    }
    add_hints(&measuring);
    for (uint32_t i = 0; i < plan->output_count; i++)
        if (has_maximum(&plan->outputs[i])) measure_max(&measuring, i);
    return measuring.scales;
}
