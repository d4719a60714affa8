/* `by subject { test : value ... }`: first test that fits; no gap, no overlap, nothing unreachable [L4.2]. */
#include "lang/coverage.h"
#include "lang/expression.h"

typedef struct Line { /* one literal or range of an arm */
    Interval interval;
    Span span;
    bool is_exclusive; /* literals and ranges must not overlap; comparisons may */
} Line;

/* Comparisons in one direction, one a line: the points should go one way. */
typedef struct Ladder {
    enum { SIDE_NONE, SIDE_ABOVE, SIDE_BELOW } side, next_side; /* of the lines so far, of this line */
    Number points;                                              /* of the line before */
    int trend;                                                  /* up 1, down -1, not yet known 0 */
    size_t count;
    bool broken; /* there is a line that is none of it */
} Ladder;

typedef struct By {
    Elaborator *elaborator;
    const Context *context;
    const AstExpression *ast;
    Typed subject;
    Coverage *coverage;  /* NULL: a bound depends on the unit, nothing can be decided */
    Coverage *exclusive; /* what literals and ranges alone have left */
    Line *lines;
    size_t line_count, line_capacity;
    size_t range_count; /* lines written as `80..90` */
    Typed *choices;     /* test, value, ...; room for one value more than there are arms */
    size_t choice_count;
    Typed unit; /* what the values have in common so far */
    bool has_unit, failed, percent;
    Ladder ladder;
} By;

static Text line_text(By *by, const Interval *interval) {
    const Category *category = by->subject.kind == KIND_CATEGORY ? by->subject.category : NULL;
    int64_t number;
    if (by->subject.kind == KIND_YES_NO && number_to_int(by->elaborator->numbers, interval->low, &number))
        return number ? TEXT("`yes`") : TEXT("`no`");
    if (category && number_to_int(by->elaborator->numbers, interval->low, &number) && number >= 0 &&
        (size_t)number < category->count)
        return say(by->elaborator, "\"%.*s\"", TEXT_ARG(category->options[number].text));
    return interval_text(by->coverage, by->elaborator->arena, interval, by->percent);
}

static bool find_overlap(By *by, const Line *line, Interval *common, Span *other) {
    for (size_t i = 0; i < by->line_count; i++) {
        if (!by->lines[i].is_exclusive) continue;
        if (!coverage_common(by->coverage, &by->lines[i].interval, &line->interval, common)) continue;
        *other = by->lines[i].span;
        return true;
    }
    return false;
}

static bool is_point(const By *by, const Interval *interval) {
    return number_equal(by->elaborator->numbers, interval->low, interval->high);
}

/* "write `70%..89.9%` in place of `70%..90%`" */
static Text replacement(By *by, Number low, Number high, Span span) {
    Range range = range_between(low, high);
    Text text = range_text(by->elaborator->numbers, by->elaborator->arena, &range, by->percent);
    Text written = text_slice(by->context->source->text, span.from, span.to);
    return say(by->elaborator, "write `%.*s` in place of `%.*s`", TEXT_ARG(text), TEXT_ARG(written));
}

/* The end that lies within the other line moves behind it, by the step of the data. */
static Text overlap_hint(By *by, const Line *line, const Interval *common) {
    NumberContext *numbers = by->elaborator->numbers;
    const Interval *own = &line->interval;
    const Range *subject = &by->subject.facts.range;
    if (is_point(by, own)) return TEXT("keep it in one of the two");
    bool is_plain = by->subject.kind == KIND_NUMBER && subject->has_step && own->has_low && own->has_high;
    bool at_start = is_plain && number_equal(numbers, common->low, own->low);
    bool at_end = is_plain && number_equal(numbers, common->high, own->high);
    if (at_start && !at_end)
        return replacement(by, number_add(numbers, common->high, subject->step), own->high, line->span);
    if (at_end && !at_start)
        return replacement(by, own->low, number_subtract(numbers, common->low, subject->step), line->span);
    return TEXT("let one of the two begin behind the other");
}

static void report_taken(By *by, const Line *line) {
    Interval common;
    Span other;
    if (line->is_exclusive && find_overlap(by, line, &common, &other)) {
        Diagnostic *said =
            report(by->elaborator, by->context, line->span, DIAGNOSTIC_OVERLAP,
                   say(by->elaborator, "%.*s is covered by two lines", TEXT_ARG(line_text(by, &common))),
                   overlap_hint(by, line, &common));
        if (!by->context->call_source)
            diagnostic_relate(by->elaborator->diagnostics, said, by->context->source, other,
                              TEXT("the other line"));
        return;
    }
    bool legal = coverage_is_legal(by->coverage, &line->interval);
    if (by->context->is_repeated || by->context->refinements) return;
    report(by->elaborator, by->context, line->span, DIAGNOSTIC_UNREACHABLE,
           legal ? TEXT("no value reaches this line: the lines above take them all")
                 : TEXT("no legal value of the input fits this line"),
           legal ? TEXT("put it higher, or remove it")
                 : TEXT("correct the bound, or the range of the input"));
}

/* A literal or range that shares a value with an earlier one overlaps, even when part of it is new. */
static void take_line(By *by, Line line) {
    if (!by->coverage) return;
    bool took = coverage_take(by->coverage, &line.interval);
    bool shared = line.is_exclusive && !coverage_holds(by->exclusive, &line.interval);
    if (line.is_exclusive) (void)coverage_take(by->exclusive, &line.interval);
    if (!took || shared) report_taken(by, &line);
    ARENA_PUSH(by->elaborator->arena, by->lines, by->line_count, by->line_capacity, line);
}

static bool constant_of(By *by, const Typed *typed, Number *value) {
    if (typed_constant(by->elaborator, typed, value)) return true;
    by->coverage = NULL; /* a bound that depends on the row: coverage is not decided */
    return false;
}

static Typed compare_test(By *by, const AstExpression *test) {
    Typed bound = elaborate(by->elaborator, by->context, test->operands[0]);
    Typed result = compare(by->elaborator, by->context, test->comparison, by->subject, bound, test->span);
    Number value;
    if (typed_is_error(&result)) return result;
    if (!by->coverage || !constant_of(by, &bound, &value)) return result;
    bool below = test->comparison == AST_LESS || test->comparison == AST_LESS_EQUAL;
    bool or_equal = test->comparison == AST_LESS_EQUAL || test->comparison == AST_GREATER_EQUAL;
    by->ladder.next_side = below ? SIDE_BELOW : SIDE_ABOVE;
    take_line(by, (Line){interval_compare_with(value, below, or_equal), test->span, false});
    return result;
}

static Typed range_test(By *by, const AstExpression *test) {
    by->range_count++;
    Typed low = elaborate(by->elaborator, by->context, test->operands[0]);
    Typed high = elaborate(by->elaborator, by->context, test->operands[1]);
    Typed operands[2];
    Number from, to;
    operands[0] = compare(by->elaborator, by->context, AST_GREATER_EQUAL, by->subject, low, test->span);
    operands[1] = compare(by->elaborator, by->context, AST_LESS_EQUAL, by->subject, high, test->span);
    if (typed_is_error(&operands[0]) || typed_is_error(&operands[1])) return typed_error(test->span);
    if (constant_of(by, &low, &from) && constant_of(by, &high, &to)) {
        if (number_compare(by->elaborator->numbers, from, to) > 0)
            report(by->elaborator, by->context, test->span, DIAGNOSTIC_BAD_ORDER,
                   TEXT("this range ends before it begins"), TEXT("write the smaller bound first"));
        else
            take_line(by, (Line){interval_closed(from, to), test->span, true});
    }
    return typed_apply(by->elaborator, by->context, OP_AND, KIND_YES_NO, operands, 2, test->span);
}

static Typed literal_test(By *by, const AstExpression *test) {
    Typed literal = elaborate(by->elaborator, by->context, test), subject = by->subject;
    Number value;
    if (!unify(by->elaborator, by->context, &subject, &literal, test->span, "compare"))
        return typed_error(test->span);
    if (by->coverage && constant_of(by, &literal, &value))
        take_line(by, (Line){interval_closed(value, value), test->span, true});
    Typed operands[] = {subject, literal};
    return typed_apply(by->elaborator, by->context, OP_EQUAL, KIND_YES_NO, operands, 2, test->span);
}

static Typed one_test(By *by, const AstExpression *test) {
    if (test->kind == AST_TEST_COMPARE) return compare_test(by, test);
    if (test->kind == AST_TEST_RANGE) return range_test(by, test);
    return literal_test(by, test);
}

static Typed arm_test(By *by, const AstExpression *arm) {
    uint32_t count = arm->count - 1;
    Typed *tests = ARENA_ARRAY(by->elaborator->arena, Typed, count);
    for (uint32_t i = 0; i < count; i++)
        tests[i] = one_test(by, arm->operands[i]);
    if (count == 1) return tests[0];
    return typed_apply(by->elaborator, by->context, OP_OR, KIND_YES_NO, tests, count, arm->span);
}

static void add_value(By *by, Typed test, Typed value, bool has_test) {
    by->failed |= typed_is_error(&value) || (has_test && typed_is_error(&test));
    if (by->failed) return;
    if (by->has_unit &&
        !unify(by->elaborator, by->context, &by->unit, &value, value.span, "choose between")) {
        by->failed = true;
        return;
    }
    if (!by->has_unit || by->unit.kind == KIND_NO_VALUE) by->unit = value;
    by->has_unit = true;
    if (has_test) by->choices[by->choice_count++] = test;
    by->choices[by->choice_count++] = value;
}

static void report_turn(By *by, const Typed *value, Number points) {
    Elaborator *elaborator = by->elaborator;
    Range before = range_exactly(by->ladder.points), now = range_exactly(points);
    bool percent = value->kind == KIND_NUMBER && measure_is_ratio(&value->measure);
    report(elaborator, by->context, value->span, DIAGNOSTIC_NOT_MONOTONE,
           say(elaborator, "from line to line the values %s to %.*s and then %s to %.*s",
               by->ladder.trend < 0 ? "fall" : "rise",
               TEXT_ARG(range_text(elaborator->numbers, elaborator->arena, &before, percent)),
               by->ladder.trend < 0 ? "rise" : "fall",
               TEXT_ARG(range_text(elaborator->numbers, elaborator->arena, &now, percent))),
           TEXT("correct the value; if it is meant, write the lines as ranges: `80..89 : 3`"));
}

/* A ladder that goes down and up again is most often a slip of the pen. */
static void check_trend(By *by, const Typed *value, bool is_else) {
    Ladder *ladder = &by->ladder;
    Number points;
    ladder->broken |= diagnostics_error_count(by->elaborator->diagnostics) > 0 || by->context->function ||
                      by->context->refinements || value->kind != KIND_NUMBER ||
                      !typed_constant(by->elaborator, value, &points);
    if (!is_else && ladder->count == 0) ladder->side = ladder->next_side;
    ladder->broken |= !is_else && (ladder->next_side == SIDE_NONE || ladder->next_side != ladder->side);
    if (ladder->broken) return;
    int turn = ladder->count ? number_compare(by->elaborator->numbers, points, ladder->points) : 0;
    ladder->broken = turn * ladder->trend < 0;
    if (ladder->broken) report_turn(by, value, points);
    if (turn != 0) ladder->trend = turn;
    ladder->points = points;
    ladder->count++;
}

/* An arm is met by what the arms above have left, as far as its own test fits. */
static void add_arm(By *by, const AstExpression *arm) {
    Context left = *by->context;
    if (by->coverage && by->line_count > 0)
        left = context_within(by->elaborator, by->context, &by->subject, coverage_rest(by->coverage));
    by->ladder.next_side = SIDE_NONE;
    Typed test = arm_test(by, arm);
    Context inner = context_under(by->elaborator, &left, &test, true);
    Typed value = elaborate(by->elaborator, &inner, arm->operands[arm->count - 1]);
    by->ladder.broken |= arm->count != 2;
    check_trend(by, &value, false);
    add_value(by, test, value, true);
}

/* "80-90" and "50-79" in a decision leave 79.5 to the `else`, which nobody meant. */
static void check_hole(By *by, Span span) {
    Interval hole;
    if (!by->coverage || by->range_count < 2 || by->context->is_repeated || by->context->refinements) return;
    if (!coverage_hole(by->coverage, &hole)) return;
    report(by->elaborator, by->context, span, DIAGNOSTIC_HOLE_IN_BANDS,
           say(by->elaborator, "`else` takes %.*s, between two ranges", TEXT_ARG(line_text(by, &hole))),
           TEXT("let the ranges meet, or write `>= ...` lines from the highest down"));
}

static void add_else(By *by, const AstExpression *arm) {
    Context inner = *by->context;
    Interval gap;
    if (by->coverage) {
        if (coverage_first_gap(by->coverage, &gap))
            inner = context_within(by->elaborator, by->context, &by->subject, coverage_rest(by->coverage));
        else if (!by->context->is_repeated && !by->context->refinements)
            report(by->elaborator, by->context, arm->span, DIAGNOSTIC_UNREACHABLE,
                   TEXT("`else` is never reached: the lines above cover every value"), TEXT("remove it"));
    }
    check_hole(by, arm->span);
    Typed value = elaborate(by->elaborator, &inner, arm->operands[0]);
    check_trend(by, &value, true);
    add_value(by, typed_error(arm->span), value, false);
}

/* A comparison that leaves out the one value that is missing. */
static bool leaves_out(By *by, const Line *line, const Interval *gap) {
    NumberContext *numbers = by->elaborator->numbers;
    const Interval *own = &line->interval;
    if (line->is_exclusive || !gap->has_low || !gap->has_high || !is_point(by, gap)) return false;
    return (own->has_low && own->low_open && number_equal(numbers, own->low, gap->low)) ||
           (own->has_high && own->high_open && number_equal(numbers, own->high, gap->low));
}

/* The range that ends just before what is missing. */
static const Line *line_below(By *by, const Interval *gap) {
    NumberContext *numbers = by->elaborator->numbers;
    const Line *nearest = NULL;
    for (size_t i = 0; i < by->line_count && gap->has_low && gap->has_high; i++) {
        const Line *line = &by->lines[i];
        bool is_range = line->is_exclusive && line->interval.has_low && line->interval.has_high;
        if (!is_range || is_point(by, &line->interval)) continue;
        if (number_compare(numbers, line->interval.high, gap->low) >= 0) continue;
        if (!nearest || number_compare(numbers, line->interval.high, nearest->interval.high) > 0)
            nearest = line;
    }
    return nearest;
}

static Text gap_hint(By *by, const Interval *gap) {
    const Line *below = by->subject.kind == KIND_NUMBER ? line_below(by, gap) : NULL;
    for (size_t i = 0; i < by->line_count && by->subject.kind == KIND_NUMBER; i++) {
        if (!leaves_out(by, &by->lines[i], gap)) continue;
        Span span = by->lines[i].span;
        Text written = text_slice(by->context->source->text, span.from, span.to);
        Text rest = text_trim(text_slice(written, 1, written.len));
        return say(by->elaborator, "write `%c= %.*s` in place of `%.*s`, or add a last line `else ...`",
                   written.bytes[0], TEXT_ARG(rest), TEXT_ARG(written));
    }
    if (!below) return TEXT("add a line for it, or a last line `else ...`");
    Text better = replacement(by, below->interval.low, gap->high, below->span);
    return say(by->elaborator, "%.*s, or add a last line `else ...`", TEXT_ARG(better));
}

/* Without `else` the last value stands for all that is left: the coverage has shown that this is its own
 * test. */
static void close_without_else(By *by) {
    Interval gap;
    if (!by->coverage) {
        report(by->elaborator, by->context, by->ast->span, DIAGNOSTIC_GAP,
               TEXT("it cannot be shown that the lines cover every value"),
               TEXT("add a last line `else ...`"));
        by->failed = true;
    } else if (coverage_first_gap(by->coverage, &gap)) {
        report(by->elaborator, by->context, by->ast->span, DIAGNOSTIC_GAP,
               say(by->elaborator, "no line covers %.*s", TEXT_ARG(line_text(by, &gap))), gap_hint(by, &gap));
        by->failed = true;
    } else if (by->choice_count > 2) {
        by->choices[by->choice_count - 2] = by->choices[by->choice_count - 1];
        by->choice_count--;
    } else if (by->choice_count == 2) { /* the one test stays, for the states of the subject */
        Typed only = by->choices[1];
        by->choices[by->choice_count++] = only;
    }
}

static bool check_subject(By *by) {
    ValueKind kind = by->subject.kind;
    if (kind == KIND_ERROR) return false;
    if (kind == KIND_NUMBER || kind == KIND_YES_NO || kind == KIND_CATEGORY || kind == KIND_DATE) return true;
    report(
        by->elaborator, by->context, by->subject.span, DIAGNOSTIC_TYPE_MISMATCH,
        say(by->elaborator, "`by` cannot look at %.*s", TEXT_ARG(typed_text(by->elaborator, &by->subject))),
        TEXT("write an input or a calculation behind `by`"));
    return false;
}

static bool check_band_limit(By *by) {
    if (by->ast->count - 1 <= by->elaborator->limits->bands) return true;
    report(by->elaborator, by->context, by->ast->span, DIAGNOSTIC_LIMIT_BANDS,
           say(by->elaborator, "more than %llu lines in one `by`",
               (unsigned long long)by->elaborator->limits->bands),
           TEXT("raise the limit with `--limit bands=N`"));
    return false;
}

Typed elaborate_by(Elaborator *elaborator, const Context *context, const AstExpression *expression) {
    By by = {.elaborator = elaborator, .context = context, .ast = expression};
    by.subject = elaborate(elaborator, context, expression->operands[0]);
    if (!check_band_limit(&by) || !check_subject(&by)) return typed_error(expression->span);
    by.percent = by.subject.kind == KIND_NUMBER && measure_is_ratio(&by.subject.measure);
    by.coverage = coverage_new(elaborator->arena, elaborator->numbers, &by.subject.facts.range);
    by.exclusive = coverage_new(elaborator->arena, elaborator->numbers, &by.subject.facts.range);
    by.choices = arena_alloc(elaborator->arena, 2 * expression->count * sizeof *by.choices);
    bool has_else = false;
    for (uint32_t i = 1; i < expression->count; i++) {
        const AstExpression *arm = expression->operands[i];
        has_else |= arm->kind == AST_ELSE;
        if (arm->kind == AST_ELSE)
            add_else(&by, arm);
        else if (arm->kind == AST_ARM)
            add_arm(&by, arm);
        else
            by.failed = true;
    }
    if (!has_else && !by.failed) close_without_else(&by);
    if (by.failed || !by.has_unit) return typed_error(expression->span);
    Typed result = typed_apply(elaborator, context, OP_CHOOSE, by.unit.kind, by.choices, by.choice_count,
                               expression->span);
    result.measure = by.unit.measure;
    result.category = by.unit.category;
    return result;
}
