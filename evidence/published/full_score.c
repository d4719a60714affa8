#include "evidence/published/full_score.h"

#include "runtime/results/result.h"
#include "runtime/results/result_value.h"

ReadStatus full_score_read(const Plan *plan, const DataInput *input, const ReadOptions *options,
                           const ScoreRoom *room, Diagnostics *diagnostics, FullScore *score) {
    ScoringOptions scoring = {.read = options};
    ScoringCounts counts;
    ResultOptions shown = {.format = RESULT_TABLE};
    score->plan = plan;
    number_context_use(room->numbers, room->arena);
    ReadStatus status = scoring_run(plan, input, &scoring, room->arena, room->numbers, diagnostics,
                                    &score->table, &score->evaluation, &counts);
    if (status != READ_DONE || diagnostics_error_count(diagnostics) > 0) return status;
    result_build(&score->evaluation, &shown, room->arena, room->scratch, room->numbers, &score->result);
    number_context_use(room->numbers, room->arena);
    return status;
}

StepValue full_score_value(const FullScore *score, StepId step, size_t row) {
    ResultValue value = result_value(&score->result, step, (uint32_t)row);
    return (StepValue){value.number, value.state};
}

static Text text_of(const FullScore *score, uint32_t input, size_t row) {
    if (input >= score->plan->input_count || !score->table.columns[input].texts) return (Text){"", 0};
    return text_column_get(score->table.columns[input].texts, row);
}

Text full_score_key(const FullScore *score, size_t row) {
    const Plan *plan = score->plan;
    return text_of(score, plan->key_input != UINT32_MAX ? plan->key_input : plan->name_input, row);
}

Text full_score_name(const FullScore *score, size_t row) {
    const Plan *plan = score->plan;
    return text_of(score, plan->name_input != UINT32_MAX ? plan->name_input : plan->key_input, row);
}
