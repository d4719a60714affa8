#include "proving/pair_check.h"

#include "proving/witness.h"

enum { EFFORT_BASE = 2000000, EFFORT_PER_STEP = 20 };

PairCheck pair_check_new(Prover *prover) {
    PairCheck check = {.prover = prover};
    check.direction = direction_new(prover->plan, prover->arena, prover->numbers);
    check.benefits = benefits_new(prover->plan, prover->arena, &check.benefit_count);
    check.probe = probe_new(prover, check.direction, check.benefits, check.benefit_count);
    check.effort = EFFORT_BASE + (uint64_t)EFFORT_PER_STEP * prover->plan->step_count;
    return check;
}

void pair_check_free(PairCheck *check) {
    probe_free(check->probe);
    direction_free(check->direction);
}

/* ---- what all of them do */

typedef struct Asking {
    PairCheck *check;
    PairQuestion question;
    PairFinding finding;
} Asking;

static Asking asking_new(PairCheck *check, uint32_t input, PairMove move, bool for_worse) {
    return (Asking){.check = check,
                    .question = {.prover = check->prover,
                                 .direction = check->direction,
                                 .input = input,
                                 .move = move,
                                 .asks_for_worse = for_worse},
                    .finding = {.verdict = VERDICT_NO, .input = input, .move = move, .is_worse = for_worse}};
}

static bool is_touched(const PairCheck *check, const Benefit *benefit) {
    return check->direction->is_touched[benefit->step];
}

/* As the second row of the question differs from the first. */
static Change change_of(const Asking *asking, const Benefit *benefit) {
    Change change = direction_change(asking->check->direction, benefit->step);
    return asking->question.move == PAIR_FALLS ? change_reversed(change) : change;
}

static bool is_possible(const Asking *asking, const Benefit *benefit) {
    Change change = change_of(asking, benefit);
    const Facts *first = &asking->check->direction->rows[0][benefit->step];
    const Facts *second = &asking->check->direction->rows[1][benefit->step];
    return asking->question.asks_for_worse ? benefit_may_worsen(benefit, change, first, second)
                                           : benefit_may_improve(benefit, change, first, second);
}

/* What was ruled out helps with all that hangs on it. */
static void rule_out(const Asking *asking, const Benefit *benefit) {
    Change change = change_of(asking, benefit);
    bool is_fall = asking->question.asks_for_worse == (benefit->sign > 0);
    if (is_fall) change.falls = false;
    if (!is_fall) change.rises = false;
    if (asking->question.move == PAIR_FALLS) change = change_reversed(change);
    direction_settle(asking->check->direction, benefit->step, change);
}

static void set_finding(Asking *asking, const Benefit *benefit, const Answer *answer) {
    asking->finding.verdict = answer->verdict;
    asking->finding.benefit = benefit;
    for (int row = 0; row < PROVER_ROWS; row++)
        asking->finding.rows[row] = answer->rows[row];
}

static Answer ask_pair(Asking *asking) {
    PairCheck *check = asking->check;
    uint64_t before = check->prover->spent;
    Answer answer = {.verdict = VERDICT_UNDECIDED};
    if (check->effort == 0) return answer;
    asking->question.effort = check->effort < QUESTION_EFFORT ? check->effort : QUESTION_EFFORT;
    answer = pair_ask(&asking->question);
    uint64_t used = check->prover->spent - before;
    check->effort -= used < check->effort ? used : check->effort;
    return answer;
}

static Verdict ask(Asking *asking, const Benefit *benefit) {
    static const Answer OPEN = {.verdict = VERDICT_UNDECIDED}, SEEN = {.verdict = VERDICT_YES};
    Answer answer = OPEN;
    asking->question.benefit = benefit;
    bool seen = !benefit->hangs_on_others &&
                probe_sees(asking->check->probe, &asking->question, &asking->finding.pair);
    if (seen) answer = SEEN;
    if (!seen && !benefit->hangs_on_others) answer = ask_pair(asking);
    if (answer.verdict == VERDICT_NO) rule_out(asking, benefit);
    bool is_first = asking->finding.verdict == VERDICT_NO;
    if (answer.verdict == VERDICT_YES || (answer.verdict == VERDICT_UNDECIDED && is_first))
        set_finding(asking, benefit, &answer);
    asking->finding.is_seen = seen;
    asking->finding.has_open |= answer.verdict == VERDICT_UNDECIDED;
    return answer.verdict;
}

/* Where a unit stands hangs on its keys, and these were asked about before [PR4.5]. */
static bool follows_from_keys(const Asking *asking, const Benefit *benefit) {
    const Direction *direction = asking->check->direction;
    const Step *step = &direction->plan->steps[benefit->step];
    if (step->op != OP_RANK && step->op != OP_GRADE_TOP) return false;
    for (uint32_t i = 0; i < step->operand_count; i++) {
        StepId key = plan_operands(direction->plan, step)[i];
        if (!change_is_none(direction->changes[CHANGE_OF_OTHERS][key])) return false;
        if (!change_is_none(direction_change(direction, key)) && !direction->is_settled[key]) return false;
    }
    return step->cohort.scope_input != asking->question.input;
}

static void ask_all(Asking *asking) {
    PairCheck *check = asking->check;
    for (size_t i = 0; i < check->benefit_count; i++) {
        const Benefit *benefit = &check->benefits[i];
        if (!is_touched(check, benefit) || !is_possible(asking, benefit)) continue;
        if (follows_from_keys(asking, benefit)) continue;
        if (ask(asking, benefit) == VERDICT_YES) return;
    }
}

static void mark_inputs(const PairCheck *check, StepId step, bool *is_needed) {
    size_t count;
    uint32_t *inputs = witness_inputs(check->prover, step, &count);
    for (size_t i = 0; i < count; i++)
        is_needed[inputs[i]] = true;
}

static void forget_others(const PairCheck *check, const bool *is_needed, InputCell *rows[PROVER_ROWS]) {
    const Prover *prover = check->prover;
    for (uint32_t i = 0; i < prover->plan->input_count; i++)
        for (int row = 0; row < PROVER_ROWS && !is_needed[i]; row++)
            rows[row][i] = prover->legal[i];
}

static void rows_for(const PairCheck *check, const StepId *steps, size_t count, uint32_t input,
                     const ProbePair *pair, InputCell *rows[PROVER_ROWS]) {
    bool *is_needed = ARENA_ARRAY(check->prover->arena, bool, check->prover->plan->input_count + 1);
    probe_rows(check->probe, input, pair, rows);
    for (size_t i = 0; i < count; i++)
        mark_inputs(check, steps[i], is_needed);
    forget_others(check, is_needed, rows);
}

void pair_check_rows(const PairCheck *check, const Benefit *benefit, uint32_t input, const ProbePair *pair,
                     InputCell *rows[PROVER_ROWS]) {
    rows_for(check, &benefit->step, 1, input, pair, rows);
}

void pair_check_show(PairCheck *check, PairFinding *finding) {
    PairQuestion question = {.prover = check->prover,
                             .direction = check->direction,
                             .input = finding->input,
                             .move = finding->move,
                             .asks_for_worse = finding->is_worse,
                             .cell = finding->cell,
                             .lapsing = finding->lapsing,
                             .benefit = finding->benefit};
    Answer answer = {.verdict = VERDICT_YES};
    if (!finding->is_seen) return;
    StepId steps[] = {finding->benefit->step, finding->lapsing};
    rows_for(check, steps, finding->move == PAIR_LAPSES ? 2 : 1, finding->input, &finding->pair, answer.rows);
    direction_touch(check->direction, finding->input);
    pair_simplify(&question, &answer);
    for (int row = 0; row < PROVER_ROWS; row++)
        finding->rows[row] = answer.rows[row];
    finding->is_seen = false;
}

/* ---- better values */

PairFinding pair_check_improvement(PairCheck *check, uint32_t input) {
    int better = check->prover->plan->inputs[input].better;
    Asking asking = asking_new(check, input, better > 0 ? PAIR_RISES : PAIR_FALLS, true);
    if (better == 0) return asking.finding;
    direction_of_rising(check->direction, input);
    ask_all(&asking);
    return asking.finding;
}

static bool has_order(const PlanInput *input) {
    return input->type == INPUT_NUMBER || input->type == INPUT_PERCENT || input->type == INPUT_DATE;
}

static bool turns(PairCheck *check, uint32_t input, const Benefit *benefit, PairFinding *finding) {
    Asking rises = asking_new(check, input, PAIR_RISES, false);
    Asking falls = asking_new(check, input, PAIR_RISES, true);
    if (ask(&rises, benefit) != VERDICT_YES || ask(&falls, benefit) != VERDICT_YES) return false;
    *finding = falls.finding;
    return true;
}

PairFinding pair_check_turning(PairCheck *check, uint32_t input) {
    const PlanInput *declared = &check->prover->plan->inputs[input];
    PairFinding finding = {.verdict = VERDICT_NO, .input = input};
    if (declared->better != 0 || !has_order(declared)) return finding;
    direction_of_rising(check->direction, input);
    for (size_t i = 0; i < check->benefit_count; i++) {
        const Benefit *benefit = &check->benefits[i];
        Change change = direction_change(check->direction, benefit->step);
        bool is_criterion = check->prover->plan->outputs[benefit->output].kind == OUTPUT_CRITERION;
        if (!is_criterion || !is_touched(check, benefit) || !change.rises || !change.falls) continue;
        if (turns(check, input, benefit, &finding)) break;
    }
    return finding;
}

/* ---- empty cells and claims */

InputCell *pair_check_blanks(const PairCheck *check, uint32_t input, size_t *count) {
    const DomainInput *domain = &check->prover->domain->inputs[input];
    const PlanInput *declared = &check->prover->plan->inputs[input];
    InputCell *blanks = ARENA_ARRAY(check->prover->arena, InputCell, domain->all.extra_count + 4);
    *count = 0;
    if (domain->is_free || declared->is_block) return blanks;
    if (domain->all.missing) blanks[(*count)++] = (InputCell){STATE_MISSING, NUMBER_ZERO};
    if (domain->all.not_applicable) blanks[(*count)++] = (InputCell){STATE_NOT_APPLICABLE, NUMBER_ZERO};
    if (declared->has_default)
        blanks[(*count)++] = (InputCell){STATE_VALUE, number_from_int(declared->default_option)};
    for (uint32_t i = 0; i < domain->all.extra_count; i++)
        blanks[(*count)++] = (InputCell){STATE_VALUE, domain->all.extras[i]};
    return blanks;
}

PairFinding pair_check_blank(PairCheck *check, uint32_t input, InputCell blank) {
    Asking asking = asking_new(check, input, PAIR_BECOMES, false);
    asking.question.cell = asking.finding.cell = blank;
    asking.finding.is_blank = true;
    Facts first = facts_certain(check->prover->domain->inputs[input].all.range);
    Facts second =
        blank.state == STATE_VALUE ? facts_certain(range_exactly(blank.number)) : facts_state(blank.state);
    direction_between(check->direction, input, &first, &second);
    ask_all(&asking);
    return asking.finding;
}

static bool is_criterion(const PairCheck *check, const Benefit *benefit) {
    return check->prover->plan->outputs[benefit->output].kind == OUTPUT_CRITERION;
}

/* No criterion that applies either way has other points. */
static bool decides_only_what_applies(const PairCheck *check) {
    for (size_t i = 0; i < check->benefit_count; i++) {
        Change change = direction_change(check->direction, check->benefits[i].step);
        if (is_criterion(check, &check->benefits[i]) && (change.rises || change.falls)) return false;
    }
    return true;
}

/* What is found out about one criterion that lapses holds for its pairs alone: each begins anew. */
static PairFinding ask_lapse(PairCheck *check, uint32_t input, const Benefit *criterion) {
    Facts all = facts_certain(check->prover->domain->inputs[input].all.range);
    Asking asking = asking_new(check, input, PAIR_LAPSES, false);
    asking.question.lapsing = asking.finding.lapsing = criterion->step;
    direction_between(check->direction, input, &all, &all);
    ask_all(&asking);
    return asking.finding;
}

enum { MOST_LAPSES = 16 };

static size_t find_lapses(const PairCheck *check, const Benefit *lapses[MOST_LAPSES]) {
    size_t count = 0;
    for (size_t i = 0; i < check->benefit_count && count < MOST_LAPSES; i++) {
        const Benefit *benefit = &check->benefits[i];
        if (is_criterion(check, benefit) && direction_change(check->direction, benefit->step).state)
            lapses[count++] = benefit;
    }
    return count;
}

PairFinding pair_check_claim(PairCheck *check, uint32_t input) {
    const PlanInput *declared = &check->prover->plan->inputs[input];
    const DomainInput *domain = &check->prover->domain->inputs[input];
    const Benefit *lapses[MOST_LAPSES];
    PairFinding finding = {.verdict = VERDICT_NO, .input = input};
    if (domain->is_free || declared->is_block) return finding;
    Facts all = facts_certain(domain->all.range);
    direction_between(check->direction, input, &all, &all);
    size_t count = decides_only_what_applies(check) ? find_lapses(check, lapses) : 0;
    for (size_t i = 0; i < count && finding.verdict == VERDICT_NO; i++)
        finding = ask_lapse(check, input, lapses[i]);
    return finding;
}
