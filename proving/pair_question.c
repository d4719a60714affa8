#include "proving/pair_question.h"

/* What `holds` works with. */
typedef struct PairBox {
    const PairQuestion *pair;
    StepId moved; /* the step of the input */
    StepId *path; /* rising: what lies between the input and the benefit */
    size_t path_count;
    Change *changes[CHANGE_OF_COUNT]; /* per step; of those on the path */
} PairBox;

static bool is_ordered(PairMove move) {
    return move == PAIR_RISES || move == PAIR_FALLS;
}

static Truth truth_not(Truth truth) {
    return truth == TRUTH_YES ? TRUTH_NO : truth == TRUTH_NO ? TRUTH_YES : TRUTH_MAYBE;
}

static Truth truth_and(Truth a, Truth b) {
    return a < b ? a : b;
}

static Truth truth_or(Truth a, Truth b) {
    return a > b ? a : b;
}

static Truth has_value(const Facts *facts) {
    if (facts->no_value) return TRUTH_NO;
    return facts_have_value(facts) ? TRUTH_YES : TRUTH_MAYBE;
}

/* As far as both have values. */
static Truth is_less(NumberContext *numbers, const Facts *a, const Facts *b) {
    const Range *low = &a->range, *high = &b->range;
    if (low->has_high && high->has_low && number_compare(numbers, low->high, high->low) < 0) return TRUTH_YES;
    if (low->has_low && high->has_high && number_compare(numbers, low->low, high->high) >= 0) return TRUTH_NO;
    return TRUTH_MAYBE;
}

/* ---- the input */

static Truth is_this_cell(NumberContext *numbers, const Facts *facts, const InputCell *cell) {
    if (cell->state != STATE_VALUE) {
        bool can_be = cell->state == STATE_MISSING ? facts->may_be_missing : facts->may_not_apply;
        bool can_be_other = cell->state == STATE_MISSING ? facts->may_not_apply : facts->may_be_missing;
        if (!can_be) return TRUTH_NO;
        return facts->no_value && !can_be_other ? TRUTH_YES : TRUTH_MAYBE;
    }
    Number value;
    if (facts->no_value) return TRUTH_NO;
    if (range_is_constant(numbers, &facts->range, &value) && facts_have_value(facts))
        return number_equal(numbers, value, cell->number) ? TRUTH_YES : TRUTH_NO;
    return range_contains(numbers, &facts->range, cell->number) ? TRUTH_MAYBE : TRUTH_NO;
}

/* A token may stand for a value beyond the range: that is no value of a unit's own. */
static Truth is_of_range(NumberContext *numbers, const PairQuestion *pair, const Facts *facts) {
    const Range *range = &pair->prover->plan->inputs[pair->input].range;
    Truth truth = has_value(facts);
    bool may_be_below =
        range->has_low && facts->range.has_low && number_compare(numbers, facts->range.low, range->low) < 0;
    bool may_be_above = range->has_high && facts->range.has_high &&
                        number_compare(numbers, facts->range.high, range->high) > 0;
    Number value;
    if (truth == TRUTH_NO || (!may_be_below && !may_be_above)) return truth;
    return range_is_constant(numbers, &facts->range, &value) ? TRUTH_NO : truth_and(truth, TRUTH_MAYBE);
}

static Truth is_moved(const PairBox *box, const QuestionView *view) {
    const PairQuestion *pair = box->pair;
    const Facts *first = &view->facts[0][box->moved], *second = &view->facts[1][box->moved];
    if (pair->move == PAIR_BECOMES)
        return truth_and(is_of_range(view->numbers, pair, first),
                         is_this_cell(view->numbers, second, &pair->cell));
    if (pair->move == PAIR_LAPSES)
        return truth_and(has_value(&view->facts[0][pair->lapsing]),
                         truth_not(has_value(&view->facts[1][pair->lapsing])));
    Truth values = truth_and(has_value(first), has_value(second));
    const Facts *low = pair->move == PAIR_RISES ? first : second;
    return truth_and(values, is_less(view->numbers, low, low == first ? second : first));
}

/* ---- the benefit */

static Truth is_other(const PairBox *box, const QuestionView *view) {
    const Benefit *benefit = box->pair->benefit;
    int worse = box->pair->asks_for_worse ? 0 : 1; /* the row that should be the better one */
    const Facts *better = &view->facts[worse][benefit->step], *other = &view->facts[1 - worse][benefit->step];
    const Facts *low = benefit->sign > 0 ? other : better, *high = benefit->sign > 0 ? better : other;
    Truth both = truth_and(has_value(better), has_value(other));
    Truth truth = truth_and(both, is_less(view->numbers, low, high));
    if (!benefit->must_have_value) return truth;
    return truth_or(truth, truth_and(has_value(better), truth_not(has_value(other))));
}

/* The box may be too wide for its ranges to tell, and still the way of every step be known. */
static bool is_excluded(const PairBox *box, const QuestionView *view) {
    const PairQuestion *pair = box->pair;
    const Benefit *benefit = pair->benefit;
    Changing changing = {pair->prover->plan,
                         view->numbers,
                         pair->input,
                         view->facts[0],
                         view->facts[1],
                         pair->direction->known,
                         {box->changes[0], box->changes[1]}};
    Change moved = CHANGE_ANY;
    if (is_ordered(pair->move))
        moved = (Change){.rises = pair->move == PAIR_RISES, .falls = pair->move == PAIR_FALLS};
    box->changes[CHANGE_OF_UNIT][box->moved] =
        change_within(view->numbers, moved, &view->facts[0][box->moved], &view->facts[1][box->moved]);
    for (size_t i = 0; i < box->path_count; i++)
        for (int whose = 0; whose < CHANGE_OF_COUNT; whose++)
            box->changes[whose][box->path[i]] = change_of_step(&changing, (ChangeOf)whose, box->path[i]);
    pair->prover->spent += box->path_count;
    Change change = box->changes[CHANGE_OF_UNIT][benefit->step];
    const Facts *first = &view->facts[0][benefit->step], *second = &view->facts[1][benefit->step];
    return pair->asks_for_worse ? !benefit_may_worsen(benefit, change, first, second)
                                : !benefit_may_improve(benefit, change, first, second);
}

static Truth holds(const void *user, const QuestionView *view) {
    const PairBox *box = user;
    Truth truth = truth_and(is_moved(box, view), is_other(box, view));
    return truth == TRUTH_MAYBE && is_excluded(box, view) ? TRUTH_NO : truth;
}

/* ---- asking */

/* Steps behind the input (those of the direction's last pass) that the benefit looks at. */
static void find_path(PairBox *box, Arena *arena) {
    const Direction *direction = box->pair->direction;
    const Plan *plan = direction->plan;
    bool *is_needed = ARENA_ARRAY(arena, bool, plan->step_count + 1);
    size_t count = 0;
    box->path = ARENA_ARRAY(arena, StepId, direction->touched_count + 1);
    is_needed[box->pair->benefit->step] = true;
    for (size_t i = direction->touched_count; i > 1; i--) {
        const Step *step = &plan->steps[direction->touched[i - 1]];
        if (!is_needed[direction->touched[i - 1]]) continue;
        box->path[count++] = direction->touched[i - 1];
        for (uint32_t j = 0; j < step->operand_count; j++)
            is_needed[plan_operands(plan, step)[j]] = true;
    }
    box->path_count = count;
    for (size_t i = 0; i < count / 2; i++) {
        StepId swapped = box->path[i];
        box->path[i] = box->path[count - 1 - i];
        box->path[count - 1 - i] = swapped;
    }
}

static PairBox box_new(const PairQuestion *pair, Arena *arena) {
    PairBox box = {.pair = pair, .moved = pair->direction->input_steps[pair->input]};
    for (int whose = 0; whose < CHANGE_OF_COUNT; whose++)
        box.changes[whose] = ARENA_ARRAY(arena, Change, pair->prover->plan->step_count + 1);
    find_path(&box, arena);
    return box;
}

/* ---- near rows */

/* Half way between two values, on the grid of short numbers; false: nothing lies between them. */
static bool middle_of(const PairQuestion *pair, Number a, Number b, Number *middle) {
    NumberContext *numbers = pair->prover->numbers;
    const DomainInput *input = &pair->prover->domain->inputs[pair->input];
    Number step = input->is_short ? number_from_decimal(1, input->is_percent ? 3 : 2) : input->all.range.step;
    Number sum = number_add(numbers, a, b), half = number_divide(numbers, sum, number_from_int(2));
    Number times = number_floor(numbers, number_divide(numbers, half, step));
    *middle = number_multiply(numbers, times, step);
    if (number_context_take_overflow(numbers)) return false;
    Number low = number_min(numbers, a, b), high = number_max(numbers, a, b);
    return number_compare(numbers, low, *middle) < 0 && number_compare(numbers, *middle, high) < 0 &&
           range_contains(numbers, &input->all.range, *middle);
}

/* Between two values of which the second is worse off lies one that is worse off than the first, or better
 * off than the second. */
static void bring_near(const PairQuestion *pair, const Question *question, Answer *answer) {
    Number middle;
    InputCell *first = &answer->rows[0][pair->input], *second = &answer->rows[1][pair->input];
    for (int i = 0; i < 128 && middle_of(pair, first->number, second->number, &middle); i++) {
        middle = number_copy(pair->prover->arena, middle);
        InputCell kept = *second;
        second->number = middle;
        if (question_holds_at(pair->prover, question, answer->rows)) continue;
        *second = kept;
        kept = *first;
        first->number = middle;
        if (question_holds_at(pair->prover, question, answer->rows)) continue;
        *first = kept;
        return;
    }
}

typedef struct Asked {
    Arena *room;
    PairBox box;
    StepId steps[3];
    Question question;
} Asked;

/* Points into itself: stays where it is. */
static void asked_init(Asked *asked, const PairQuestion *pair) {
    asked->room = arena_new(arena_memory(pair->prover->arena));
    asked->box = box_new(pair, asked->room);
    asked->steps[0] = asked->box.moved;
    asked->steps[1] = pair->benefit->step;
    asked->steps[2] = pair->move == PAIR_LAPSES ? pair->lapsing : STEP_NONE;
    asked->question = (Question){.steps = asked->steps,
                                 .step_count = 3,
                                 .holds = holds,
                                 .user = &asked->box,
                                 .moved = &pair->input,
                                 .moved_count = 1,
                                 .effort = pair->effort};
}

static void make_plain(const PairQuestion *pair, const Asked *asked, Answer *answer) {
    question_simplify(pair->prover, &asked->question, answer);
    if (is_ordered(pair->move)) bring_near(pair, &asked->question, answer);
}

Answer pair_ask(const PairQuestion *pair) {
    Asked asked;
    asked_init(&asked, pair);
    Answer answer = question_ask(pair->prover, &asked.question);
    if (answer.verdict == VERDICT_YES) make_plain(pair, &asked, &answer);
    arena_free(asked.room);
    return answer;
}

enum { LARGE_RULES = 2000000 }; /* steps for each input made plain */

void pair_simplify(const PairQuestion *pair, Answer *answer) {
    Asked asked;
    const Plan *plan = pair->prover->plan;
    if ((uint64_t)plan->step_count * plan->input_count > LARGE_RULES) return;
    asked_init(&asked, pair);
    make_plain(pair, &asked, answer);
    arena_free(asked.room);
}

void pair_values(Prover *prover, StepId step, InputCell *const rows[PROVER_ROWS],
                 StepValue values[PROVER_ROWS]) {
    arena_reset(prover->boxes);
    Cone cone = cone_new(prover, &step, 1);
    for (int row = 0; row < PROVER_ROWS; row++) {
        cone_compute(prover, &cone, rows[row], row);
        values[row] = prover->values[row][step];
        if (values[row].state == STATE_VALUE)
            values[row].number = number_copy(prover->arena, values[row].number);
    }
}
