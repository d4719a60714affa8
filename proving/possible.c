#include "proving/possible.h"

static bool has_states(const Possible *possible) {
    return possible->missing || possible->not_applicable;
}

static int kind_count(const Possible *possible) {
    return possible->has_values + (possible->extra_count > 0) + possible->missing + possible->not_applicable;
}

bool possible_is_empty(NumberContext *numbers, const Possible *possible) {
    if (has_states(possible) || possible->extra_count > 0) return false;
    return !possible->has_values || range_is_empty(numbers, &possible->range);
}

bool possible_is_single(NumberContext *numbers, const Possible *possible, InputCell *cell) {
    if (kind_count(possible) != 1) return false;
    *cell = (InputCell){STATE_VALUE, NUMBER_ZERO};
    if (possible->has_values) return range_is_constant(numbers, &possible->range, &cell->number);
    if (possible->extra_count > 0) {
        cell->number = possible->extras[0];
        return possible->extra_count == 1;
    }
    cell->state = possible->missing ? STATE_MISSING : STATE_NOT_APPLICABLE;
    return true;
}

static bool has_extra(NumberContext *numbers, const Possible *possible, Number number) {
    for (uint32_t i = 0; i < possible->extra_count; i++)
        if (number_equal(numbers, possible->extras[i], number)) return true;
    return false;
}

bool possible_contains(NumberContext *numbers, const Possible *possible, const InputCell *cell) {
    if (cell->state == STATE_MISSING) return possible->missing;
    if (cell->state == STATE_NOT_APPLICABLE) return possible->not_applicable;
    return (possible->has_values && range_contains(numbers, &possible->range, cell->number)) ||
           has_extra(numbers, possible, cell->number);
}

Possible possible_exactly(const Possible *all, const InputCell *cell) {
    Possible one = {.range = all->range,
                    .has_values = cell->state == STATE_VALUE,
                    .missing = cell->state == STATE_MISSING,
                    .not_applicable = cell->state == STATE_NOT_APPLICABLE};
    if (!one.has_values) return one;
    one.range.low = one.range.high = cell->number;
    one.range.has_low = one.range.has_high = true;
    return one;
}

Facts possible_facts(NumberContext *numbers, const Possible *possible) {
    Facts facts = facts_certain(possible->range);
    facts.may_be_missing = possible->missing;
    facts.may_not_apply = possible->not_applicable;
    facts.no_value = !possible->has_values && possible->extra_count == 0;
    if (facts.no_value) facts.range = range_exactly(NUMBER_ZERO);
    for (uint32_t i = 0; i < possible->extra_count; i++) {
        Range extra = range_exactly(possible->extras[i]);
        bool is_first = i == 0 && !possible->has_values;
        facts.range = is_first ? extra : range_hull(numbers, &facts.range, &extra);
    }
    return facts;
}

static Number nearest_in(NumberContext *numbers, const Range *range, Number wanted) {
    if (range->has_low && number_compare(numbers, wanted, range->low) < 0) return range->low;
    if (range->has_high && number_compare(numbers, wanted, range->high) > 0) return range->high;
    return wanted;
}

InputCell possible_nearest(NumberContext *numbers, const Possible *possible, const InputCell *plain) {
    if (possible_contains(numbers, possible, plain)) return *plain;
    if (possible->has_values) {
        Number wanted = plain->state == STATE_VALUE ? plain->number : NUMBER_ZERO;
        return (InputCell){STATE_VALUE, nearest_in(numbers, &possible->range, wanted)};
    }
    if (possible->extra_count > 0) return (InputCell){STATE_VALUE, possible->extras[0]};
    return (InputCell){possible->missing ? STATE_MISSING : STATE_NOT_APPLICABLE, NUMBER_ZERO};
}

/* ---- cutting */

static bool cut_is_inside(NumberContext *numbers, const Range *range, Number cut) {
    return !(range->has_low && number_compare(numbers, cut, range->low) < 0) &&
           !(range->has_high && number_compare(numbers, cut, range->high) >= 0);
}

/* The cuts inside a range: from *first, that many. */
static size_t cuts_inside(NumberContext *numbers, const Range *range, const Cuts *cuts, size_t *first) {
    size_t low = 0, high = cuts->count;
    while (range->has_low && low < high) {
        size_t middle = low + (high - low) / 2;
        if (number_compare(numbers, cuts->behind[middle], range->low) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *first = low;
    size_t end = cuts->count;
    while (range->has_high && low < end) {
        size_t middle = low + (end - low) / 2;
        if (number_compare(numbers, cuts->behind[middle], range->high) >= 0)
            end = middle;
        else
            low = middle + 1;
    }
    return end - *first;
}

PossibleSize possible_size(NumberContext *numbers, const Possible *possible, const Cuts *cuts) {
    InputCell cell;
    size_t first;
    const Range *range = &possible->range;
    if (possible_is_single(numbers, possible, &cell)) return (PossibleSize){0, NUMBER_ZERO};
    if (kind_count(possible) > 1) return (PossibleSize){4, NUMBER_ZERO};
    if (!possible->has_values) return (PossibleSize){1, number_from_int(possible->extra_count)};
    size_t inside = cuts_inside(numbers, range, cuts, &first);
    if (inside > 0) return (PossibleSize){2, number_from_int((int64_t)inside)};
    if (!range->has_low || !range->has_high) return (PossibleSize){3, NUMBER_ZERO};
    Number width = number_subtract(numbers, range->high, range->low);
    return (PossibleSize){1, number_divide(numbers, width, range->step)};
}

/* An infinite end is looked for in strides that grow. */
static Number stride_up(NumberContext *numbers, Number low, Number step) {
    Number next = number_add(numbers, low, step);
    if (number_sign(low) <= 0) return number_max(numbers, next, NUMBER_ONE);
    return number_max(numbers, next, number_multiply(numbers, low, number_from_int(4)));
}

static Number on_grid(NumberContext *numbers, Number value, Number step) {
    return number_multiply(numbers, number_floor(numbers, number_divide(numbers, value, step)), step);
}

static Number middle_of(NumberContext *numbers, const Range *range) {
    Number middle;
    if (range->has_low && range->has_high)
        middle = number_divide(numbers, number_add(numbers, range->low, range->high), number_from_int(2));
    else if (range->has_low)
        middle = stride_up(numbers, range->low, range->step);
    else if (range->has_high)
        middle = number_negate(numbers, stride_up(numbers, number_negate(numbers, range->high), range->step));
    else
        middle = NUMBER_ZERO;
    return number_reduce(numbers, on_grid(numbers, middle, range->step));
}

static void cut_range(NumberContext *numbers, const Possible *possible, const Cuts *cuts, Possible parts[2]) {
    size_t first;
    size_t inside = cuts_inside(numbers, &possible->range, cuts, &first);
    Number cut = inside > 0 ? cuts->behind[first + inside / 2] : middle_of(numbers, &possible->range);
    if (!cut_is_inside(numbers, &possible->range, cut))
        cut = number_subtract(numbers, possible->range.high, possible->range.step);
    parts[0] = parts[1] = *possible;
    parts[0].range.high = cut;
    parts[1].range.low = number_reduce(numbers, number_add(numbers, cut, possible->range.step));
    parts[0].range.has_high = parts[1].range.has_low = true;
}

static void cut_extras(const Possible *possible, Possible parts[2]) {
    parts[0] = parts[1] = *possible;
    parts[0].extra_count = possible->extra_count / 2;
    parts[1].extra_count -= parts[0].extra_count;
    parts[1].extras += parts[0].extra_count;
}

/* Values first, then tokens, then what has no value. */
static void cut_kinds(const Possible *possible, Possible parts[2]) {
    parts[0] = parts[1] = *possible;
    bool values = possible->has_values, extras = possible->extra_count > 0 && !values;
    parts[1].has_values = false;
    parts[0].missing = possible->missing && !values && !extras;
    parts[0].not_applicable = false;
    if (values)
        parts[0].extra_count = 0;
    else
        parts[1].extra_count = 0;
    if (parts[0].missing) parts[1].missing = false;
}

void possible_cut(NumberContext *numbers, const Possible *possible, const Cuts *cuts, Possible parts[2]) {
    if (kind_count(possible) > 1)
        cut_kinds(possible, parts);
    else if (possible->has_values)
        cut_range(numbers, possible, cuts, parts);
    else
        cut_extras(possible, parts);
}
