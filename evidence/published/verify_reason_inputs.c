#include "evidence/published/verify_reason_inputs.h"

#include "evidence/published/replay.h"

/* An input that may have been rounded before it was printed. */
typedef struct Rounded {
    StepId step;
    uint32_t input;
    Number printed, farthest; /* that moves the result towards what is printed */
} Rounded;

typedef struct Trial {
    Verification *verification;
    const VerifyColumn *column;
    NumberContext *numbers;
    Replay replay;
    Rounded *inputs;
    size_t count;
    Number target;
    int decimals;
    Number base; /* what the inputs give as they are */
} Trial;

/* ---- how exact an input is */

static int most_decimals(const Verification *verification, uint32_t input) {
    const Column *values = &verification->score->table.columns[input].values;
    int most = 0;
    for (size_t row = 0; row < values->count; row++) {
        if (column_state(values, row) != STATE_VALUE) continue;
        int decimals =
            number_decimals(verification->numbers, column_number(values, row), NUMBER_MAX_DECIMALS - 4);
        if (decimals > most) most = decimals;
    }
    return most;
}

static int decimals_of(Verification *verification, uint32_t input) {
    const Plan *plan = verification->score->plan;
    if (!verification->input_decimals) {
        verification->input_decimals = ARENA_ARRAY(verification->arena, int, plan->input_count);
        for (uint32_t i = 0; i < plan->input_count; i++)
            verification->input_decimals[i] = -1;
    }
    if (verification->input_decimals[input] < 0)
        verification->input_decimals[input] = most_decimals(verification, input);
    return verification->input_decimals[input];
}

/* What is counted in whole numbers is not rounded. */
static bool may_be_rounded(Verification *verification, uint32_t input) {
    const PlanInput *of = &verification->score->plan->inputs[input];
    if (of->type == INPUT_PERCENT) return true;
    return of->type == INPUT_NUMBER && decimals_of(verification, input) > 0;
}

/* Nearly half a unit of its last digit: what is printed as it is. */
static Number slack_of(Verification *verification, uint32_t input) {
    int decimals = decimals_of(verification, input);
    bool is_percent = verification->score->plan->inputs[input].type == INPUT_PERCENT;
    if (is_percent && decimals < 2) decimals = 2;
    Number slack = number_from_decimal(49, 2);
    for (int i = 0; i < decimals; i++)
        slack = number_divide(verification->numbers, slack, number_from_int(10));
    return slack;
}

static Number within(NumberContext *numbers, const Range *range, Number value) {
    if (range->has_low) value = number_max(numbers, value, range->low);
    if (range->has_high) value = number_min(numbers, value, range->high);
    return value;
}

/* ---- one run */

static bool run(Trial *trial, Number *result) {
    StepValue value = replay_run(&trial->replay);
    if (value.state != STATE_VALUE) return false;
    *result = value.number;
    if (trial->column->as_percent)
        *result = number_multiply(trial->numbers, value.number, number_from_int(100));
    return true;
}

static bool is_nearer(const Trial *trial, Number result, Number than) {
    int direction = number_compare(trial->numbers, trial->target, trial->base);
    int moved = number_compare(trial->numbers, result, than);
    return direction > 0 ? moved > 0 : moved < 0;
}

static void set(Trial *trial, const Rounded *input, Number value) {
    replay_set(&trial->replay, input->step, (StepValue){value, STATE_VALUE});
}

/* Towards which end of its slack does the input move the result? */
static void aim(Trial *trial, Rounded *input) {
    NumberContext *numbers = trial->numbers;
    const Range *range = &trial->verification->score->plan->inputs[input->input].range;
    Number slack = slack_of(trial->verification, input->input), best = trial->base, result;
    Number ends[] = {number_subtract(numbers, input->printed, slack),
                     number_add(numbers, input->printed, slack)};
    for (size_t i = 0; i < 2; i++) {
        Number end = within(numbers, range, ends[i]);
        set(trial, input, end);
        if (!run(trial, &result) || !is_nearer(trial, result, best)) continue;
        best = result;
        input->farthest = end;
    }
    set(trial, input, input->printed);
}

/* ---- the trial */

static void set_leaves(Trial *trial, uint32_t row) {
    Verification *verification = trial->verification;
    const Plan *plan = verification->score->plan;
    for (size_t i = 0; i < trial->replay.leaf_count; i++) {
        StepId id = trial->replay.leaves[i];
        StepValue value = full_score_value(verification->score, id, row);
        replay_set(&trial->replay, id, value);
        if (plan->steps[id].op != OP_INPUT || value.state != STATE_VALUE) continue;
        uint32_t input = plan->steps[id].input;
        if (may_be_rounded(verification, input))
            trial->inputs[trial->count++] = (Rounded){id, input, value.number, value.number};
    }
}

static bool gives_printed(const Trial *trial, Number result) {
    Number rounded = number_round(trial->numbers, result, trial->decimals, trial->column->mode);
    return number_equal(trial->numbers, rounded, trial->target);
}

/* All inputs together, `share` of the way. */
static bool run_at(Trial *trial, Number share, Number *result) {
    NumberContext *numbers = trial->numbers;
    for (size_t i = 0; i < trial->count; i++) {
        const Rounded *input = &trial->inputs[i];
        Number way =
            number_multiply(numbers, share, number_subtract(numbers, input->farthest, input->printed));
        set(trial, input, number_add(numbers, input->printed, way));
    }
    return run(trial, result);
}

/* Only where values have been found that give it is it said that there are any. */
static bool is_explained(Trial *trial) {
    NumberContext *numbers = trial->numbers;
    Number farthest, found;
    if (!run_at(trial, NUMBER_ONE, &farthest)) return false;
    if (gives_printed(trial, farthest)) return true;
    if (!is_nearer(trial, farthest, trial->target)) return false;
    Number whole = number_subtract(numbers, farthest, trial->base);
    Number share = number_divide(numbers, number_subtract(numbers, trial->target, trial->base), whole);
    return run_at(trial, share, &found) && gives_printed(trial, found);
}

static size_t count_moved(const Trial *trial, const Rounded **moved) {
    size_t count = 0;
    for (size_t i = 0; i < trial->count; i++) {
        const Rounded *input = &trial->inputs[i];
        if (number_equal(trial->numbers, input->farthest, input->printed)) continue;
        *moved = input;
        count++;
    }
    return count;
}

static Text words_for(const Trial *trial) {
    const Rounded *moved = NULL;
    Arena *arena = trial->verification->arena;
    size_t count = count_moved(trial, &moved);
    if (count > 1)
        return text_format(arena, "%zu inputs are rounded: values that are printed as these give it", count);
    const PlanInput *input = &trial->verification->score->plan->inputs[moved->input];
    return text_format(arena, "`%.*s` is rounded: a value that is printed as this one gives it",
                       TEXT_ARG(input->name));
}

void verify_reason_inputs(Verification *verification, Disagreement *disagreement,
                          const PrintedNumber *printed) {
    const VerifyColumn *column = &verification->columns[disagreement->column];
    const PlanOutput *output = &verification->score->plan->outputs[column->shown.output];
    Arena *scratch = verification->scratch;
    if (column->shown.what != SHOW_VALUE || output->exact == STEP_NONE) return;
    Trial trial = {.verification = verification,
                   .column = column,
                   .numbers = verification->numbers,
                   .replay = replay_new(verification->score->plan, output->exact, STEP_NONE, scratch,
                                        verification->numbers),
                   .target = printed->value,
                   .decimals = printed->decimals};
    trial.inputs = ARENA_ARRAY(scratch, Rounded, trial.replay.leaf_count + 1);
    set_leaves(&trial, disagreement->row);
    if (trial.count == 0 || !run(&trial, &trial.base)) return;
    for (size_t i = 0; i < trial.count; i++)
        aim(&trial, &trial.inputs[i]);
    if (is_explained(&trial)) verify_add_reason(disagreement, "rounded_inputs", words_for(&trial));
}
