#include "evidence/published/verify_reason_printed.h"

#include "evidence/published/replay.h"

bool verify_printed_value(const Verification *verification, const VerifyColumn *column, size_t printed_row,
                          StepValue *value) {
    PrintedNumber number;
    Text text = printed_cell(verification->table, printed_row, column->printed)->text;
    if (printed_number_read(verification->numbers, text, verification->marks, false, &number) !=
        PRINTED_NUMBER)
        return false;
    *value = (StepValue){number.value, STATE_VALUE};
    if (column->as_percent || number.has_percent)
        value->number = number_divide(verification->numbers, number.value, number_from_int(100));
    return true;
}

/* false: the value does not look at `given`. */
static bool set_leaves(const Verification *verification, Replay *replay, uint32_t row, StepId given,
                       StepValue value) {
    bool is_used = false;
    for (size_t i = 0; i < replay->leaf_count; i++) {
        StepId id = replay->leaves[i];
        is_used |= id == given;
        replay_set(replay, id, id == given ? value : full_score_value(verification->score, id, row));
    }
    return is_used;
}

/* What the column would show if that other one were right. */
static bool follows_from(const Verification *verification, const Disagreement *disagreement,
                         const VerifyColumn *source, const PrintedNumber *printed) {
    const Plan *plan = verification->score->plan;
    const VerifyColumn *column = &verification->columns[disagreement->column];
    StepId exact = plan->outputs[column->shown.output].exact,
           given = plan->outputs[source->shown.output].value;
    StepValue value;
    if (exact == STEP_NONE || given >= exact) return false;
    if (!verify_printed_value(verification, source, disagreement->printed_row, &value)) return false;
    Replay replay = replay_new(plan, exact, given, verification->scratch, verification->numbers);
    if (!set_leaves(verification, &replay, disagreement->row, given, value)) return false;
    value = replay_run(&replay);
    if (value.state != STATE_VALUE) return false;
    if (column->as_percent)
        value.number = number_multiply(verification->numbers, value.number, number_from_int(100));
    Number rounded = number_round(verification->numbers, value.number, printed->decimals, column->mode);
    return number_equal(verification->numbers, rounded, printed->value);
}

void verify_reason_printed(Verification *verification, Disagreement *disagreement,
                           const PrintedNumber *printed) {
    const VerifyColumn *column = &verification->columns[disagreement->column];
    if (column->shown.what != SHOW_VALUE) return;
    for (size_t i = 0; i < verification->column_count; i++) {
        const VerifyColumn *source = &verification->columns[i];
        bool may_be =
            i != disagreement->column && source->kind == VERIFY_NUMBER && source->shown.what == SHOW_VALUE;
        if (!may_be || !follows_from(verification, disagreement, source, printed)) continue;
        verify_add_reason(disagreement, "printed_value",
                          text_format(verification->arena, "this follows from what is printed under `%.*s`",
                                      TEXT_ARG(verification->table->headers[source->printed])));
    }
}
