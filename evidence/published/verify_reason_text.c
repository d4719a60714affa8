#include "evidence/published/verify_reason_text.h"

#include "base/unicode.h"
#include "evidence/published/replay.h"
#include "evidence/published/verify_reason_printed.h"

/* A grade, and the value that it is taken from given otherwise. */
typedef struct Regrade {
    Verification *verification;
    const Disagreement *disagreement;
    const PlanOutput *grade, *source;
} Regrade;

static bool is_printed(const Regrade *regrade, StepValue grade) {
    const Verification *verification = regrade->verification;
    const VerifyColumn *column = &verification->columns[regrade->disagreement->column];
    int64_t number;
    if (grade.state != STATE_VALUE || !number_to_int(verification->numbers, grade.number, &number))
        return false;
    if (number < 0 || (uint64_t)number >= regrade->grade->grade_count) return false;
    const PlanOption *option = &regrade->grade->grades[number];
    Arena *scratch = verification->scratch;
    Text printed = unicode_fold(
        scratch,
        printed_cell(verification->table, regrade->disagreement->printed_row, column->printed)->text);
    return text_equal(printed, unicode_fold(scratch, option->text)) ||
           text_equal(printed, unicode_fold(scratch, option->label));
}

static StepValue grade_of(const Regrade *regrade, StepValue source) {
    const Verification *verification = regrade->verification;
    const FullScore *score = verification->score;
    Replay replay = replay_new(score->plan, regrade->grade->value, regrade->source->value,
                               verification->scratch, verification->numbers);
    for (size_t i = 0; i < replay.leaf_count; i++) {
        StepId id = replay.leaves[i];
        replay_set(&replay, id,
                   id == regrade->source->value ? source
                                                : full_score_value(score, id, regrade->disagreement->row));
    }
    return replay_run(&replay);
}

static void try_exact(Regrade *regrade, Disagreement *disagreement) {
    if (regrade->source->exact == STEP_NONE || regrade->source->exact == regrade->source->value) return;
    StepValue exact =
        full_score_value(regrade->verification->score, regrade->source->exact, disagreement->row);
    if (is_printed(regrade, grade_of(regrade, exact)))
        verify_add_reason(disagreement, "exact_base", TEXT("the grade of the value before rounding"));
}

/* The column that shows what the grade is taken from, or NULL. */
static const VerifyColumn *source_column(const Regrade *regrade) {
    const Verification *verification = regrade->verification;
    for (size_t i = 0; i < verification->column_count; i++) {
        const VerifyColumn *column = &verification->columns[i];
        bool shows = column->kind == VERIFY_NUMBER && column->shown.what == SHOW_VALUE &&
                     column->shown.output == regrade->grade->source;
        if (shows) return column;
    }
    return NULL;
}

static void try_printed(Regrade *regrade, Disagreement *disagreement) {
    const Verification *verification = regrade->verification;
    const VerifyColumn *column = source_column(regrade);
    StepValue value;
    if (!column || !verify_printed_value(verification, column, disagreement->printed_row, &value)) return;
    Text text = printed_cell(verification->table, disagreement->printed_row, column->printed)->text;
    if (is_printed(regrade, grade_of(regrade, value)))
        verify_add_reason(disagreement, "printed_value",
                          text_format(verification->arena, "the grade of the printed %.*s", TEXT_ARG(text)));
}

void verify_reason_text(Verification *verification, Disagreement *disagreement) {
    const Plan *plan = verification->score->plan;
    const PlanOutput *grade = &plan->outputs[verification->columns[disagreement->column].shown.output];
    if (grade->kind != OUTPUT_GRADE || grade->source >= plan->output_count) return;
    if (plan->steps[grade->value].op == OP_GRADE_TOP) return;
    Regrade regrade = {verification, disagreement, grade, &plan->outputs[grade->source]};
    try_exact(&regrade, disagreement);
    try_printed(&regrade, disagreement);
}
