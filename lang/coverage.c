#include "lang/coverage.h"

#include <string.h>

struct Coverage {
    Arena *arena;
    NumberContext *numbers;
    Range legal;
    Interval *left;
    size_t count, capacity;
};

static Interval everything(const Range *range) {
    return (Interval){
        .low = range->low, .high = range->high, .has_low = range->has_low, .has_high = range->has_high};
}

Coverage *coverage_new(Arena *arena, NumberContext *numbers, const Range *legal) {
    Coverage *coverage = ARENA_NEW(arena, Coverage);
    coverage->arena = arena;
    coverage->numbers = numbers;
    coverage->legal = range_on_grid(numbers, *legal);
    ARENA_PUSH(arena, coverage->left, coverage->count, coverage->capacity, everything(&coverage->legal));
    return coverage;
}

Interval interval_compare_with(Number bound, bool below, bool or_equal) {
    Interval interval = {.low = bound, .high = bound, .has_low = !below, .has_high = below};
    interval.low_open = !below && !or_equal;
    interval.high_open = below && !or_equal;
    return interval;
}

Interval interval_closed(Number low, Number high) {
    return (Interval){.low = low, .high = high, .has_low = true, .has_high = true};
}

/* The nearest legal value from an end inward; `up`: the end is the low one. */
static Number legal_end(const Coverage *coverage, Number end, bool is_open, bool up) {
    NumberContext *numbers = coverage->numbers;
    Number step = coverage->legal.step, times = number_divide(numbers, end, step);
    times = up ? number_ceiling(numbers, times) : number_floor(numbers, times);
    Number legal = number_multiply(numbers, times, step);
    if (!is_open || !number_equal(numbers, legal, end)) return legal;
    return up ? number_add(numbers, legal, step) : number_subtract(numbers, legal, step);
}

/* Moves open or off-grid ends inward to the nearest legal values. */
static Interval at_step(const Coverage *coverage, Interval interval) {
    if (!coverage->legal.has_step) return interval;
    Interval inner = interval;
    if (interval.has_low) inner.low = legal_end(coverage, interval.low, interval.low_open, true);
    if (interval.has_high) inner.high = legal_end(coverage, interval.high, interval.high_open, false);
    if (number_context_take_overflow(coverage->numbers)) return interval;
    inner.low_open &= !inner.has_low;
    inner.high_open &= !inner.has_high;
    return inner;
}

static bool is_empty(const Coverage *coverage, const Interval *interval) {
    Interval inner = at_step(coverage, *interval);
    if (!inner.has_low || !inner.has_high) return false;
    int order = number_compare(coverage->numbers, inner.low, inner.high);
    bool only_zero = order == 0 && coverage->legal.not_zero && number_sign(inner.low) == 0;
    return order > 0 || only_zero || (order == 0 && (inner.low_open || inner.high_open));
}

static Interval intersect(NumberContext *numbers, const Interval *a, const Interval *b) {
    Interval both = *a;
    if (b->has_low) {
        int order = a->has_low ? number_compare(numbers, b->low, a->low) : 1;
        if (order > 0) both.low_open = b->low_open;
        if (order == 0) both.low_open |= b->low_open;
        if (order > 0) both.low = b->low;
        both.has_low = true;
    }
    if (b->has_high) {
        int order = a->has_high ? number_compare(numbers, b->high, a->high) : -1;
        if (order < 0) both.high_open = b->high_open;
        if (order == 0) both.high_open |= b->high_open;
        if (order < 0) both.high = b->high;
        both.has_high = true;
    }
    return both;
}

/* The part of `whole` below `line`, and the part above it. */
static Interval below_line(const Interval *whole, const Interval *line) {
    Interval part = *whole;
    part.high = line->low;
    part.has_high = true;
    part.high_open = !line->low_open;
    return part;
}

static Interval above_line(const Interval *whole, const Interval *line) {
    Interval part = *whole;
    part.low = line->high;
    part.has_low = true;
    part.low_open = !line->high_open;
    return part;
}

/* Index of the first interval that does not end before `line` begins. */
static size_t first_touching(const Coverage *coverage, const Interval *line) {
    size_t low = 0, high = coverage->count;
    if (!line->has_low) return 0;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const Interval *at = &coverage->left[middle];
        bool before = at->has_high && number_compare(coverage->numbers, at->high, line->low) < 0;
        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool starts_behind(const Coverage *coverage, const Interval *at, const Interval *line) {
    return line->has_high && at->has_low && number_compare(coverage->numbers, at->low, line->high) > 0;
}

/* Replaces `count` intervals at `at` by the `kept` ones. */
static void replace(Coverage *coverage, size_t at, size_t count, const Interval *kept, size_t kept_count) {
    size_t tail = coverage->count - at - count;
    for (size_t i = count; i < kept_count; i++)
        ARENA_PUSH(coverage->arena, coverage->left, coverage->count, coverage->capacity, (Interval){0});
    memmove(coverage->left + at + kept_count, coverage->left + at + count, tail * sizeof(Interval));
    memcpy(coverage->left + at, kept, kept_count * sizeof(Interval));
    coverage->count = at + kept_count + tail;
}

/* A line without a legal value must not split what is left. */
bool coverage_take(Coverage *coverage, const Interval *written) {
    Interval legal = at_step(coverage, *written);
    const Interval *line = &legal;
    if (is_empty(coverage, line)) return false;
    size_t first = first_touching(coverage, line), end = first;
    bool took = false;
    Interval kept[2];
    size_t kept_count = 0;
    for (; end < coverage->count && !starts_behind(coverage, &coverage->left[end], line); end++) {
        const Interval *whole = &coverage->left[end];
        Interval both = intersect(coverage->numbers, whole, line);
        if (!is_empty(coverage, &both)) took = true;
        Interval below = line->has_low ? below_line(whole, line) : *whole;
        below = intersect(coverage->numbers, whole, &below);
        Interval above = line->has_high ? above_line(whole, line) : *whole;
        above = intersect(coverage->numbers, whole, &above);
        if (line->has_low && !is_empty(coverage, &below) && kept_count < 2) kept[kept_count++] = below;
        if (line->has_high && !is_empty(coverage, &above) && kept_count < 2) kept[kept_count++] = above;
    }
    replace(coverage, first, end - first, kept, kept_count);
    return took;
}

bool coverage_common(Coverage *coverage, const Interval *a, const Interval *b, Interval *common) {
    Interval legal = everything(&coverage->legal), both = intersect(coverage->numbers, a, b);
    *common = at_step(coverage, intersect(coverage->numbers, &both, &legal));
    return !is_empty(coverage, common);
}

static bool same_ends(NumberContext *numbers, const Interval *a, const Interval *b) {
    if (a->has_low != b->has_low || a->has_high != b->has_high) return false;
    if (a->low_open != b->low_open || a->high_open != b->high_open) return false;
    return (!a->has_low || number_equal(numbers, a->low, b->low)) &&
           (!a->has_high || number_equal(numbers, a->high, b->high));
}

bool coverage_holds(Coverage *coverage, const Interval *line) {
    Interval legal;
    if (!coverage_common(coverage, line, line, &legal)) return true;
    size_t at = first_touching(coverage, &legal);
    for (; at < coverage->count && !starts_behind(coverage, &coverage->left[at], &legal); at++) {
        Interval both = intersect(coverage->numbers, &coverage->left[at], &legal);
        if (is_empty(coverage, &both)) continue;
        Interval inner = at_step(coverage, both);
        return same_ends(coverage->numbers, &inner, &legal);
    }
    return false;
}

bool coverage_first_gap(Coverage *coverage, Interval *gap) {
    for (size_t i = 0; i < coverage->count; i++) {
        if (is_empty(coverage, &coverage->left[i])) continue;
        *gap = at_step(coverage, coverage->left[i]);
        return true;
    }
    return false;
}

/* Nothing below it was taken, or nothing above it. */
static bool lies_at_an_end(const Coverage *coverage, const Interval *gap) {
    const Range *legal = &coverage->legal;
    bool lowest =
        !gap->has_low || (legal->has_low && number_compare(coverage->numbers, gap->low, legal->low) <= 0);
    bool highest =
        !gap->has_high || (legal->has_high && number_compare(coverage->numbers, gap->high, legal->high) >= 0);
    return lowest || highest;
}

bool coverage_hole(Coverage *coverage, Interval *hole) {
    for (size_t i = 0; i < coverage->count; i++) {
        if (is_empty(coverage, &coverage->left[i])) continue;
        *hole = at_step(coverage, coverage->left[i]);
        if (!lies_at_an_end(coverage, hole)) return true;
    }
    return false;
}

bool coverage_is_legal(Coverage *coverage, const Interval *line) {
    Interval common;
    return coverage_common(coverage, line, line, &common);
}

Range coverage_rest(Coverage *coverage) {
    Range rest = coverage->legal;
    if (coverage->count == 0) return rest;
    Interval first = at_step(coverage, coverage->left[0]);
    Interval last = at_step(coverage, coverage->left[coverage->count - 1]);
    rest.has_low = first.has_low;
    rest.low = first.low;
    rest.has_high = last.has_high;
    rest.high = last.high;
    Interval zero = interval_closed(NUMBER_ZERO, NUMBER_ZERO);
    rest.not_zero = true;
    for (size_t i = first_touching(coverage, &zero); i < coverage->count; i++) {
        if (starts_behind(coverage, &coverage->left[i], &zero)) break;
        Interval both = intersect(coverage->numbers, &coverage->left[i], &zero);
        if (!is_empty(coverage, &both)) rest.not_zero = false;
    }
    return rest;
}

static Text bound_text(Coverage *coverage, Arena *arena, Number value, bool percent) {
    Range range = range_exactly(value);
    return range_text(coverage->numbers, arena, &range, percent);
}

Text interval_text(Coverage *coverage, Arena *arena, const Interval *interval, bool percent) {
    Text low = bound_text(coverage, arena, interval->low, percent);
    Text high = bound_text(coverage, arena, interval->high, percent);
    const char *from = interval->low_open ? "above" : "from";
    const char *to = interval->high_open ? "below" : "up to";
    const char *link = !interval->high_open ? "" : interval->low_open ? "and " : "to ";
    if (!interval->has_low && !interval->has_high) return TEXT("all values");
    if (!interval->has_high) return text_format(arena, "values %s %.*s", from, TEXT_ARG(low));
    if (!interval->has_low) return text_format(arena, "values %s %.*s", to, TEXT_ARG(high));
    if (number_equal(coverage->numbers, interval->low, interval->high))
        return text_format(arena, "the value %.*s", TEXT_ARG(low));
    return text_format(arena, "values %s %.*s %s%s %.*s", from, TEXT_ARG(low), link, to, TEXT_ARG(high));
}
