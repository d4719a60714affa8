#include "proving/changing.h"

#include "lang/range.h"

Change change_either(Change a, Change b) {
    return (Change){a.rises || b.rises, a.falls || b.falls, a.state || b.state};
}

Change change_reversed(Change change) {
    return (Change){change.falls, change.rises, change.state};
}

bool range_never_above(NumberContext *numbers, const Range *a, const Range *b) {
    return a->has_high && b->has_low && number_compare(numbers, a->high, b->low) <= 0;
}

/* The ways to have no value that are left. */
static int lacks(const Facts *facts) {
    return facts->may_not_apply + 2 * facts->may_be_missing + 4 * facts->may_be_undefined;
}

static bool has_one_state(const Facts *facts) {
    int ways = lacks(facts);
    return facts->no_value ? (ways & (ways - 1)) == 0 : ways == 0;
}

static bool have_same_state(const Facts *first, const Facts *second) {
    return has_one_state(first) && has_one_state(second) && first->no_value == second->no_value &&
           lacks(first) == lacks(second);
}

Change change_within(NumberContext *numbers, Change change, const Facts *first, const Facts *second) {
    if (have_same_state(first, second)) change.state = false;
    if (first->no_value || second->no_value) change.rises = change.falls = false;
    if (change.falls && range_never_above(numbers, &first->range, &second->range)) change.falls = false;
    if (change.rises && range_never_above(numbers, &second->range, &first->range)) change.rises = false;
    return change;
}
