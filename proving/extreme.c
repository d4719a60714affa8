#include "proving/extreme.h"

#include "proving/claim.h"

enum { MOST_QUESTIONS = 24 };

typedef struct Hunt {
    Prover *prover;
    StepId step;
    bool greatest;
    Extreme best;
    bool has_bound;
    Number bound; /* none lies beyond */
} Hunt;

/* The row at hand is the best so far; its cells last until the next question. */
static void keep(Hunt *hunt) {
    hunt->best.exists = true;
    hunt->best.value = number_copy(hunt->prover->arena, hunt->prover->values[0][hunt->step].number);
}

/* Is there a value at least as far out as this, or farther? */
static Verdict beyond(Hunt *hunt, Number number, bool strictly) {
    NumberContext *numbers = hunt->prover->numbers;
    Claim claim = {.step = hunt->step, .other = STEP_NONE, .number = number};
    if (hunt->greatest)
        claim.kind = strictly ? CLAIM_ABOVE_NUMBER : CLAIM_AT_LEAST;
    else
        claim.kind = strictly ? CLAIM_BELOW_NUMBER : CLAIM_AT_MOST;
    Verdict verdict = claims_decide(hunt->prover, &claim, 1);
    if (verdict == VERDICT_YES) keep(hunt);
    number_context_use(numbers, hunt->prover->arena);
    return verdict;
}

static Number halfway(const Hunt *hunt) {
    NumberContext *numbers = hunt->prover->numbers;
    Number sum = number_add(numbers, hunt->best.value, hunt->bound);
    return number_divide(numbers, sum, number_from_int(2));
}

/* Halves what lies between the best so far and the bound, and then asks whether it is the best. */
static void close_in(Hunt *hunt) {
    for (int i = 0; i < MOST_QUESTIONS; i++) {
        Verdict farther = beyond(hunt, hunt->best.value, true);
        hunt->best.is_certain = farther == VERDICT_NO;
        if (farther != VERDICT_YES) return;
        if (!hunt->has_bound) continue;
        Number middle = halfway(hunt);
        if (number_equal(hunt->prover->numbers, middle, hunt->best.value)) continue;
        if (beyond(hunt, middle, false) == VERDICT_NO) hunt->bound = middle;
    }
}

Extreme extreme_find(Prover *prover, StepId step, bool greatest) {
    const Range *range = &prover->plan->steps[step].range;
    Hunt hunt = {.prover = prover, .step = step, .greatest = greatest};
    hunt.best.value = NUMBER_ZERO;
    hunt.has_bound = greatest ? range->has_high : range->has_low;
    hunt.bound = greatest ? range->high : range->low;
    if (hunt.has_bound && beyond(&hunt, hunt.bound, false) == VERDICT_YES) {
        hunt.best.is_certain = true;
        return hunt.best;
    }
    Claim any = {.kind = CLAIM_IN_STATE, .step = step, .other = STEP_NONE, .state = STATE_VALUE};
    Verdict some = claims_decide(prover, &any, 1);
    hunt.best.is_certain = some == VERDICT_NO;
    if (some != VERDICT_YES) return hunt.best;
    keep(&hunt);
    close_in(&hunt);
    return hunt.best;
}
