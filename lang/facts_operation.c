#include "lang/facts_operation.h"

#include "lang/facts_cohort.h"
#include "lang/operation.h"

static void add_states(Facts *facts, const Facts *from) {
    facts->may_not_apply |= from->may_not_apply;
    facts->may_be_missing |= from->may_be_missing;
    facts->may_be_undefined |= from->may_be_undefined;
}

static Facts with_states(const Facts *operands, size_t count) {
    Facts facts = facts_certain(range_all());
    for (size_t i = 0; i < count; i++)
        add_states(&facts, &operands[i]);
    return facts;
}

typedef Range (*RangeJoin)(NumberContext *, const Range *, const Range *);

static Range fold_ranges(NumberContext *numbers, RangeJoin join, const Facts *operands, size_t count,
                         size_t stride) {
    Range range = operands[0].range;
    for (size_t i = stride; i < count; i += stride)
        range = join(numbers, &range, &operands[i].range);
    return range;
}

static Range without_grid(Range range) {
    range.has_step = false;
    return range;
}

static Range verdict(bool always, bool never) {
    if (always) return range_exactly(NUMBER_ONE);
    if (never) return range_exactly(NUMBER_ZERO);
    return range_yes_no();
}

static bool is_below(NumberContext *numbers, const Range *a, const Range *b, bool or_equal) {
    if (!a->has_high || !b->has_low) return false;
    int order = number_compare(numbers, a->high, b->low);
    return or_equal ? order <= 0 : order < 0;
}

static Range compare_equal(NumberContext *numbers, const Range *a, const Range *b) {
    Range both = range_intersect(numbers, a, b);
    Number x, y;
    bool constant = range_is_constant(numbers, a, &x) && range_is_constant(numbers, b, &y);
    bool contained = constant || !range_is_constant(numbers, a, &x) || range_contains(numbers, b, x);
    contained =
        contained && (constant || !range_is_constant(numbers, b, &y) || range_contains(numbers, a, y));
    bool never = range_is_empty(numbers, &both) || !contained;
    return verdict(constant && !never && number_equal(numbers, x, y), never);
}

static Range invert_verdict(NumberContext *numbers, Range range) {
    Range one = range_exactly(NUMBER_ONE), negated = range_negate(numbers, &range);
    Range result = range_add(numbers, &one, &negated);
    result.step = NUMBER_ONE;
    result.has_step = true;
    return result;
}

static Range compare_ranges(NumberContext *numbers, StepOp op, const Range *a, const Range *b) {
    if (op == OP_EQUAL) return compare_equal(numbers, a, b);
    if (op == OP_NOT_EQUAL) return invert_verdict(numbers, compare_equal(numbers, a, b));
    bool or_equal = op == OP_LESS_EQUAL;
    return verdict(is_below(numbers, a, b, or_equal), is_below(numbers, b, a, !or_equal));
}

/* and: stops at the first no; or: at the first yes. */
static Facts apply_logic(NumberContext *numbers, bool is_and, const Facts *operands, size_t count) {
    Facts facts = facts_certain(range_all());
    bool all_pass = true;
    for (size_t i = 0; i < count; i++) {
        add_states(&facts, &operands[i]);
        if (is_and ? facts_is_no(numbers, &operands[i]) : facts_is_yes(numbers, &operands[i])) {
            facts.range = range_exactly(is_and ? NUMBER_ZERO : NUMBER_ONE);
            return facts;
        }
        all_pass &= is_and ? facts_is_yes(numbers, &operands[i]) : facts_is_no(numbers, &operands[i]);
    }
    facts.range = all_pass ? range_exactly(is_and ? NUMBER_ONE : NUMBER_ZERO) : range_yes_no();
    return facts;
}

/* A state literal has no value of its own: it does not widen the range. */
static void add_choice(NumberContext *numbers, Facts *facts, const Facts *value, bool *first) {
    add_states(facts, value);
    if (value->no_value) return;
    facts->no_value = false;
    facts->range = *first ? value->range : range_hull(numbers, &facts->range, &value->range);
    *first = false;
}

static Facts apply_choose(NumberContext *numbers, const Facts *operands, size_t count) {
    Facts facts = facts_certain(range_exactly(NUMBER_ZERO));
    facts.no_value = true;
    bool first = true;
    for (size_t i = 0; i + 1 < count; i += 2) {
        add_states(&facts, &operands[i]);
        if (facts_is_no(numbers, &operands[i])) continue;
        add_choice(numbers, &facts, &operands[i + 1], &first);
        if (facts_is_yes(numbers, &operands[i])) return facts;
    }
    add_choice(numbers, &facts, &operands[count - 1], &first);
    return facts;
}

static Facts apply_fallback(NumberContext *numbers, StepOp op, const Facts *operands) {
    Facts facts = operands[0];
    bool needed = op == OP_OTHERWISE ? facts.may_be_undefined : facts.may_be_missing;
    if (!needed) return facts;
    if (op == OP_OTHERWISE)
        facts.may_be_undefined = false;
    else
        facts.may_be_missing = false;
    bool first = facts.no_value;
    add_choice(numbers, &facts, &operands[1], &first);
    return facts;
}

static Facts apply_divide(NumberContext *numbers, const Facts *operands) {
    Facts facts = with_states(operands, 2);
    facts.range = range_divide(numbers, &operands[0].range, &operands[1].range);
    facts.may_be_undefined |= range_can_be_zero(numbers, &operands[1].range);
    return facts;
}

static Facts apply_power(NumberContext *numbers, const Facts *operands) {
    Facts facts = with_states(operands, 2);
    Number exponent;
    int64_t whole = 0;
    bool constant = range_is_constant(numbers, &operands[1].range, &exponent);
    bool is_whole = constant && number_to_int(numbers, exponent, &whole);
    facts.range = range_power(numbers, &operands[0].range, &operands[1].range);
    if (!is_whole && !range_is_at_least(numbers, &operands[0].range, NUMBER_ZERO))
        facts.may_be_undefined = true;
    bool rises = constant && number_sign(exponent) >= 0;
    if (!rises && range_can_be_zero(numbers, &operands[0].range)) facts.may_be_undefined = true;
    return facts;
}

static Facts apply_root_or_log(NumberContext *numbers, StepOp op, const Facts *operand) {
    Facts facts = with_states(operand, 1);
    bool is_root = op == OP_SQRT;
    facts.range = range_rising(numbers, &operand->range,
                               is_root       ? number_sqrt
                               : op == OP_LN ? number_ln
                                             : number_log10);
    if (!range_is_at_least(numbers, &operand->range, NUMBER_ZERO)) facts.may_be_undefined = true;
    if (!is_root && range_can_be_zero(numbers, &operand->range)) facts.may_be_undefined = true;
    if (is_root && !facts.range.has_low) {
        facts.range.has_low = true;
        facts.range.low = NUMBER_ZERO;
    }
    return facts;
}

static Facts apply_exp(NumberContext *numbers, const Facts *operand) {
    Facts facts = with_states(operand, 1);
    facts.range = range_rising(numbers, &operand->range, number_exp);
    if (!facts.range.has_low) facts.range.low = NUMBER_ZERO;
    facts.range.has_low = true;
    facts.range.not_zero = true;
    return facts;
}

/* Means lie between the smallest and the largest of their values. */
static Range span_of(NumberContext *numbers, const Facts *operands, size_t count, size_t stride) {
    return without_grid(fold_ranges(numbers, range_hull, operands, count, stride));
}

/* A root is rounded to 34 digits: it can lie that much outside its values [N4.2]. */
static Range with_rounded_ends(NumberContext *numbers, Range range) {
    Number end;
    if (range.has_low && number_root(numbers, range.low, 1, &end))
        range.low = number_min(numbers, range.low, end);
    if (range.has_high && number_root(numbers, range.high, 1, &end))
        range.high = number_max(numbers, range.high, end);
    return range;
}

static Facts apply_positive_mean(NumberContext *numbers, StepOp op, const Facts *operands, size_t count) {
    Facts facts = with_states(operands, count);
    facts.range = span_of(numbers, operands, count, 1);
    bool harmonic = op == OP_HARMONIC_MEAN || op == OP_MEMBERS_HARMONIC_MEAN;
    bool natural = range_is_at_least(numbers, &facts.range, NUMBER_ZERO);
    if (!natural) {
        facts.range = range_all();
        facts.may_be_undefined = true;
    }
    if (harmonic && range_can_be_zero(numbers, &facts.range)) facts.may_be_undefined = true;
    if (natural && !harmonic) facts.range = with_rounded_ends(numbers, facts.range);
    return facts;
}

/* A member of `width` operands: its value and perhaps its weight. One without the other is left out. */
static bool always_applies(const Facts *member, size_t width) {
    return !member[0].may_not_apply && !member[width - 1].may_not_apply;
}

/* Sum over the members that apply, at least one of them. */
static Range members_sum(NumberContext *numbers, const Facts *operands, size_t count) {
    Range zero = range_exactly(NUMBER_ZERO), sum = zero;
    bool any_certain = false;
    for (size_t i = 0; i < count; i++) {
        Range part = operands[i].range;
        any_certain |= always_applies(&operands[i], 1);
        if (!always_applies(&operands[i], 1)) part = range_hull(numbers, &part, &zero);
        sum = range_add(numbers, &sum, &part);
    }
    if (any_certain) return sum;
    Range least = fold_ranges(numbers, range_min, operands, count, 1);
    if (range_is_at_least(numbers, &least, NUMBER_ZERO) &&
        (!sum.has_low || number_compare(numbers, least.low, sum.low) > 0)) {
        sum.low = least.low;
        sum.has_low = true;
    }
    return sum;
}

static Facts members_states(const Facts *operands, size_t count, size_t width) {
    Facts facts = with_states(operands, count);
    facts.may_not_apply = true;
    for (size_t i = 0; i < count; i += width)
        if (always_applies(&operands[i], width)) facts.may_not_apply = false;
    return facts;
}

static Facts apply_weighted_sum(NumberContext *numbers, const Facts *operands, size_t count) {
    Facts facts = members_states(operands, count, 2);
    Range zero = range_exactly(NUMBER_ZERO);
    facts.range = zero;
    for (size_t i = 0; i + 1 < count; i += 2) {
        Range part = range_multiply(numbers, &operands[i].range, &operands[i + 1].range);
        if (!always_applies(&operands[i], 2)) part = range_hull(numbers, &part, &zero);
        facts.range = range_add(numbers, &facts.range, &part);
    }
    return facts;
}

static Facts apply_weighted_mean(NumberContext *numbers, StepOp op, const Facts *operands, size_t count) {
    Facts facts = members_states(operands, count, 2);
    facts.range = span_of(numbers, operands, count, 2);
    Range zero = range_exactly(NUMBER_ZERO), certain = zero;
    bool all_positive = true;
    for (size_t i = 0; i + 1 < count; i += 2) {
        if (always_applies(&operands[i], 2)) certain = range_add(numbers, &certain, &operands[i + 1].range);
        all_positive &= !range_can_be_zero(numbers, &operands[i + 1].range);
    }
    if (!all_positive && range_can_be_zero(numbers, &certain)) facts.may_be_undefined = true;
    if (op != OP_MEMBERS_WEIGHTED_GEOMETRIC_MEAN) return facts;
    bool natural = range_is_at_least(numbers, &facts.range, NUMBER_ZERO);
    facts.range = natural ? with_rounded_ends(numbers, facts.range) : range_all();
    facts.may_be_undefined |= !natural;
    return facts;
}

static Facts apply_members(NumberContext *numbers, StepOp op, const Facts *operands, size_t count) {
    Facts facts = members_states(operands, count, 1);
    switch (op) {
    case OP_MEMBERS_SUM: facts.range = members_sum(numbers, operands, count); break;
    case OP_MEMBERS_COUNT:
        facts.may_not_apply = false;
        facts.range = range_between(NUMBER_ZERO, number_from_int((int64_t)count));
        facts.range.step = NUMBER_ONE;
        facts.range.has_step = true;
        break;
    case OP_MEMBERS_MIN:
    case OP_MEMBERS_MAX: facts.range = fold_ranges(numbers, range_hull, operands, count, 1); break;
    default: facts.range = span_of(numbers, operands, count, 1); break;
    }
    return facts;
}

static Facts apply_present(NumberContext *numbers, const Facts *operand) {
    (void)numbers;
    Facts facts = facts_certain(range_yes_no());
    facts.may_be_undefined = operand->may_be_undefined;
    if (!operand->may_be_missing && !operand->may_not_apply) facts.range = range_exactly(NUMBER_ONE);
    return facts;
}

static Facts apply_strict(NumberContext *numbers, StepOp op, StepParameters parameters, const Facts *operands,
                          size_t count) {
    Facts facts = with_states(operands, count);
    const Range *first = &operands[0].range;
    switch (op) {
    case OP_ADD: facts.range = fold_ranges(numbers, range_add, operands, count, 1); break;
    case OP_MULTIPLY: facts.range = fold_ranges(numbers, range_multiply, operands, count, 1); break;
    case OP_MIN: facts.range = fold_ranges(numbers, range_min, operands, count, 1); break;
    case OP_MAX: facts.range = fold_ranges(numbers, range_max, operands, count, 1); break;
    case OP_MEDIAN: facts.range = span_of(numbers, operands, count, 1); break;
    case OP_NEGATE: facts.range = range_negate(numbers, first); break;
    case OP_ABS: facts.range = range_absolute(numbers, first); break;
    case OP_FLOOR: facts.range = range_round(numbers, first, 0, ROUND_FLOOR); break;
    case OP_CEILING: facts.range = range_round(numbers, first, 0, ROUND_CEILING); break;
    case OP_ROUND: facts.range = range_round(numbers, first, parameters.decimals, parameters.mode); break;
    case OP_NOT: facts.range = invert_verdict(numbers, *first); break;
    default: facts.range = compare_ranges(numbers, op, first, &operands[1].range); break;
    }
    return facts;
}

static Facts apply_where(const Facts *operands) {
    Facts facts = operands[0];
    add_states(&facts, &operands[1]);
    return facts;
}

static Facts apply_operation(NumberContext *numbers, StepOp op, StepParameters parameters,
                             const Facts *operands, size_t count) {
    if (op >= OP_COHORT_MAX) return facts_cohort_apply(numbers, op, parameters, operands, count);
    switch (op) {
    case OP_DIVIDE: return apply_divide(numbers, operands);
    case OP_POWER: return apply_power(numbers, operands);
    case OP_SQRT:
    case OP_LN:
    case OP_LOG10: return apply_root_or_log(numbers, op, operands);
    case OP_EXP: return apply_exp(numbers, operands);
    case OP_GEOMETRIC_MEAN:
    case OP_HARMONIC_MEAN: return apply_positive_mean(numbers, op, operands, count);
    case OP_MEMBERS_GEOMETRIC_MEAN:
    case OP_MEMBERS_HARMONIC_MEAN: {
        Facts facts = apply_positive_mean(numbers, op, operands, count);
        facts.may_not_apply = members_states(operands, count, 1).may_not_apply;
        return facts;
    }
    case OP_AND: return apply_logic(numbers, true, operands, count);
    case OP_OR: return apply_logic(numbers, false, operands, count);
    case OP_CHOOSE: return apply_choose(numbers, operands, count);
    case OP_OTHERWISE:
    case OP_IF_MISSING: return apply_fallback(numbers, op, operands);
    case OP_PRESENT: return apply_present(numbers, operands);
    case OP_WHERE_APPLICABLE: return apply_where(operands);
    case OP_MEMBERS_WEIGHTED_SUM: return apply_weighted_sum(numbers, operands, count);
    case OP_MEMBERS_WEIGHTED_MEAN:
    case OP_MEMBERS_WEIGHTED_GEOMETRIC_MEAN: return apply_weighted_mean(numbers, op, operands, count);
    case OP_MEMBERS_SUM:
    case OP_MEMBERS_MEAN:
    case OP_MEMBERS_MIN:
    case OP_MEMBERS_MAX:
    case OP_MEMBERS_MEDIAN:
    case OP_MEMBERS_COUNT: return apply_members(numbers, op, operands, count);
    default: return apply_strict(numbers, op, parameters, operands, count);
    }
}

/* [L4.5] A strict operation has no value where an operand has none; one on members needs those that are not
 * left out, a choice the first of its tests. */
static bool never_has_value(StepOp op, const Facts *operands, size_t count) {
    OperationKind kind = operation_kind(op);
    if (op == OP_WHERE_APPLICABLE) return operands[0].no_value || operands[1].no_value;
    if (op == OP_AND || op == OP_OR || op == OP_CHOOSE) return operands[0].no_value && count > 1;
    if (kind != OPERATION_STRICT && kind != OPERATION_MEMBERS) return false;
    for (size_t i = 0; i < count; i++)
        if (operands[i].no_value && (kind == OPERATION_STRICT || !operands[i].may_not_apply)) return true;
    return false;
}

Facts facts_operation(NumberContext *numbers, StepOp op, StepParameters parameters, const Facts *operands,
                      size_t count) {
    Facts facts = apply_operation(numbers, op, parameters, operands, count);
    facts.no_value |= never_has_value(op, operands, count);
    /* an end that passes the limits of numbers is no bound [N5.2] */
    if (number_context_take_overflow(numbers)) facts.range = range_all();
    return facts;
}
