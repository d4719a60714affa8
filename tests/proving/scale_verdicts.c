#include "proving/scale.h"
#include "tests/proving/verdicts.h"

typedef struct Found {
    bool exists, reaches;
    Number least, greatest;
} Found;

static Found found_of(const Trial *trial, const PlanOutput *output) {
    Found found = {0};
    for (size_t row = 0; row < trial->all->row_count; row++) {
        const StepValue *points = enumerated(trial->all, row, output->points);
        const StepValue *max = enumerated(trial->all, row, output->max);
        if (points->state != STATE_VALUE) continue;
        if (!found.exists || number_compare(trial->numbers, points->number, found.least) < 0)
            found.least = points->number;
        if (!found.exists || number_compare(trial->numbers, points->number, found.greatest) > 0)
            found.greatest = points->number;
        found.exists = true;
        found.reaches |=
            max->state == STATE_VALUE && number_compare(trial->numbers, points->number, max->number) >= 0;
    }
    return found;
}

static void compare_extreme(Trial *trial, const PlanOutput *output, const Extreme *extreme,
                            const Found *found, Number expected) {
    if (!extreme->is_certain) {
        trial_undecided(trial);
        return;
    }
    bool right = extreme->exists == found->exists &&
                 (!found->exists || number_equal(trial->numbers, extreme->value, expected));
    trial_check(trial, right, "an extreme of `%.*s` is wrong", TEXT_ARG(output->name));
}

static void compare_max(Trial *trial, const PlanOutput *output, const Scale *scale, bool reaches) {
    if (!scale->reaches_max && !scale->never_reaches_max)
        trial_undecided(trial);
    else
        trial_check(trial, scale->reaches_max == reaches, "the maximum of `%.*s`: %s", TEXT_ARG(output->name),
                    reaches ? "reached, but said not to be" : "not reached, but said to be");
}

void scale_verdicts(Trial *trial) {
    const Plan *plan = trial->all->plan;
    const Scale *scales = scales_new(trial->prover);
    for (uint32_t i = 0; i < plan->output_count; i++) {
        const PlanOutput *output = &plan->outputs[i];
        bool is_tree = output->kind == OUTPUT_CRITERION || output->kind == OUTPUT_INDEX;
        if (!is_tree || output->points == STEP_NONE || output->max == STEP_NONE) continue;
        Found found = found_of(trial, output);
        compare_max(trial, output, &scales[i], found.reaches);
        if (output->kind != OUTPUT_CRITERION) continue;
        compare_extreme(trial, output, &scales[i].least, &found, found.least);
        compare_extreme(trial, output, &scales[i].greatest, &found, found.greatest);
    }
}
