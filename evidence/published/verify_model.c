#include "evidence/published/verify_model.h"

#include "runtime/results/result_value.h"

static StepValue ratio_of(const Verification *verification, const PlanOutput *output, size_t row) {
    ResultValue ratio = result_ratio(&verification->score->result, output, (uint32_t)row);
    return (StepValue){ratio.number, ratio.state};
}

static StepId step_of(const PlanOutput *output, ResultShow what, bool exact) {
    switch (what) {
    case SHOW_POINTS: return output->points;
    case SHOW_MAX: return output->max;
    case SHOW_EXACT: return output->exact;
    case SHOW_VALUE:
    case SHOW_INPUT:
    case SHOW_STATE:
    case SHOW_RATIO:
    case SHOW_POINTS_OF_MAX: break;
    }
    return exact && output->exact != STEP_NONE ? output->exact : output->value;
}

StepValue verify_value(const Verification *verification, const VerifyColumn *column, size_t row, bool exact) {
    const PlanOutput *output = &verification->score->plan->outputs[column->shown.output];
    StepValue value =
        column->shown.what == SHOW_RATIO
            ? ratio_of(verification, output, row)
            : full_score_value(verification->score, step_of(output, column->shown.what, exact), row);
    if (value.state == STATE_VALUE && column->as_percent)
        value.number = number_multiply(verification->numbers, value.number, number_from_int(100));
    return value;
}

void verify_add_reason(Disagreement *disagreement, const char *code, Text words) {
    if (disagreement->reason_count == VERIFY_MAX_REASONS) return;
    disagreement->reasons[disagreement->reason_count++] = (VerifyReason){code, words};
}
