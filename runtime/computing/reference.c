#include "runtime/computing/reference.h"

static uint32_t most_operands(const Plan *plan) {
    uint32_t most = 1;
    for (StepId id = 0; id < plan->step_count; id++)
        if (plan->steps[id].operand_count > most) most = plan->steps[id].operand_count;
    return most;
}

static StepValue fixed_value(const Plan *plan, const Step *step) {
    if (step->op == OP_CONSTANT) return (StepValue){plan->constants[step->constant], STATE_VALUE};
    return (StepValue){NUMBER_ZERO, step->op == OP_NO_VALUE ? (ValueState)step->state : STATE_VALUE};
}

static void keep_value(BlockColumn *column, NumberContext *numbers, size_t row, const StepValue *value) {
    if (value->state == STATE_VALUE)
        block_column_set_number(column, numbers, row, value->number);
    else
        block_column_set(column, row, cell_without_value(value->state));
}

static void fill_column(Reference *reference, StepId id) {
    const Stage *stage = reference->stage;
    const StepValue *value = &reference->row.values[id];
    stage->columns[id] = column_of_same(stage->arena, reference->row.numbers, value->number, value->state, 0);
}

static void start_fixed(Reference *reference, StepId id) {
    const Stage *stage = reference->stage;
    reference->row.values[id] = fixed_value(stage->plan, &stage->plan->steps[id]);
    if (stage->selection.kept[id] && !stage->columns[id].is_same) fill_column(reference, id);
}

void reference_start(Reference *reference) {
    const Stage *stage = reference->stage;
    number_context_use(reference->row.numbers, reference->report->scratch);
    for (size_t i = 0; i < stage->fixed_count; i++)
        start_fixed(reference, stage->fixed[i]);
    for (size_t i = 0; i < stage->step_count; i++)
        reference->steps[i] = row_step_new(stage->plan, stage->steps[i]);
}

static void import_values(const Reference *reference, size_t row) {
    for (size_t i = 0; i < reference->stage->import_count; i++) {
        const Import *wanted = &reference->stage->imports[i];
        reference->row.values[wanted->step] = step_value_of_cell(wanted->column, row);
    }
}

static void keep_values(Reference *reference, size_t row) {
    const Stage *stage = reference->stage;
    const StepValue *values = reference->row.values;
    bool is_reported = false; /* once per row: what follows comes from it */
    for (size_t i = 0; i < stage->keep_count; i++) {
        StepId id = stage->keeps[i];
        ValueState limit = stage->is_output[id] ? STATE_MISSING : STATE_UNDEFINED;
        if (values[id].state <= limit) {
            keep_value(&stage->values[id], reference->row.numbers, row, &values[id]);
            continue;
        }
        block_column_set(&stage->values[id], row, cell_without_value(STATE_UNDEFINED));
        if (!is_reported) report_bad_value(reference->report, row, id, values);
        is_reported = true;
    }
}

/* [L3.9] Where the inputs have no values there is nothing to require. */
static void check_requires(const Reference *reference, size_t row) {
    for (size_t i = 0; i < reference->stage->require_count; i++) {
        const PlanRequire *require = reference->stage->requires[i];
        const StepValue *answer = &reference->row.values[require->condition];
        if (answer->state >= STATE_UNDEFINED)
            report_bad_value(reference->report, row, require->condition, reference->row.values);
        else if (answer->state == STATE_VALUE && number_sign(answer->number) == 0)
            report_broken_require(reference->report, row, require);
    }
}

void reference_run_row(Reference *reference, size_t row) {
    const Stage *stage = reference->stage;
    arena_reset(reference->report->scratch);
    import_values(reference, row);
    if (!row_steps_run(&reference->row, reference->steps, stage->step_count))
        row_steps_run_carefully(&reference->row, reference->steps, stage->step_count);
    keep_values(reference, row);
    if (stage->require_count > 0) check_requires(reference, row);
}

Reference reference_new(const Stage *stage, EvaluateReport *report, Arena *arena) {
    Reference reference = {.stage = stage, .report = report};
    reference.row.numbers = report->numbers;
    reference.row.values = ARENA_ARRAY(arena, StepValue, stage->plan->step_count);
    reference.row.gathered = ARENA_ARRAY(arena, Number, most_operands(stage->plan));
    reference.steps = ARENA_ARRAY(arena, RowStep, stage->plan->step_count);
    return reference;
}
