/* Clauses: what may stand in any order behind a declaration's name, each at most once. */
#ifndef LANG_CLAUSE_H
#define LANG_CLAUSE_H

#include "lang/parse_context.h"

typedef enum ClauseKind {
    /* of criteria, groups, indices */
    CLAUSE_MAX,
    CLAUSE_WEIGHT,
    CLAUSE_BONUS,
    CLAUSE_PENALTY,
    CLAUSE_APPLIES,
    CLAUSE_COUNTS,
    CLAUSE_FORMULA,
    CLAUSE_WEIGHTS,
    CLAUSE_ROUND,
    CLAUSE_PERCENT,
    /* of several kinds */
    CLAUSE_BASIS,
    CLAUSE_EVIDENCE,
    CLAUSE_NOTE,
    CLAUSE_ALLOW,
    /* of the methodology */
    CLAUSE_YEAR,
    CLAUSE_ISSUED,
    CLAUSE_LANGUAGE,
    /* of inputs; RANGE is LOW and HIGH in one */
    CLAUSE_RANGE,
    CLAUSE_LOW,
    CLAUSE_HIGH,
    CLAUSE_STEP,
    CLAUSE_UNIT,
    CLAUSE_MISSING,
    CLAUSE_TOKEN,
    CLAUSE_COLUMN,
    CLAUSE_INFO,
    CLAUSE_BETTER,
    /* of functions and criteria */
    CLAUSE_EXAMPLE,
    /* of ranks and grades */
    CLAUSE_THEN,
    CLAUSE_ORDER,
    CLAUSE_SCOPE,
    CLAUSE_TIES,
    CLAUSE_EXACT,
    CLAUSE_WHEN,
    CLAUSE_SHOW,
    CLAUSE_CAP,
    CLAUSE_LINES,
    /* of changes */
    CLAUSE_FROM,
    CLAUSE_WITHOUT,
    CLAUSE_COUNT
} ClauseKind;

typedef struct GradeLineList {
    AstGradeLine *items;
    size_t count, capacity;
} GradeLineList;

/* Which fields hold something follows from `kind`. */
typedef struct Clause {
    ClauseKind kind;
    Span span;
    AstExpression *value, *second; /* `second`: high end of a range, expected value of an example */
    Text text;
    Span text_span;
    AstName name;
    AstScope scope;
    ScannedNumber number;
    Span number_span;
    RoundingMode mode;
    AstMissing missing;
    int better; /* as in AstInput */
    AstToken token;
    AstRankKey key;
    GradeLineList *lines;
    const AstTestLine *example; /* of a criterion */
    ClauseKind left_out;        /* CLAUSE_WITHOUT */
} Clause;

typedef struct ClauseSet {
    uint64_t seen; /* bit k: a clause of kind k, or one that gives the same */
    Clause **items;
    size_t count, capacity;
} ClauseSet;

/* As it is written, for messages. */
const char *clause_word(ClauseKind kind);
Clause *clause_new(ParseContext *context, ClauseKind kind, Span span);
Clause *clause_value(ParseContext *context, ClauseKind kind, Span span, AstExpression *value);
Clause *clause_text(ParseContext *context, ClauseKind kind, Span span, Text text, Span text_span);
Clause *clause_number(ParseContext *context, ClauseKind kind, Span span, ScannedNumber number,
                      Span number_span);
Clause *clause_rounding(ParseContext *context, Span span, ScannedNumber number, Span number_span,
                        RoundingMode mode);
Clause *clause_range(ParseContext *context, Span span, AstExpression *low, AstExpression *high);
Clause *clause_missing(ParseContext *context, Span span, AstMissing missing, AstExpression *value);
/* `missing = NAME [within S]`: unranked, reject, mean, median or another input [L3.6] */
Clause *clause_missing_name(ParseContext *context, Span span, AstName name, AstScope scope);
Clause *clause_better(ParseContext *context, Span span, int better);
Clause *clause_token(ParseContext *context, Span span, AstToken token);
/* `example 3, 4 -> 3.75` of a criterion */
Clause *clause_example(ParseContext *context, Span span, const ExpressionList *given,
                       AstExpression *expected);

/* `allow W501 "reason"` */
Clause *clause_allow(ParseContext *context, Span span, AstName code, Text reason, Span reason_span);

/* NULL starts an empty set. A repeated clause is reported with both places and left out. */
ClauseSet *clause_add(ParseContext *context, ClauseSet *set, Clause *clause);

#endif
