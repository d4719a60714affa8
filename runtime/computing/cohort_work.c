#include "runtime/computing/cohort_work.h"

const Column *cohort_operand(const Cohort *cohort, const Step *step, uint32_t i) {
    return &cohort->columns[plan_operands(cohort->plan, step)[i]];
}

const Column *cohort_categories(const Cohort *cohort, const Step *step) {
    uint32_t input = step->cohort.scope_input;
    return input == UINT32_MAX ? NULL : &cohort->table->columns[input].values;
}

CohortGroups **cohort_groups_place(const Cohort *cohort, const Step *step) {
    uint32_t input = step->cohort.scope_input;
    return &cohort->groups[input == UINT32_MAX ? cohort->plan->input_count : input];
}

static void gather_operands(CohortWork *work) {
    work->operands = ARENA_ARRAY(work->worker->scratch, const Column *, work->step->operand_count);
    for (uint32_t i = 0; i < work->step->operand_count; i++)
        if (!step_op_is_parameter(work->step->op, i))
            work->operands[work->operand_count++] = cohort_operand(work->cohort, work->step, i);
}

CohortWork cohort_work_new(const Cohort *cohort, StepId id, CohortWorker *worker, Column *result) {
    CohortWork work = {.cohort = cohort,
                       .worker = worker,
                       .step = &cohort->plan->steps[id],
                       .prepared = cohort->steps[id],
                       .result = result};
    gather_operands(&work);
    if (!work.prepared->is_grouped) return work;
    work.groups = *cohort_groups_place(cohort, work.step);
    work.members = arena_alloc(worker->scratch, cohort->table->row_count * sizeof *work.members);
    return work;
}

bool cohort_parameter(const CohortWork *work, uint32_t i, Number *number) {
    const Plan *plan = work->cohort->plan;
    const Step *step = &plan->steps[plan_operands(plan, work->step)[i]];
    if (step->op != OP_CONSTANT) return false;
    *number = plan->constants[step->constant];
    return true;
}

static bool has_values(const CohortWork *work, size_t row) {
    for (size_t i = 0; i < work->operand_count; i++)
        if (column_state(work->operands[i], row) != STATE_VALUE) return false;
    return true;
}

/* The eligible ones of a rank are those whose first operand is yes [L6.4]. */
static bool takes_part(const CohortWork *work, size_t row) {
    if (!has_values(work, row)) return false;
    return work->step->op != OP_RANK || cell_mantissa(column_cell(work->operands[0], row)) != 0;
}

void cohort_select(CohortWork *work, size_t group) {
    work->member_count = 0;
    for (size_t i = work->groups->starts[group]; i < work->groups->starts[group + 1]; i++) {
        uint32_t row = cohort_groups_row(work->groups, i);
        if (takes_part(work, row)) work->members[work->member_count++] = row;
    }
}

bool cohort_overflowed(CohortWork *work, size_t group) {
    if (!number_context_take_overflow(work->worker->numbers)) return false;
    work->worker->failed_group = group;
    return true;
}
