#include "proving/change_choice.h"

/* ---- conditions */

static bool may_lack_value(const ChangeOperands *operands, uint32_t i) {
    return !facts_have_value(operands_facts(operands, i, 0)) ||
           !facts_have_value(operands_facts(operands, i, 1));
}

/* The smallest of yes and no for `and`, the largest for `or`; but the first that decides is looked at, and it
 * may be one without a value. */
Change change_of_logic(const ChangeOperands *operands) {
    Change change = operands_change_of_any(operands, 1);
    if (change.state) return CHANGE_ANY;
    for (uint32_t i = 0; i < operands->count; i++)
        change.state |= may_lack_value(operands, i);
    return change;
}

Change change_of_presence(const ChangeOperands *operands) {
    return operands_change(operands, 0).state ? CHANGE_ANY : CHANGE_NONE;
}

Change change_of_condition(const ChangeOperands *operands) {
    Change change = operands_change(operands, 0);
    change.state |= operands_change(operands, 1).state;
    return change;
}

Change change_of_fallback(const ChangeOperands *operands) {
    Change first = operands_change(operands, 0), second = operands_change(operands, 1);
    if (first.state) return CHANGE_ANY;
    bool may_fall_back = false;
    for (int row = 0; row < 2; row++) {
        const Facts *facts = operands_facts(operands, 0, row);
        may_fall_back |= operands->step->op == OP_OTHERWISE ? facts->may_be_undefined : facts->may_be_missing;
    }
    return may_fall_back ? change_either(first, second) : first;
}

/* ---- choices */

/* What several values together can be. */
typedef struct Hull {
    bool has_low, has_high, may_lack, are_values;
    Number low, high;
} Hull;

static void hull_add(Hull *hull, NumberContext *numbers, const Facts *facts) {
    const Range *range = &facts->range;
    hull->may_lack |= !facts_have_value(facts);
    if (facts->no_value) return;
    bool is_first = !hull->are_values;
    hull->are_values = true;
    if (is_first ||
        (hull->has_low && (!range->has_low || number_compare(numbers, range->low, hull->low) < 0))) {
        hull->has_low = range->has_low;
        hull->low = range->low;
    }
    if (is_first ||
        (hull->has_high && (!range->has_high || number_compare(numbers, range->high, hull->high) > 0))) {
        hull->has_high = range->has_high;
        hull->high = range->high;
    }
}

/* From a value of `before` to one of `after`. */
static Change change_between(NumberContext *numbers, const Hull *before, const Hull *after) {
    Change change = {.state = before->may_lack || after->may_lack};
    if (!before->are_values || !after->are_values) return change;
    bool never_rises =
        after->has_high && before->has_low && number_compare(numbers, after->high, before->low) <= 0;
    bool never_falls =
        after->has_low && before->has_high && number_compare(numbers, after->low, before->high) >= 0;
    change.rises = !never_rises;
    change.falls = !never_falls;
    return change;
}

static Hull hull_of(NumberContext *numbers, const Facts *facts) {
    Hull hull = {0};
    hull_add(&hull, numbers, facts);
    return hull;
}

/* Is the value behind a test ever taken, as far as the tests up to it tell? The last one has no test. */
typedef struct Reach {
    bool first, second;
} Reach;

static bool is_test(const ChangeOperands *operands, uint32_t at) {
    return at + 1 < operands->count;
}

static uint32_t value_at(const ChangeOperands *operands, uint32_t at) {
    return is_test(operands, at) ? at + 1 : at;
}

/* The last arm that can be taken in a row. */
static uint32_t last_arm(const ChangeOperands *operands, int row) {
    uint32_t at = 0;
    while (is_test(operands, at) && !facts_is_yes(operands->numbers, operands_facts(operands, at, row)))
        at += 2;
    return at;
}

static Reach reach_of(const ChangeOperands *operands, uint32_t at, const uint32_t last[2]) {
    Reach reach = {at <= last[0], at <= last[1]};
    if (!is_test(operands, at)) return reach;
    reach.first &= !facts_is_no(operands->numbers, operands_facts(operands, at, 0));
    reach.second &= !facts_is_no(operands->numbers, operands_facts(operands, at, 1));
    return reach;
}

/* An arm is left for one behind it only where its test falls, and taken in place of one behind it only where
 * its test rises. So the arms are passed from the last to the first, with all that stands behind each. */
static Change between_arms(const ChangeOperands *operands, const uint32_t last[2]) {
    NumberContext *numbers = operands->numbers;
    Hull behind_first = {0}, behind_second = {0};
    bool is_behind_first = false, is_behind_second = false;
    Change change = CHANGE_NONE;
    for (uint32_t at = operands->count - 1;; at -= 2) {
        Reach reach = reach_of(operands, at, last);
        uint32_t value = value_at(operands, at);
        const Facts *first = operands_facts(operands, value, 0), *second = operands_facts(operands, value, 1);
        Hull own_first = hull_of(numbers, first), own_second = hull_of(numbers, second);
        Change test = is_test(operands, at) ? operands_change(operands, at) : CHANGE_NONE;
        if (reach.first && reach.second) change = change_either(change, operands_change(operands, value));
        if (test.rises && reach.second && is_behind_first)
            change = change_either(change, change_between(numbers, &behind_first, &own_second));
        if (test.falls && reach.first && is_behind_second)
            change = change_either(change, change_between(numbers, &own_first, &behind_second));
        if (reach.first) hull_add(&behind_first, numbers, first);
        if (reach.second) hull_add(&behind_second, numbers, second);
        is_behind_first |= reach.first;
        is_behind_second |= reach.second;
        if (at < 2) return change;
    }
}

/* A test without a value decides the state: what then follows is not looked at. */
Change change_of_choice(const ChangeOperands *operands) {
    for (uint32_t at = 0; is_test(operands, at); at += 2) {
        Change test = operands_change(operands, at);
        if (test.state) return CHANGE_ANY;
    }
    uint32_t last[2] = {last_arm(operands, 0), last_arm(operands, 1)};
    Change change = between_arms(operands, last);
    for (uint32_t at = 0; is_test(operands, at); at += 2)
        change.state |= !change_is_none(operands_change(operands, at)) && operands_may_lack_result(operands);
    return change;
}
