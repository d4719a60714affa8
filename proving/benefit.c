#include "proving/benefit.h"

/* An index that is ranked lowest first counts what is bad. */
static bool is_ranked_lowest_first(const Plan *plan, uint32_t index) {
    bool lowest = false;
    for (uint32_t i = 0; i < plan->output_count; i++) {
        const PlanOutput *output = &plan->outputs[i];
        if (output->kind != OUTPUT_RANK || output->source != index) continue;
        if (!output->lowest_first) return false;
        lowest = true;
    }
    return lowest;
}

static uint32_t root_of(const Plan *plan, uint32_t output) {
    while (plan->outputs[output].parent != UINT32_MAX)
        output = plan->outputs[output].parent;
    return output;
}

static int sign_of(const Plan *plan, uint32_t number, const bool *is_lowest_first) {
    const PlanOutput *output = &plan->outputs[number];
    if (output->kind == OUTPUT_RANK || output->kind == OUTPUT_GRADE) return -1;
    int sign = is_lowest_first[root_of(plan, number)] ? -1 : 1;
    return output->is_penalty ? -sign : sign;
}

static StepId step_of(const PlanOutput *output) {
    if (output->kind == OUTPUT_CRITERION && output->points != STEP_NONE) return output->points;
    return output->value;
}

static void add_kind(const Plan *plan, PlanOutputKind kind, const bool *is_lowest_first, Benefit *benefits,
                     size_t *count) {
    for (uint32_t i = 0; i < plan->output_count; i++) {
        const PlanOutput *output = &plan->outputs[i];
        StepId step = step_of(output);
        if (output->kind != kind || step == STEP_NONE) continue;
        benefits[(*count)++] = (Benefit){.output = i,
                                         .step = step,
                                         .sign = sign_of(plan, i, is_lowest_first),
                                         .must_have_value = kind != OUTPUT_CRITERION,
                                         .hangs_on_others = plan->steps[step].stage > 0};
    }
}

Benefit *benefits_new(const Plan *plan, Arena *arena, size_t *count) {
    static const PlanOutputKind KINDS[] = {OUTPUT_CRITERION, OUTPUT_INDEX, OUTPUT_GRADE, OUTPUT_RANK};
    Benefit *benefits = ARENA_ARRAY(arena, Benefit, plan->output_count + 1);
    bool *is_lowest_first = ARENA_ARRAY(arena, bool, plan->output_count + 1);
    *count = 0;
    for (uint32_t i = 0; i < plan->output_count; i++)
        if (plan->outputs[i].kind == OUTPUT_INDEX) is_lowest_first[i] = is_ranked_lowest_first(plan, i);
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
        add_kind(plan, KINDS[i], is_lowest_first, benefits, count);
    return benefits;
}

/* Nothing, where there was something. */
static bool may_lose(const Benefit *benefit, Change change, const Facts *from, const Facts *to) {
    return benefit->must_have_value && change.state && !from->no_value && !facts_have_value(to);
}

bool benefit_may_worsen(const Benefit *benefit, Change change, const Facts *first, const Facts *second) {
    return may_lose(benefit, change, first, second) || (benefit->sign > 0 ? change.falls : change.rises);
}

bool benefit_may_improve(const Benefit *benefit, Change change, const Facts *first, const Facts *second) {
    return may_lose(benefit, change, second, first) || (benefit->sign > 0 ? change.rises : change.falls);
}
