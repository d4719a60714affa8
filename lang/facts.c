#include "lang/facts.h"

Facts facts_certain(Range range) {
    return (Facts){.range = range};
}

Facts facts_state(ValueState state) {
    return (Facts){.range = range_exactly(NUMBER_ZERO),
                   .may_not_apply = state == STATE_NOT_APPLICABLE,
                   .may_be_missing = state == STATE_MISSING,
                   .may_be_undefined = state == STATE_UNDEFINED,
                   .no_value = true};
}

bool facts_have_value(const Facts *facts) {
    return !facts->may_not_apply && !facts->may_be_missing && !facts->may_be_undefined;
}

bool facts_is_yes(NumberContext *numbers, const Facts *facts) {
    return facts_have_value(facts) && range_is_at_least(numbers, &facts->range, NUMBER_ONE);
}

bool facts_is_no(NumberContext *numbers, const Facts *facts) {
    return facts_have_value(facts) && range_is_at_most(numbers, &facts->range, NUMBER_ZERO);
}

static bool number_same(Number a, Number b) {
    return a.numerator == b.numerator && a.denominator == b.denominator;
}

static bool range_same(const Range *a, const Range *b) {
    return number_same(a->low, b->low) && number_same(a->high, b->high) && number_same(a->step, b->step) &&
           a->has_low == b->has_low && a->has_high == b->has_high && a->has_step == b->has_step &&
           a->not_zero == b->not_zero;
}

bool facts_same(const Facts *a, const Facts *b) {
    return range_same(&a->range, &b->range) && a->may_not_apply == b->may_not_apply &&
           a->may_be_missing == b->may_be_missing && a->may_be_undefined == b->may_be_undefined &&
           a->no_value == b->no_value;
}

Facts facts_intersect(NumberContext *numbers, const Facts *a, const Facts *b) {
    return (Facts){.range = range_intersect(numbers, &a->range, &b->range),
                   .may_not_apply = a->may_not_apply && b->may_not_apply,
                   .may_be_missing = a->may_be_missing && b->may_be_missing,
                   .may_be_undefined = a->may_be_undefined && b->may_be_undefined,
                   .no_value = a->no_value || b->no_value};
}
