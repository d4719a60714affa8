#include "proving/relative.h"

enum { MOST_NAMES = 3 };

typedef struct Relative {
    Prover *prover;
    const Plan *plan;
    bool *depends; /* per step: on a statistic over other units */
} Relative;

/* Places are relative by nature. */
static bool is_statistic(StepOp op) {
    return step_op_is_cohort(op) && op != OP_RANK && op != OP_GRADE_TOP;
}

/* Steps stand behind their operands: one pass. */
static void find_dependents(Relative *relative) {
    for (StepId id = 0; id < relative->plan->step_count; id++) {
        const Step *step = &relative->plan->steps[id];
        relative->depends[id] = is_statistic(step->op);
        for (uint32_t i = 0; i < step->operand_count && !relative->depends[id]; i++)
            relative->depends[id] = relative->depends[plan_operands(relative->plan, step)[i]];
    }
}

static bool is_within(const Plan *plan, uint32_t output, uint32_t index) {
    while (output != UINT32_MAX && output != index)
        output = plan->outputs[output].parent;
    return output == index;
}

static bool is_relative(const Relative *relative, uint32_t output) {
    StepId value = relative->plan->outputs[output].value;
    return value != STEP_NONE && relative->depends[value];
}

/* "through `a`, `b`, `c` and 4 more": the criteria declared in it, or what is said when there are none. */
static Text members_text(const Relative *relative, uint32_t index) {
    const Plan *plan = relative->plan;
    TextBuilder names = text_builder(relative->prover->arena);
    size_t count = 0;
    for (uint32_t i = 0; i < plan->output_count; i++) {
        if (plan->outputs[i].kind != OUTPUT_CRITERION || !is_within(plan, i, index) ||
            !is_relative(relative, i))
            continue;
        if (count++ < MOST_NAMES)
            text_builder_add_format(&names, "%s`%.*s`", count > 1 ? ", " : "",
                                    TEXT_ARG(plan->outputs[i].name));
    }
    if (count == 0) return TEXT("its own formula");
    if (count > MOST_NAMES) text_builder_add_format(&names, " and %zu more", count - MOST_NAMES);
    return text_builder_text(&names);
}

void relative_report(Prover *prover, const Source *source, Diagnostics *diagnostics) {
    const Plan *plan = prover->plan;
    Relative relative = {prover, plan, ARENA_ARRAY(prover->arena, bool, plan->step_count + 1)};
    find_dependents(&relative);
    for (uint32_t i = 0; i < plan->output_count; i++) {
        if (plan->outputs[i].kind != OUTPUT_INDEX || !is_relative(&relative, i)) continue;
        Text through = members_text(&relative, i);
        (void)diagnostics_report(
            diagnostics, source, plan->outputs[i].span, DIAGNOSTIC_RELATIVE_INDEX,
            text_format(prover->arena,
                        "what a unit gets in `%.*s` depends on who else takes part, through %.*s",
                        TEXT_ARG(plan->outputs[i].name), TEXT_ARG(through)),
            TEXT("compare with fixed goalposts, last year's best say, so that a unit's value is its own"));
    }
}
