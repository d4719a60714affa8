#include "proving/claim.h"

static bool has_none(const Facts *facts) {
    return facts->no_value;
}

/* Over the values; states make a YES a MAYBE. */
static Truth with_states(const Facts *facts, Truth truth) {
    if (has_none(facts)) return TRUTH_NO;
    return truth == TRUTH_YES && !facts_have_value(facts) ? TRUTH_MAYBE : truth;
}

static Truth at_least(NumberContext *numbers, const Facts *facts, Number number) {
    Truth truth = TRUTH_MAYBE;
    if (range_is_at_least(numbers, &facts->range, number)) truth = TRUTH_YES;
    if (facts->range.has_high && number_compare(numbers, facts->range.high, number) < 0) truth = TRUTH_NO;
    return with_states(facts, truth);
}

static Truth above(NumberContext *numbers, const Facts *facts, Number number) {
    Truth truth = TRUTH_MAYBE;
    if (facts->range.has_low && number_compare(numbers, facts->range.low, number) > 0) truth = TRUTH_YES;
    if (range_is_at_most(numbers, &facts->range, number)) truth = TRUTH_NO;
    return with_states(facts, truth);
}

static Truth negated(const Facts *facts, Truth truth) {
    Truth opposite = truth == TRUTH_NO ? TRUTH_YES : truth == TRUTH_YES ? TRUTH_NO : TRUTH_MAYBE;
    return with_states(facts, opposite);
}

static Truth below(NumberContext *numbers, const Facts *facts, Number number) {
    Facts valued = facts_certain(facts->range);
    return has_none(facts) ? TRUTH_NO : negated(facts, at_least(numbers, &valued, number));
}

static Truth at_most(NumberContext *numbers, const Facts *facts, Number number) {
    Facts valued = facts_certain(facts->range);
    return has_none(facts) ? TRUTH_NO : negated(facts, above(numbers, &valued, number));
}

static Truth equals(NumberContext *numbers, const Facts *facts, Number number) {
    Number value;
    if (has_none(facts) || !range_contains(numbers, &facts->range, number)) return TRUTH_NO;
    bool constant = range_is_constant(numbers, &facts->range, &value);
    return with_states(facts, constant ? TRUTH_YES : TRUTH_MAYBE);
}

static Truth differs(NumberContext *numbers, const Facts *facts, Number number) {
    Facts valued = facts_certain(facts->range);
    return has_none(facts) ? TRUTH_NO : negated(facts, equals(numbers, &valued, number));
}

/* a > b, or a >= b */
static Truth passes(NumberContext *numbers, const Facts *a, const Facts *b, bool or_equal) {
    if (has_none(a) || has_none(b)) return TRUTH_NO;
    Truth truth = TRUTH_MAYBE;
    if (a->range.has_low && b->range.has_high) {
        int order = number_compare(numbers, a->range.low, b->range.high);
        if (order > 0 || (or_equal && order == 0)) truth = TRUTH_YES;
    }
    if (a->range.has_high && b->range.has_low) {
        int order = number_compare(numbers, a->range.high, b->range.low);
        if (order < 0 || (!or_equal && order == 0)) truth = TRUTH_NO;
    }
    truth = with_states(a, truth);
    return truth == TRUTH_NO ? truth : with_states(b, truth);
}

static Truth in_state(const Facts *facts, ValueState state) {
    bool can = state == STATE_NOT_APPLICABLE ? facts->may_not_apply
               : state == STATE_MISSING      ? facts->may_be_missing
               : state == STATE_UNDEFINED    ? facts->may_be_undefined
                                             : !facts->no_value;
    int states = facts->may_not_apply + facts->may_be_missing + facts->may_be_undefined + !facts->no_value;
    if (!can) return TRUTH_NO;
    return states == 1 ? TRUTH_YES : TRUTH_MAYBE;
}

static Truth both(Truth a, Truth b) {
    return a < b ? a : b;
}

/* The tests before say no, its own says yes. */
static Truth takes_line(const Plan *plan, const QuestionView *view, const Claim *claim) {
    const Step *step = &plan->steps[claim->step];
    const StepId *operands = plan_operands(plan, step);
    Truth truth = TRUTH_YES;
    for (uint32_t i = 0; i <= claim->line && 2 * i + 1 < step->operand_count; i++) {
        const Facts *test = &view->facts[0][operands[2 * i]];
        Number wanted = i == claim->line ? NUMBER_ONE : NUMBER_ZERO;
        truth = both(truth, equals(view->numbers, test, wanted));
    }
    return truth;
}

static Truth truth_of(const Plan *plan, const QuestionView *view, const Claim *claim) {
    const Facts *facts = &view->facts[0][claim->step];
    NumberContext *numbers = view->numbers;
    switch (claim->kind) {
    case CLAIM_ABOVE: return passes(numbers, facts, &view->facts[0][claim->other], false);
    case CLAIM_REACHES: return passes(numbers, facts, &view->facts[0][claim->other], true);
    case CLAIM_AT_LEAST: return at_least(numbers, facts, claim->number);
    case CLAIM_ABOVE_NUMBER: return above(numbers, facts, claim->number);
    case CLAIM_AT_MOST: return at_most(numbers, facts, claim->number);
    case CLAIM_BELOW_NUMBER: return below(numbers, facts, claim->number);
    case CLAIM_EQUALS: return equals(numbers, facts, claim->number);
    case CLAIM_DIFFERS: return differs(numbers, facts, claim->number);
    case CLAIM_IN_STATE: return in_state(facts, claim->state);
    case CLAIM_TAKES_LINE: return takes_line(plan, view, claim);
    }
    return TRUTH_MAYBE;
}

static Truth all_hold(const void *user, const QuestionView *view) {
    const ClaimQuestion *question = user;
    Truth truth = TRUTH_YES;
    for (size_t i = 0; i < question->count && truth != TRUTH_NO; i++)
        truth = both(truth, truth_of(question->plan, view, &question->claims[i]));
    return truth;
}

static void look_at(ClaimQuestion *question, Arena *arena, StepId step) {
    if (step != STEP_NONE)
        ARENA_PUSH(arena, question->steps, question->step_count, question->step_capacity, step);
}

static void look_at_line(ClaimQuestion *question, Arena *arena, const Claim *claim) {
    const Step *step = &question->plan->steps[claim->step];
    for (uint32_t i = 0; i <= claim->line && 2 * i + 1 < step->operand_count; i++)
        look_at(question, arena, plan_operands(question->plan, step)[2 * i]);
}

static ClaimQuestion question_of(Prover *prover, const Claim *claims, size_t count) {
    ClaimQuestion question = {.plan = prover->plan, .claims = claims, .count = count};
    for (size_t i = 0; i < count; i++) {
        if (claims[i].kind == CLAIM_TAKES_LINE) {
            look_at_line(&question, prover->arena, &claims[i]);
            continue;
        }
        look_at(&question, prover->arena, claims[i].step);
        if (claims[i].kind == CLAIM_ABOVE || claims[i].kind == CLAIM_REACHES)
            look_at(&question, prover->arena, claims[i].other);
    }
    return question;
}

static Question asked(const ClaimQuestion *own, uint64_t effort) {
    return (Question){
        .steps = own->steps, .step_count = own->step_count, .holds = all_hold, .user = own, .effort = effort};
}

Answer claims_ask(Prover *prover, const Claim *claims, size_t count, bool simplify, uint64_t effort) {
    ClaimQuestion own = question_of(prover, claims, count);
    Question question = asked(&own, effort);
    Answer answer = question_ask(prover, &question);
    if (simplify) question_simplify(prover, &question, &answer);
    return answer;
}

Verdict claims_decide(Prover *prover, const Claim *claims, size_t count) {
    ClaimQuestion own = question_of(prover, claims, count);
    Question question = asked(&own, 0);
    question.needs_no_row = true;
    return question_ask(prover, &question).verdict;
}

bool claims_hold_at(Prover *prover, const Claim *claims, size_t count, InputCell *row) {
    ClaimQuestion own = question_of(prover, claims, count);
    Question question = asked(&own, 0);
    InputCell *const rows[PROVER_ROWS] = {row, NULL};
    return question_holds_at(prover, &question, rows);
}
