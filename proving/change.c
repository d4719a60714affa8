#include "proving/change.h"

#include "lang/operation.h"
#include "proving/change_choice.h"
#include "proving/change_cohort.h"
#include "proving/change_operands.h"

/* ---- arithmetic */

typedef struct Signs {
    bool negative, positive;
} Signs;

static Signs signs_of(const ChangeOperands *operands, uint32_t i) {
    Signs signs = {false, false};
    for (int row = 0; row < 2; row++) {
        const Range *range = &operands_facts(operands, i, row)->range;
        signs.negative |= !range->has_low || number_sign(range->low) < 0;
        signs.positive |= !range->has_high || number_sign(range->high) > 0;
    }
    return signs;
}

static Signs signs_multiply(Signs a, Signs b) {
    return (Signs){(a.negative && b.positive) || (a.positive && b.negative),
                   (a.positive && b.positive) || (a.negative && b.negative)};
}

/* A change times a factor of these signs. */
static Change scaled(Change change, Signs factor) {
    return (Change){(change.rises && factor.positive) || (change.falls && factor.negative),
                    (change.falls && factor.positive) || (change.rises && factor.negative), change.state};
}

enum { MANY_FACTORS = 16 };

/* a'b' - ab = (a' - a) b' + a (b' - b), and so on for more factors. */
static Change of_product(const ChangeOperands *operands) {
    Change change = CHANGE_NONE;
    for (uint32_t i = 0; i < operands->count; i++) {
        Change factor = operands_change(operands, i);
        Signs others = {false, true};
        if (change_is_none(factor)) continue;
        if (operands->count > MANY_FACTORS) return CHANGE_ANY;
        for (uint32_t j = 0; j < operands->count; j++)
            if (j != i) others = signs_multiply(others, signs_of(operands, j));
        change = change_either(change, scaled(factor, others));
    }
    return change;
}

/* a'/b' - a/b = (a' - a) / b' + a (1/b' - 1/b); the inverse of a divisor that keeps its sign turns around. */
static Change of_quotient(const ChangeOperands *operands) {
    Signs divisor = signs_of(operands, 1);
    Change below = operands_change(operands, 1);
    Change change = scaled(operands_change(operands, 0), divisor);
    if (change_is_none(below)) return change;
    if (divisor.negative && divisor.positive) return CHANGE_ANY;
    change = change_either(change, scaled(change_reversed(below), signs_of(operands, 0)));
    change.state |= operands_may_lack_result(operands);
    return change;
}

static Change of_power(const ChangeOperands *operands) {
    Number exponent;
    int64_t whole = 0;
    Change base = operands_change(operands, 0);
    bool is_fixed = change_is_none(operands_change(operands, 1)) &&
                    range_is_constant(operands->numbers, &operands_facts(operands, 1, 0)->range, &exponent);
    if (!is_fixed) return CHANGE_ANY;
    base.state |= operands_may_lack_result(operands);
    bool is_odd = number_to_int(operands->numbers, exponent, &whole) && whole % 2 != 0;
    Signs signs = signs_of(operands, 0);
    if (signs.negative && !(is_odd && number_sign(exponent) > 0)) return CHANGE_ANY;
    return number_sign(exponent) < 0 ? change_reversed(base) : base;
}

static Change of_absolute(const ChangeOperands *operands) {
    Signs signs = signs_of(operands, 0);
    Change change = operands_change(operands, 0);
    if (!signs.negative) return change;
    return signs.positive ? (Change){true, true, change.state} : change_reversed(change);
}

/* Never falls where no operand does, never rises where none does. */
static Change of_rising(const ChangeOperands *operands) {
    Change change = operands_change_of_any(operands, 1);
    change.state |= operands_may_lack_result(operands);
    return change;
}

/* Geometric and harmonic means rise with values that are not below 0; others have no result. */
static Change of_natural_mean(const ChangeOperands *operands) {
    for (uint32_t i = 0; i < operands->count; i++)
        if (signs_of(operands, i).negative) return CHANGE_ANY;
    return of_rising(operands);
}

/* ---- comparisons */

/* a < b, a <= b: more of b and less of a make it true. */
static Change of_order(const ChangeOperands *operands) {
    return change_either(change_reversed(operands_change(operands, 0)), operands_change(operands, 1));
}

static Change of_equality(const ChangeOperands *operands) {
    Change difference =
        change_either(operands_change(operands, 0), change_reversed(operands_change(operands, 1)));
    Change unknown = {true, true, difference.state};
    bool is_below = true, is_above = true;
    for (int row = 0; row < 2; row++) {
        const Range *a = &operands_facts(operands, 0, row)->range,
                    *b = &operands_facts(operands, 1, row)->range;
        is_below &= range_never_above(operands->numbers, a, b);
        is_above &= range_never_above(operands->numbers, b, a);
    }
    if (change_is_none(difference)) return difference;
    if (is_below) return difference;
    return is_above ? change_reversed(difference) : unknown;
}

/* ---- members [L5.6] */

/* A member that no longer applies leaves the sum: as if it were 0. */
static Change of_addend(const ChangeOperands *operands, uint32_t i, Signs weight) {
    Change change = operands_change(operands, i);
    if (!change.state) return scaled(change, weight);
    Signs signs = signs_of(operands, i);
    change.rises |= signs.positive || signs.negative;
    change.falls |= signs.positive || signs.negative;
    const Facts *first = operands_facts(operands, i, 0), *second = operands_facts(operands, i, 1);
    if (second->no_value) change = (Change){signs.negative, signs.positive, true};
    if (first->no_value) change = (Change){signs.positive, signs.negative, true};
    return scaled(change, weight);
}

static Change of_members_sum(const ChangeOperands *operands) {
    Change change = CHANGE_NONE;
    uint32_t width = operands->is_weighted ? 2 : 1;
    for (uint32_t i = 0; i < operands->count; i += width) {
        Signs weight = {false, true};
        if (operands->is_weighted) weight = signs_of(operands, i + 1);
        if (operands->is_weighted && !change_is_none(operands_change(operands, i + 1))) return CHANGE_ANY;
        if (!change_is_none(operands_change(operands, i)))
            change = change_either(change, of_addend(operands, i, weight));
    }
    return change;
}

static Change of_members_mean(const ChangeOperands *operands) {
    Change change = operands_change_of_any(operands, operands->is_weighted ? 2 : 1);
    for (uint32_t i = 1; operands->is_weighted && i < operands->count; i += 2)
        if (!change_is_none(operands_change(operands, i)) || signs_of(operands, i).negative)
            return CHANGE_ANY;
    return change.state ? CHANGE_ANY : change;
}

static Change of_members_natural_mean(const ChangeOperands *operands) {
    Change change = change_either(of_natural_mean(operands), of_members_mean(operands));
    return change.state ? CHANGE_ANY : change;
}

static Change of_members_count(const ChangeOperands *operands) {
    return operands_change_of_any(operands, 1).state ? CHANGE_ANY : CHANGE_NONE;
}

/* ---- all */

static Change of_operation(const ChangeOperands *operands) {
    switch (operands->step->op) {
    case OP_NEGATE:
    case OP_NOT: return change_reversed(operands_change(operands, 0));
    case OP_MULTIPLY: return of_product(operands);
    case OP_DIVIDE: return of_quotient(operands);
    case OP_POWER: return of_power(operands);
    case OP_ABS: return of_absolute(operands);
    case OP_GEOMETRIC_MEAN:
    case OP_HARMONIC_MEAN: return of_natural_mean(operands);
    case OP_EQUAL: return of_equality(operands);
    case OP_NOT_EQUAL: return change_reversed(of_equality(operands));
    case OP_LESS:
    case OP_LESS_EQUAL: return of_order(operands);
    case OP_AND:
    case OP_OR: return change_of_logic(operands);
    case OP_CHOOSE: return change_of_choice(operands);
    case OP_OTHERWISE:
    case OP_IF_MISSING: return change_of_fallback(operands);
    case OP_PRESENT: return change_of_presence(operands);
    case OP_WHERE_APPLICABLE: return change_of_condition(operands);
    case OP_MEMBERS_SUM:
    case OP_MEMBERS_WEIGHTED_SUM: return of_members_sum(operands);
    case OP_MEMBERS_COUNT: return of_members_count(operands);
    case OP_MEMBERS_MEAN:
    case OP_MEMBERS_MIN:
    case OP_MEMBERS_MAX:
    case OP_MEMBERS_MEDIAN:
    case OP_MEMBERS_WEIGHTED_MEAN: return of_members_mean(operands);
    case OP_MEMBERS_GEOMETRIC_MEAN:
    case OP_MEMBERS_HARMONIC_MEAN:
    case OP_MEMBERS_WEIGHTED_GEOMETRIC_MEAN: return of_members_natural_mean(operands);
    default: return of_rising(operands); /* sums, extremes, rounding, roots, logarithms */
    }
}

Change change_of_step(const Changing *changing, ChangeOf whose, StepId id) {
    ChangeOperands operands = operands_of(changing, whose, id);
    Change change = change_of_share(changing, whose, id);
    if (step_op_is_cohort(operands.step->op))
        change = change_of_cohort(changing, whose, id);
    else if (change_is_none(operands_change_of_any(&operands, 1)))
        return CHANGE_NONE;
    else if (change.rises && change.falls)
        change = of_operation(&operands);
    return change_within(changing->numbers, change, operands_result(&operands, 0),
                         operands_result(&operands, 1));
}
