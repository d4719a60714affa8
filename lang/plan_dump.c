#include "lang/plan.h"

typedef struct Dump {
    const Plan *plan;
    NumberContext *numbers;
    TextBuilder *out;
} Dump;

static const char *const input_types[] = {
    [INPUT_KEY] = "key",         [INPUT_NAME] = "name",     [INPUT_TEXT] = "text",
    [INPUT_OPTION] = "option",   [INPUT_YES_NO] = "yes_no", [INPUT_NUMBER] = "number",
    [INPUT_PERCENT] = "percent", [INPUT_DATE] = "date",
};
_Static_assert(sizeof input_types / sizeof *input_types == INPUT_DATE + 1, "one name per type");

static const char *const output_kinds[] = {
    [OUTPUT_INDEX] = "index",   [OUTPUT_GROUP] = "group", [OUTPUT_CRITERION] = "criterion",
    [OUTPUT_REPORT] = "report", [OUTPUT_GATE] = "gate",   [OUTPUT_RANK] = "rank",
    [OUTPUT_GRADE] = "grade",   [OUTPUT_LET] = "let",
};
_Static_assert(sizeof output_kinds / sizeof *output_kinds == OUTPUT_LET + 1, "one name per kind");

static const char *const states[] = {"value", "not applicable", "missing", "undefined"};

static const char *const rounding_modes[] = {
    [ROUND_HALF_AWAY] = "half_away", [ROUND_HALF_EVEN] = "half_even",
    [ROUND_DOWN] = "down",           [ROUND_UP] = "up",
    [ROUND_FLOOR] = "floor",         [ROUND_CEILING] = "ceiling",
};

static void add(const Dump *dump, const char *text) {
    text_builder_add(dump->out, text_from(text));
}

static void add_number(const Dump *dump, Number number) {
    text_builder_add(dump->out, number_format_exact(dump->numbers, dump->out->arena, number));
}

static void add_range(const Dump *dump, const Range *range) {
    if (range->has_low) add_number(dump, range->low);
    add(dump, "..");
    if (range->has_high) add_number(dump, range->high);
    if (range->has_step) {
        add(dump, " step ");
        add_number(dump, range->step);
    }
    if (range->not_zero) add(dump, " not 0");
}

static bool is_bounded(const Range *range) {
    return range->has_low || range->has_high || range->has_step || range->not_zero;
}

static void add_input_name(const Dump *dump, uint32_t input) {
    if (input == UINT32_MAX)
        add(dump, "all");
    else
        text_builder_add(dump->out, dump->plan->inputs[input].name);
}

static void dump_input(const Dump *dump, uint32_t id) {
    const PlanInput *input = &dump->plan->inputs[id];
    text_builder_add_format(dump->out, "  i%u = %s ", (unsigned)id, input_types[input->type]);
    text_builder_add(dump->out, input->name);
    if (is_bounded(&input->range)) {
        add(dump, "   # range ");
        add_range(dump, &input->range);
    }
    if (input->better > 0) add(dump, "   # higher is better");
    if (input->better < 0) add(dump, "   # lower is better");
    add(dump, "\n");
}

static void dump_rank_flags(const Dump *dump, const Step *step) {
    text_builder_add_format(dump->out, " ties %u lowest_first %u", step->cohort.ties, step->cohort.flags);
}

/* What the operation takes beside its operands. */
static void dump_parameters(const Dump *dump, const Step *step) {
    if (step->op == OP_CONSTANT) {
        add(dump, " ");
        add_number(dump, dump->plan->constants[step->constant]);
    } else if (step->op == OP_INPUT) {
        add(dump, " ");
        add_input_name(dump, step->input);
    } else if (step->op == OP_NO_VALUE) {
        text_builder_add_format(dump->out, " %s", states[step->state & 3]);
    } else if (step->op == OP_ROUND) {
        text_builder_add_format(dump->out, " %d %s", step->round.decimals, rounding_modes[step->round.mode]);
    } else if (step_op_is_cohort(step->op)) {
        add(dump, " within ");
        add_input_name(dump, step->cohort.scope_input);
        if (step->op == OP_RANK || step->op == OP_GRADE_TOP) dump_rank_flags(dump, step);
    }
}

static void dump_remark(const Dump *dump, const char **lead, bool holds, const char *remark) {
    if (!holds) return;
    text_builder_add_format(dump->out, "%s%s", *lead, remark);
    *lead = ", ";
}

static void dump_remarks(const Dump *dump, const Step *step) {
    const char *lead = "   # ";
    if (step->op != OP_CONSTANT && is_bounded(&step->range)) {
        dump_remark(dump, &lead, true, "range ");
        add_range(dump, &step->range);
    }
    dump_remark(dump, &lead, step->may_not_apply, "may not apply");
    dump_remark(dump, &lead, step->may_be_missing, "may be missing");
    dump_remark(dump, &lead, step->may_be_undefined, "may be undefined");
    if (step->stage > 0) {
        dump_remark(dump, &lead, true, "stage ");
        text_builder_add_format(dump->out, "%u", (unsigned)step->stage);
    }
    dump_remark(dump, &lead, step->keep, "kept");
}

static void dump_step(const Dump *dump, StepId id) {
    const Step *step = &dump->plan->steps[id];
    text_builder_add_format(dump->out, "  s%u = %s", (unsigned)id, step_op_name(step->op));
    for (uint32_t i = 0; i < step->operand_count; i++)
        text_builder_add_format(dump->out, " s%u", (unsigned)plan_operands(dump->plan, step)[i]);
    dump_parameters(dump, step);
    dump_remarks(dump, step);
    add(dump, "\n");
}

static void dump_output_step(const Dump *dump, const char *what, StepId id) {
    if (id != STEP_NONE) text_builder_add_format(dump->out, " %s s%u", what, (unsigned)id);
}

static void dump_output(const Dump *dump, const PlanOutput *output) {
    for (uint32_t i = 0; i <= output->depth && i < 64; i++)
        add(dump, "  ");
    text_builder_add_format(dump->out, "%s ", output_kinds[output->kind]);
    text_builder_add(dump->out, output->name);
    add(dump, ":");
    dump_output_step(dump, "value", output->value);
    if (output->exact != output->value) dump_output_step(dump, "exact", output->exact);
    dump_output_step(dump, "points", output->points);
    dump_output_step(dump, "max", output->max);
    add(dump, "\n");
}

static void dump_require(const Dump *dump, const PlanRequire *require) {
    text_builder_add_format(dump->out, "  s%u: ", (unsigned)require->condition);
    text_builder_add(dump->out, require->condition_text);
    add(dump, "\n");
}

void plan_dump(const Plan *plan, NumberContext *numbers, TextBuilder *out) {
    Dump dump = {plan, numbers, out};
    add(&dump, "inputs\n");
    for (uint32_t i = 0; i < plan->input_count; i++)
        dump_input(&dump, i);
    text_builder_add_format(out, "steps in %u stages\n", (unsigned)plan->stage_count);
    for (StepId i = 0; i < plan->step_count; i++)
        dump_step(&dump, i);
    add(&dump, "outputs\n");
    for (uint32_t i = 0; i < plan->output_count; i++)
        dump_output(&dump, &plan->outputs[i]);
    if (plan->require_count) add(&dump, "requires\n");
    for (uint32_t i = 0; i < plan->require_count; i++)
        dump_require(&dump, &plan->requires[i]);
}
