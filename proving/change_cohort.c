#include "proving/change_cohort.h"

static Change operand_of(const Changing *changing, ChangeOf whose, const Step *step, uint32_t i) {
    return changing->changes[whose][plan_operands(changing->plan, step)[i]];
}

/* Whatever happens to an operand in any unit. */
static Change of_any_unit(const Changing *changing, const Step *step, uint32_t i) {
    return change_either(operand_of(changing, CHANGE_OF_UNIT, step, i),
                         operand_of(changing, CHANGE_OF_OTHERS, step, i));
}

/* ---- statistics that do not fall where no value falls */

static Change of_aggregate(const Changing *changing, const Step *step) {
    Change change = of_any_unit(changing, step, 0);
    return change.state ? CHANGE_ANY : change;
}

static Change of_unknown(const Changing *changing, const Step *step) {
    for (uint32_t i = 0; i < step->operand_count; i++)
        if (!change_is_none(of_any_unit(changing, step, i))) return CHANGE_ANY;
    return CHANGE_NONE;
}

static Change of_count(const Changing *changing, const Step *step) {
    return of_any_unit(changing, step, 0).state ? CHANGE_ANY : CHANGE_NONE;
}

/* ---- where a unit stands among the others */

/* Own values against those of all others: does the unit move up, does it move down? */
typedef struct Moves {
    bool up, down, state;
} Moves;

static void add_moves(const Changing *changing, ChangeOf whose, const Step *step, uint32_t i,
                      bool lowest_first, Moves *moves) {
    Change own = operand_of(changing, whose, step, i), rest = operand_of(changing, CHANGE_OF_OTHERS, step, i);
    if (whose == CHANGE_OF_OTHERS) rest = of_any_unit(changing, step, i);
    if (lowest_first) {
        own = change_reversed(own);
        rest = change_reversed(rest);
    }
    moves->up |= own.rises || rest.falls || rest.state;
    moves->down |= own.falls || rest.rises || rest.state;
    moves->state |= own.state || (rest.state && step->op == OP_GRADE_TOP);
}

static Change of_place(const Moves *moves, bool is_counted_from_below) {
    if (moves->state) return CHANGE_ANY;
    if (is_counted_from_below) return (Change){moves->up, moves->down, false};
    return (Change){moves->down, moves->up, false};
}

static Change of_standing(const Changing *changing, ChangeOf whose, const Step *step) {
    Moves moves = {0};
    bool from_below = step->op == OP_COHORT_BELOW || step->op == OP_COHORT_AT_MOST;
    bool lowest_first = step->op == OP_GRADE_TOP && (step->cohort.flags & 1);
    add_moves(changing, whose, step, 0, lowest_first, &moves);
    return of_place(&moves, from_below);
}

/* Operand 0 tells who is ranked, the others are the keys. */
static Change of_rank(const Changing *changing, ChangeOf whose, const Step *step) {
    Moves moves = {0};
    if (!change_is_none(of_any_unit(changing, step, 0))) return CHANGE_ANY;
    for (uint32_t i = 1; i < step->operand_count; i++)
        add_moves(changing, whose, step, i, step->cohort.flags >> (i - 1) & 1, &moves);
    return of_place(&moves, false);
}

/* A unit that changes its cohort meets other units. */
static bool moves_between_cohorts(const Changing *changing, const Step *step) {
    return step->cohort.scope_input != UINT32_MAX && step->cohort.scope_input == changing->moved;
}

Change change_of_cohort(const Changing *changing, ChangeOf whose, StepId id) {
    const Step *step = &changing->plan->steps[id];
    if (moves_between_cohorts(changing, step)) return CHANGE_ANY;
    switch (step->op) {
    case OP_COHORT_MAX:
    case OP_COHORT_MIN:
    case OP_COHORT_SUM:
    case OP_COHORT_MEAN:
    case OP_COHORT_MEDIAN:
    case OP_COHORT_PERCENTILE: return of_aggregate(changing, step);
    case OP_COHORT_COUNT: return of_count(changing, step);
    case OP_COHORT_BELOW:
    case OP_COHORT_AT_MOST:
    case OP_COHORT_PLACE:
    case OP_GRADE_TOP: return of_standing(changing, whose, step);
    case OP_RANK: return of_rank(changing, whose, step);
    default: return of_unknown(changing, step);
    }
}

/* ---- a value against those of its cohort */

static const Step *step_at(const Changing *changing, StepId id) {
    return &changing->plan->steps[id];
}

static StepId operand_at(const Changing *changing, const Step *step, uint32_t i) {
    return plan_operands(changing->plan, step)[i];
}

static bool is_statistic_of(const Changing *changing, StepId id, StepOp op, StepId value, uint32_t *scope) {
    const Step *step = step_at(changing, id);
    if (step->op != op || operand_at(changing, step, 0) != value) return false;
    bool fits = *scope == UINT32_MAX - 1 || *scope == step->cohort.scope_input;
    *scope = step->cohort.scope_input;
    return fits;
}

/* `a - b` as a sum; false: something else. */
static bool is_difference(const Changing *changing, StepId id, StepId *from, StepId *taken) {
    const Step *sum = step_at(changing, id);
    if (sum->op != OP_ADD || sum->operand_count != 2) return false;
    const Step *negative = step_at(changing, operand_at(changing, sum, 1));
    if (negative->op != OP_NEGATE) return false;
    *from = operand_at(changing, sum, 0);
    *taken = operand_at(changing, negative, 0);
    return true;
}

static bool is_of_best(const Changing *changing, const Step *quotient, StepId *value) {
    uint32_t scope = UINT32_MAX - 1;
    *value = operand_at(changing, quotient, 0);
    const Range *range = &changing->others[*value].range;
    bool is_natural = range->has_low && number_sign(range->low) >= 0;
    return is_natural &&
           is_statistic_of(changing, operand_at(changing, quotient, 1), OP_COHORT_MAX, *value, &scope);
}

static bool is_between_ends(const Changing *changing, const Step *quotient, StepId *value) {
    uint32_t scope = UINT32_MAX - 1;
    StepId lowest, highest, lowest_again;
    return is_difference(changing, operand_at(changing, quotient, 0), value, &lowest) &&
           is_difference(changing, operand_at(changing, quotient, 1), &highest, &lowest_again) &&
           lowest == lowest_again && is_statistic_of(changing, lowest, OP_COHORT_MIN, *value, &scope) &&
           is_statistic_of(changing, highest, OP_COHORT_MAX, *value, &scope);
}

/* The unit itself never loses by a higher value: where it is the best, it stays at 1. The others never gain
 * by it: the best can only rise, and where the lowest rises all others come nearer to it. */
Change change_of_share(const Changing *changing, ChangeOf whose, StepId id) {
    const Step *step = step_at(changing, id);
    StepId value;
    if (step->op != OP_DIVIDE) return CHANGE_ANY;
    if (!is_of_best(changing, step, &value) && !is_between_ends(changing, step, &value)) return CHANGE_ANY;
    Change own = changing->changes[CHANGE_OF_UNIT][value];
    if (own.state || !change_is_none(changing->changes[CHANGE_OF_OTHERS][value])) return CHANGE_ANY;
    const Facts *facts = whose == CHANGE_OF_UNIT ? changing->second : changing->others;
    own.state = facts[id].may_be_undefined || changing->others[id].may_be_undefined;
    return whose == CHANGE_OF_UNIT ? own : change_reversed(own);
}
