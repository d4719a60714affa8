#include "proving/claim.h"
#include "tests/proving/verdicts.h"

static bool is_true(const Plan *plan, const Claim *claim, const Enumeration *all, size_t row,
                    NumberContext *numbers) {
    const StepValue *value = enumerated(all, row, claim->step);
    if (claim->kind == CLAIM_IN_STATE) return value->state == claim->state;
    if (claim->kind == CLAIM_TAKES_LINE) {
        const Step *step = &plan->steps[claim->step];
        for (uint32_t i = 0; 2 * i + 1 < step->operand_count; i++) {
            const StepValue *test = enumerated(all, row, plan_operands(plan, step)[2 * i]);
            if (test->state != STATE_VALUE) return false;
            if (number_sign(test->number) != 0) return claim->line == i;
        }
        return 2 * claim->line + 1 >= step->operand_count;
    }
    if (value->state != STATE_VALUE) return false;
    Number bound = claim->number;
    if (claim->kind == CLAIM_ABOVE || claim->kind == CLAIM_REACHES) {
        const StepValue *other = enumerated(all, row, claim->other);
        if (other->state != STATE_VALUE) return false;
        bound = other->number;
    }
    int order = number_compare(numbers, value->number, bound);
    switch (claim->kind) {
    case CLAIM_ABOVE:
    case CLAIM_ABOVE_NUMBER: return order > 0;
    case CLAIM_REACHES:
    case CLAIM_AT_LEAST: return order >= 0;
    case CLAIM_BELOW_NUMBER: return order < 0;
    case CLAIM_AT_MOST: return order <= 0;
    case CLAIM_EQUALS: return order == 0;
    case CLAIM_DIFFERS: return order != 0;
    case CLAIM_IN_STATE:
    case CLAIM_TAKES_LINE: break;
    }
    return false;
}

/* A value that some row gives, or one near it. */
static Number near_a_value(Trial *trial, StepId step) {
    if (trial->all->row_count == 0 || chance_in(trial->chance, 4))
        return number_from_int(chance_below(trial->chance, 12));
    const StepValue *value =
        enumerated(trial->all, chance_below(trial->chance, (uint32_t)trial->all->row_count), step);
    return value->state == STATE_VALUE ? value->number : NUMBER_ONE;
}

static Claim random_claim(Trial *trial) {
    const Plan *plan = trial->all->plan;
    Claim claim = {.kind = (ClaimKind)chance_below(trial->chance, CLAIM_TAKES_LINE + 1), .other = STEP_NONE};
    claim.step = chance_below(trial->chance, plan->step_count);
    if (claim.kind == CLAIM_TAKES_LINE) {
        for (uint32_t i = 0; i < plan->step_count && plan->steps[claim.step].op != OP_CHOOSE; i++)
            claim.step = (claim.step + 1) % plan->step_count;
        if (plan->steps[claim.step].op != OP_CHOOSE) claim.kind = CLAIM_EQUALS;
        claim.line = chance_below(trial->chance, plan->steps[claim.step].operand_count / 2 + 1);
    }
    if (claim.kind == CLAIM_ABOVE || claim.kind == CLAIM_REACHES)
        claim.other = chance_below(trial->chance, plan->step_count);
    claim.state = (ValueState)chance_below(trial->chance, 4);
    claim.number = near_a_value(trial, claim.step);
    return claim;
}

static bool all_true(const Trial *trial, const Claim *claims, size_t count, size_t row) {
    for (size_t i = 0; i < count; i++)
        if (!is_true(trial->all->plan, &claims[i], trial->all, row, trial->numbers)) return false;
    return true;
}

static bool is_row(const Trial *trial, size_t row, const InputCell *cells) {
    const LegalCell *legal = &trial->all->cells[row * trial->all->plan->input_count];
    for (uint32_t i = 1; i < trial->all->plan->input_count; i++)
        if (cells[i].state != legal[i].state ||
            (cells[i].state == STATE_VALUE &&
             !number_equal(trial->numbers, cells[i].number, legal[i].number)))
            return false;
    return true;
}

/* Is the row that an answer shows legal, and does it show what it should? */
static bool shows(const Trial *trial, const Claim *claims, size_t count, const InputCell *cells) {
    for (size_t row = 0; row < trial->all->row_count; row++)
        if (is_row(trial, row, cells)) return all_true(trial, claims, count, row);
    return false;
}

static void compare(Trial *trial, const Claim *claims, size_t count) {
    size_t true_rows = 0;
    for (size_t row = 0; row < trial->all->row_count; row++)
        true_rows += all_true(trial, claims, count, row);
    Answer answer = claims_ask(trial->prover, claims, count, chance_in(trial->chance, 2), 0);
    if (answer.verdict == VERDICT_UNDECIDED) {
        trial_undecided(trial);
        return;
    }
    trial_check(trial, (answer.verdict == VERDICT_YES) == (true_rows > 0),
                "claim %d about step %u: %s, but %zu rows of %zu", (int)claims[0].kind, claims[0].step,
                answer.verdict == VERDICT_YES ? "yes" : "no", true_rows, trial->all->row_count);
    if (answer.verdict == VERDICT_YES)
        trial_check(trial, shows(trial, claims, count, answer.rows[0]),
                    "claim %d about step %u: the row does not show it", (int)claims[0].kind, claims[0].step);
}

void claim_verdicts(Trial *trial) {
    for (int i = 0; i < 12; i++) {
        Claim claims[2] = {random_claim(trial), random_claim(trial)};
        compare(trial, claims, chance_in(trial->chance, 3) ? 2 : 1);
    }
}
