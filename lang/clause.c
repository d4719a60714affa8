#include "lang/clause.h"

/* as written, for messages */
static const char *const CLAUSE_WORDS[] = {
    [CLAUSE_MAX] = "max",
    [CLAUSE_WEIGHT] = "weight",
    [CLAUSE_BONUS] = "bonus",
    [CLAUSE_PENALTY] = "penalty",
    [CLAUSE_APPLIES] = "applies when",
    [CLAUSE_COUNTS] = "counts when",
    [CLAUSE_FORMULA] = "= ...",
    [CLAUSE_WEIGHTS] = "weights",
    [CLAUSE_ROUND] = "round",
    [CLAUSE_PERCENT] = "as percent",
    [CLAUSE_BASIS] = "basis",
    [CLAUSE_EVIDENCE] = "evidence",
    [CLAUSE_NOTE] = "note",
    [CLAUSE_ALLOW] = "allow",
    [CLAUSE_YEAR] = "year",
    [CLAUSE_ISSUED] = "issued",
    [CLAUSE_LANGUAGE] = "language",
    [CLAUSE_RANGE] = "a..b",
    [CLAUSE_LOW] = "from",
    [CLAUSE_HIGH] = "to",
    [CLAUSE_STEP] = "step",
    [CLAUSE_UNIT] = "unit",
    [CLAUSE_MISSING] = "missing",
    [CLAUSE_TOKEN] = "token",
    [CLAUSE_COLUMN] = "column",
    [CLAUSE_INFO] = "info",
    [CLAUSE_BETTER] = "... is better",
    [CLAUSE_EXAMPLE] = "example",
    [CLAUSE_THEN] = "then",
    [CLAUSE_ORDER] = "lowest first",
    [CLAUSE_SCOPE] = "within",
    [CLAUSE_TIES] = "ties",
    [CLAUSE_EXACT] = "exact",
    [CLAUSE_WHEN] = "when",
    [CLAUSE_SHOW] = "show",
    [CLAUSE_CAP] = "capped at",
    [CLAUSE_LINES] = "{ ... }",
    [CLAUSE_FROM] = "from",
    [CLAUSE_WITHOUT] = "without",
};
_Static_assert(sizeof CLAUSE_WORDS / sizeof CLAUSE_WORDS[0] == CLAUSE_COUNT, "a word for each clause");

const char *clause_word(ClauseKind kind) {
    return CLAUSE_WORDS[kind];
}

Clause *clause_new(ParseContext *context, ClauseKind kind, Span span) {
    Clause *clause = ARENA_NEW(context->arena, Clause);
    clause->kind = kind;
    clause->span = span;
    return clause;
}

Clause *clause_value(ParseContext *context, ClauseKind kind, Span span, AstExpression *value) {
    Clause *clause = clause_new(context, kind, span);
    clause->value = value;
    return clause;
}

Clause *clause_text(ParseContext *context, ClauseKind kind, Span span, Text text, Span text_span) {
    Clause *clause = clause_new(context, kind, span);
    clause->text = text;
    clause->text_span = text_span;
    return clause;
}

Clause *clause_number(ParseContext *context, ClauseKind kind, Span span, ScannedNumber number,
                      Span number_span) {
    Clause *clause = clause_new(context, kind, span);
    clause->number = number;
    clause->number_span = number_span;
    return clause;
}

Clause *clause_rounding(ParseContext *context, Span span, ScannedNumber number, Span number_span,
                        RoundingMode mode) {
    Clause *clause = clause_number(context, CLAUSE_ROUND, span, number, number_span);
    clause->mode = mode;
    return clause;
}

Clause *clause_range(ParseContext *context, Span span, AstExpression *low, AstExpression *high) {
    Clause *clause = clause_value(context, CLAUSE_RANGE, span, low);
    clause->second = high;
    return clause;
}

Clause *clause_missing(ParseContext *context, Span span, AstMissing missing, AstExpression *value) {
    Clause *clause = clause_value(context, CLAUSE_MISSING, span, value);
    clause->missing = missing;
    return clause;
}

static Clause *missing_statistic(ParseContext *context, Span span, AstName name, AstScope scope) {
    bool is_mean = text_equal(name.text, TEXT("mean"));
    if (!is_mean && !text_equal(name.text, TEXT("median")))
        parse_report(context, name.span, DIAGNOSTIC_SYNTAX,
                     "write `missing = mean within block` or `missing = median within block`",
                     "`%.*s within` cannot replace a missing value", TEXT_ARG(name.text));
    Clause *clause = clause_missing(context, span, is_mean ? ON_MISSING_MEAN : ON_MISSING_MEDIAN, NULL);
    clause->scope = scope;
    return clause;
}

Clause *clause_missing_name(ParseContext *context, Span span, AstName name, AstScope scope) {
    if (scope.kind != SCOPE_NONE) return missing_statistic(context, span, name, scope);
    if (text_equal(name.text, TEXT("unranked")))
        return clause_missing(context, span, ON_MISSING_UNRANKED, NULL);
    if (text_equal(name.text, TEXT("reject"))) return clause_missing(context, span, ON_MISSING_REJECT, NULL);
    AstExpression *input = ARENA_NEW(context->arena, AstExpression);
    *input = (AstExpression){.kind = AST_NAME, .span = name.span, .depth = 1, .name = name};
    return clause_missing(context, span, ON_MISSING_INPUT, input);
}

Clause *clause_better(ParseContext *context, Span span, int better) {
    Clause *clause = clause_new(context, CLAUSE_BETTER, span);
    clause->better = better;
    return clause;
}

Clause *clause_token(ParseContext *context, Span span, AstToken token) {
    Clause *clause = clause_new(context, CLAUSE_TOKEN, span);
    clause->token = token;
    return clause;
}

Clause *clause_example(ParseContext *context, Span span, const ExpressionList *given,
                       AstExpression *expected) {
    AstTestLine *line = ARENA_NEW(context->arena, AstTestLine);
    *line = (AstTestLine){.given = *given, .span = span};
    ARENA_PUSH(context->arena, line->expected.items, line->expected.count, line->expected.capacity, expected);
    Clause *clause = clause_new(context, CLAUSE_EXAMPLE, span);
    clause->example = line;
    return clause;
}

Clause *clause_allow(ParseContext *context, Span span, AstName code, Text reason, Span reason_span) {
    Clause *clause = clause_text(context, CLAUSE_ALLOW, span, reason, reason_span);
    clause->name = code;
    return clause;
}

static bool may_repeat(ClauseKind kind) {
    return kind == CLAUSE_ALLOW || kind == CLAUSE_TOKEN || kind == CLAUSE_THEN || kind == CLAUSE_EXAMPLE ||
           kind == CLAUSE_WITHOUT;
}

static void report_repeated(ParseContext *context, const Clause *clause, Span first) {
    const char *hint = clause->kind == CLAUSE_FORMULA ? "keep one of them; a comparison is written with `==`"
                                                      : "keep one of them";
    Diagnostic *diagnostic = parse_report(context, clause->span, DIAGNOSTIC_REPEATED_CLAUSE, hint,
                                          "`%s` is written twice here", CLAUSE_WORDS[clause->kind]);
    parse_relate(context, diagnostic, first, "first written here");
}

static uint64_t mark_of(ClauseKind kind) {
    return UINT64_C(1) << kind;
}
_Static_assert(CLAUSE_COUNT <= 64, "a bit for each clause");

/* A range gives both ends, which `from` and `to` give one by one. */
static uint64_t marks_of(ClauseKind kind) {
    return kind == CLAUSE_RANGE ? mark_of(CLAUSE_RANGE) | mark_of(CLAUSE_LOW) | mark_of(CLAUSE_HIGH)
                                : mark_of(kind);
}

/* Where the first of these kinds was written; at least one was. */
static Span place_of(const ClauseSet *set, uint64_t marks) {
    uint64_t first = marks & (~marks + 1);
    size_t i = 0;
    while (!(marks_of(set->items[i]->kind) & first))
        i++;
    return set->items[i]->span;
}

static bool is_new(ParseContext *context, ClauseSet *set, const Clause *clause) {
    uint64_t marks = marks_of(clause->kind), repeated = set->seen & marks;
    if (repeated) report_repeated(context, clause, place_of(set, repeated));
    if (!repeated) set->seen |= marks;
    return !repeated;
}

ClauseSet *clause_add(ParseContext *context, ClauseSet *set, Clause *clause) {
    if (!set) set = ARENA_NEW(context->arena, ClauseSet);
    if (!clause) return set;
    if (may_repeat(clause->kind) || is_new(context, set, clause))
        ARENA_PUSH(context->arena, set->items, set->count, set->capacity, clause);
    return set;
}
