/* `grade name from x { "Tốt" from 80% ... }`: bounds, quantiles, caps [L6.6 - L6.8]. */
#include "lang/coverage.h"
#include "lang/expression.h"
#include "lang/outcome.h"

typedef struct Grading {
    Elaborator *elaborator;
    Context context;
    const AstGrade *ast;
    Category *category;
    Typed source;
    Typed eligible; /* what is behind `when`, where there is one */
    Typed *operands;
    size_t count;
    Coverage *coverage;
    bool percent, failed;
} Grading;

static Typed grade_value(Grading *grading, size_t line) {
    Elaborator *elaborator = grading->elaborator;
    Number number = number_from_int((int64_t)line);
    Typed grade = typed_number(elaborator, number, measure_plain(), grading->ast->lines[line].span);
    grade.step = steps_constant(elaborator->steps, number, PLAN_OPTION, grade.span);
    grade.kind = KIND_CATEGORY;
    grade.category = grading->category;
    return grade;
}

static void fail(Grading *grading, Span span, DiagnosticCode code, Text message, Text hint) {
    report(grading->elaborator, &grading->context, span, code, message, hint);
    grading->failed = true;
}

static void collect_grades(Grading *grading) {
    Category *category = grading->category;
    for (size_t i = 0; i < grading->ast->line_count; i++) {
        PlanOption option = {grading->ast->lines[i].text, grading->ast->lines[i].text};
        for (size_t j = 0; j < category->count; j++)
            if (text_equal(category->options[j].text, option.text))
                fail(grading, grading->ast->lines[i].span, DIAGNOSTIC_DUPLICATE_NAME,
                     say(grading->elaborator, "the grade \"%.*s\" is listed twice", TEXT_ARG(option.text)),
                     TEXT("give it another name"));
        ARENA_PUSH(grading->elaborator->arena, category->options, category->count, category->capacity,
                   option);
    }
}

static bool is_upper(AstBound bound) {
    return bound == BOUND_UP_TO || bound == BOUND_BELOW;
}

static bool is_by_place(AstBound bound) {
    return bound == BOUND_TOP || bound == BOUND_SHARE;
}

static bool check_line_limit(Grading *grading) {
    if (grading->ast->line_count <= grading->elaborator->limits->bands) return true;
    fail(grading, grading->ast->span, DIAGNOSTIC_LIMIT_BANDS,
         say(grading->elaborator, "more than %llu lines in one `grade`",
             (unsigned long long)grading->elaborator->limits->bands),
         TEXT("raise the limit with `--limit bands=N`"));
    return false;
}

/* [L6.7] a bound is the same in every cohort */
static void refuse_scope(Grading *grading) {
    if (grading->ast->scope.kind == SCOPE_NONE) return;
    fail(grading, grading->ast->scope.span, DIAGNOSTIC_MISPLACED_CLAUSE,
         TEXT("`within` has no meaning for grades with bounds"),
         TEXT("remove it, or give the grades by place: `top 10%`, `top 5`, `share 25%`"));
}

/* [L6.6] every line but the last has a bound, all of one manner */
static bool check_manner(Grading *grading) {
    const AstGrade *ast = grading->ast;
    AstBound first = ast->line_count ? ast->lines[0].bound : BOUND_NONE;
    if (ast->line_count < 2) {
        fail(grading, ast->span, DIAGNOSTIC_MISSING_PART, TEXT("a grade has at least two lines"),
             TEXT("write for example `\"Đạt\" from 50%  \"Không đạt\"`"));
        return false;
    }
    for (size_t i = 0; i < ast->line_count; i++) {
        const AstGradeLine *line = &ast->lines[i];
        bool last = i + 1 == ast->line_count;
        bool quantile = last && first == BOUND_SHARE && line->bound == BOUND_SHARE;
        if (last && line->bound != BOUND_NONE && !quantile)
            fail(grading, line->span, DIAGNOSTIC_GAP,
                 TEXT("the last grade has a bound, so some values have no grade"),
                 TEXT("leave the bound of the last grade out, or add a last line without one"));
        else if (!last && line->bound == BOUND_NONE)
            fail(grading, line->span, DIAGNOSTIC_UNREACHABLE,
                 say(grading->elaborator, "\"%.*s\" has no bound, so nothing reaches the grades behind it",
                     TEXT_ARG(line->text)),
                 TEXT("write `from`, `above`, `up to` or `below` behind it"));
        else if (!last &&
                 (is_upper(line->bound) != is_upper(first) || is_by_place(line->bound) != is_by_place(first)))
            fail(grading, line->span, DIAGNOSTIC_BAD_ORDER,
                 TEXT("the bounds of one grade run in one direction"),
                 TEXT("use `from` and `above` for all lines, or `up to` and `below`, or `top`, or `share`"));
    }
    return !grading->failed;
}

static void check_direction(Grading *grading, size_t line, Number bound, const Number *previous) {
    if (!previous) return;
    bool upper = is_upper(grading->ast->lines[line].bound);
    int order = number_compare(grading->elaborator->numbers, bound, *previous);
    bool same_edge = order == 0 && grading->ast->lines[line].bound != grading->ast->lines[line - 1].bound;
    if (same_edge || (upper ? order > 0 : order < 0)) return;
    fail(grading, grading->ast->lines[line].span, DIAGNOSTIC_BAD_ORDER,
         say(grading->elaborator, "the bound of \"%.*s\" is not %s the one before it",
             TEXT_ARG(grading->ast->lines[line].text), upper ? "above" : "below"),
         TEXT("write the best grade first"));
}

static void take_interval(Grading *grading, size_t line, Number bound) {
    AstBound kind = grading->ast->lines[line].bound;
    Interval interval =
        interval_compare_with(bound, is_upper(kind), kind == BOUND_FROM || kind == BOUND_UP_TO);
    if (coverage_take(grading->coverage, &interval)) return;
    fail(grading, grading->ast->lines[line].span, DIAGNOSTIC_UNREACHABLE,
         say(grading->elaborator, "no unit can reach the grade \"%.*s\"",
             TEXT_ARG(grading->ast->lines[line].text)),
         say(grading->elaborator, "the value that is graded can be %.*s",
             TEXT_ARG(range_text(grading->elaborator->numbers, grading->elaborator->arena,
                                 &grading->source.facts.range, grading->percent))));
}

static AstKind comparison_of(AstBound bound) {
    switch (bound) {
    case BOUND_ABOVE: return AST_GREATER;
    case BOUND_UP_TO: return AST_LESS_EQUAL;
    case BOUND_BELOW: return AST_LESS;
    case BOUND_FROM:
    case BOUND_NONE:
    case BOUND_TOP:
    case BOUND_SHARE: break;
    }
    return AST_GREATER_EQUAL;
}

static void add_bound(Grading *grading, size_t line, Number *previous, bool has_previous) {
    const AstGradeLine *ast = &grading->ast->lines[line];
    Typed bound;
    Number value;
    if (!elaborate_constant(grading->elaborator, &grading->context, ast->value, "the bound of a grade",
                            &bound, &value)) {
        grading->failed = true;
        return;
    }
    Typed test = compare(grading->elaborator, &grading->context, comparison_of(ast->bound), grading->source,
                         bound, ast->value->span);
    grading->failed |= typed_is_error(&test);
    check_direction(grading, line, value, has_previous ? previous : NULL);
    if (!grading->failed) take_interval(grading, line, value);
    *previous = value;
    grading->operands[grading->count++] = test;
    grading->operands[grading->count++] = grade_value(grading, line);
}

static Typed grade_by_bounds(Grading *grading) {
    size_t last = grading->ast->line_count - 1;
    Number previous = NUMBER_ZERO;
    Interval rest;
    Range range = grading->source.facts.range;
    grading->coverage = coverage_new(grading->elaborator->arena, grading->elaborator->numbers, &range);
    for (size_t i = 0; i < last; i++)
        add_bound(grading, i, &previous, i > 0);
    if (!grading->failed && !coverage_first_gap(grading->coverage, &rest))
        fail(grading, grading->ast->lines[last].span, DIAGNOSTIC_UNREACHABLE,
             say(grading->elaborator, "no unit can reach the grade \"%.*s\"",
                 TEXT_ARG(grading->ast->lines[last].text)),
             TEXT("the bounds above it take every value"));
    if (grading->failed) return typed_error(grading->ast->span);
    grading->operands[grading->count++] = grade_value(grading, last);
    Typed grade = typed_apply(grading->elaborator, &grading->context, OP_CHOOSE, KIND_CATEGORY,
                              grading->operands, grading->count, grading->ast->span);
    grade.category = grading->category;
    return grade;
}

static bool cut_value(Grading *grading, const AstGradeLine *line, bool *share, Number *value) {
    Typed typed;
    if (!elaborate_constant(grading->elaborator, &grading->context, line->value, "the cut of a grade", &typed,
                            value))
        return false;
    *share = measure_is_ratio(&typed.measure);
    int64_t whole;
    bool fits = *share ? number_sign(*value) > 0 &&
                             number_compare(grading->elaborator->numbers, *value, NUMBER_ONE) <= 0
                       : number_to_int(grading->elaborator->numbers, *value, &whole) && whole > 0;
    if (!fits)
        fail(grading, line->span, DIAGNOSTIC_BAD_RANGE,
             TEXT("a cut is a share of the units or a number of them, above zero"),
             TEXT("write for example `top 10%`, `top 5` or `share 25%`"));
    return fits;
}

/* [L6.7] cuts are cumulative; `share` adds up to them */
static void add_cut(Grading *grading, size_t line, Number *total, bool *shares) {
    const AstGradeLine *ast = &grading->ast->lines[line];
    NumberContext *numbers = grading->elaborator->numbers;
    bool share;
    Number value;
    if (!cut_value(grading, ast, &share, &value)) {
        grading->failed = true;
        return;
    }
    bool mixed = line > 0 && share != *shares;
    if (mixed)
        fail(grading, ast->span, DIAGNOSTIC_BAD_ORDER, TEXT("shares and numbers of units cannot be mixed"),
             TEXT("write `%` behind all cuts of this grade, or behind none"));
    *shares = share;
    if (ast->bound == BOUND_SHARE) value = number_add(numbers, *total, value);
    if (line > 0 && !mixed && number_compare(numbers, value, *total) <= 0)
        fail(grading, ast->span, DIAGNOSTIC_BAD_ORDER, TEXT("cuts are counted from the top and must grow"),
             TEXT("`top 10%` then `top 30%` gives the next fifth"));
    *total = value;
    grading->operands[grading->count++] =
        typed_number(grading->elaborator, value, measure_plain(), ast->span);
}

static Typed with_eligibility(Grading *grading, Typed value) {
    if (!grading->ast->when || typed_is_error(&value)) return value;
    Typed none = typed_no_value(grading->elaborator, STATE_NOT_APPLICABLE, grading->ast->when->span);
    return typed_choice(grading->elaborator, &grading->context, grading->eligible, value, none,
                        grading->ast->when->span);
}

/* [L6.7] who gets no grade takes no place either */
static Typed grade_by_place(Grading *grading) {
    size_t lines = grading->ast->line_count;
    bool quantile = grading->ast->lines[lines - 1].bound == BOUND_SHARE, shares = false;
    Number total = NUMBER_ZERO;
    StepParameters parameters = {0};
    AstScope scope = grading->ast->scope;
    grading->operands[grading->count++] = with_eligibility(grading, grading->source);
    for (size_t i = 0; i < lines; i++)
        if (grading->ast->lines[i].bound != BOUND_NONE) add_cut(grading, i, &total, &shares);
    if (quantile && !grading->failed && !number_equal(grading->elaborator->numbers, total, NUMBER_ONE))
        fail(grading, grading->ast->span, DIAGNOSTIC_WEIGHT_TOTAL,
             say(grading->elaborator, "the shares of the grades total %.*s, not 100%%",
                 TEXT_ARG(range_text(grading->elaborator->numbers, grading->elaborator->arena,
                                     &(Range){.low = total, .high = total, .has_low = true, .has_high = true},
                                     true))),
             TEXT("correct a share, or leave the bound of the last grade out"));
    if (quantile) grading->count--; /* the last share is the rest */
    if (scope.kind == SCOPE_NONE) scope.kind = SCOPE_ALL;
    if (!resolve_scope(grading->elaborator, &grading->context, scope, &parameters.number))
        grading->failed = true;
    if (grading->failed) return typed_error(grading->ast->span);
    parameters.mode = shares;
    Typed grade = typed_step(grading->elaborator, &grading->context, OP_GRADE_TOP, KIND_CATEGORY, parameters,
                             grading->operands, grading->count, grading->ast->span);
    grade.category = grading->category;
    return grade;
}

/* [L6.8] grades are numbered from the best: a cap is a smallest number */
static Typed with_cap(Grading *grading, Typed grade) {
    const AstGrade *ast = grading->ast;
    if (!ast->cap_unless || typed_is_error(&grade)) return grade;
    Typed cap =
        option_value(grading->elaborator, &grading->context, grading->category, ast->cap, ast->cap_span);
    Typed open = elaborate_condition(grading->elaborator, &grading->context, ast->cap_unless,
                                     "what is behind `unless`");
    Typed operands[] = {grade, cap};
    Typed capped = typed_apply(grading->elaborator, &grading->context, OP_MAX, KIND_CATEGORY, operands, 2,
                               ast->cap_span);
    capped.category = grading->category;
    return typed_choice(grading->elaborator, &grading->context, open, grade, capped, ast->cap_span);
}

void grade_elaborate(Elaborator *elaborator, Symbol *symbol) {
    Grading grading = {.elaborator = elaborator, .context = context_top(elaborator), .ast = symbol->grade};
    const Symbol *source;
    grading.category = symbol->outcome->category = ARENA_NEW(elaborator->arena, Category);
    grading.category->name = symbol->name;
    grading.source = outcome_source(elaborator, symbol->grade->source, symbol->grade->exact, &source);
    grading.percent = measure_is_ratio(&grading.source.measure) && grading.source.kind == KIND_NUMBER;
    grading.operands = ARENA_ARRAY(elaborator->arena, Typed, symbol->grade->line_count * 2 + 2);
    symbol->outcome->value = symbol->outcome->exact = typed_error(symbol->span);
    if (!check_line_limit(&grading)) return;
    collect_grades(&grading);
    if (!check_manner(&grading) || typed_is_error(&grading.source)) return;
    if (symbol->grade->when)
        grading.eligible =
            elaborate_condition(elaborator, &grading.context, symbol->grade->when, "what is behind `when`");
    bool by_place = is_by_place(symbol->grade->lines[0].bound);
    if (!by_place) refuse_scope(&grading);
    Typed grade = with_cap(&grading, by_place ? grade_by_place(&grading) : grade_by_bounds(&grading));
    grade = with_eligibility(&grading, grade); /* before the cap, too: it is looked at first [L6.8] */
    AstScope scope = symbol->grade->scope;
    if (scope.kind != SCOPE_NONE)
        (void)resolve_scope(elaborator, &grading.context, scope, &symbol->outcome->scope_input);
    symbol->outcome->value = symbol->outcome->exact = grade;
}
