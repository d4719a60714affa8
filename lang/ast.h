/* The rule file as written: one struct per declaration, one for expressions. No name is looked up here.
 * Built by the grammar's actions, read by `resolve` and after it. Everything lives in the arena of the rules.
 */
#ifndef LANG_AST_H
#define LANG_AST_H

#include "base/number.h"
#include "base/source.h"
#include "base/text.h"

typedef enum AstKind {
    AST_ERROR,  /* stands where something was reported already: draws no second message */
    AST_NUMBER, /* `number`; `unit` tells ratio and points literals [L1.4] */
    AST_TEXT,   /* `text` */
    AST_DATE,   /* `text`: YYYY-MM-DD as written */
    AST_YES,
    AST_NO,
    AST_NOT_APPLICABLE,
    AST_MISSING,
    AST_NAME,      /* `name` */
    AST_MAX,       /* the word `max` as a value [L5.1, L5.7] */
    AST_POINTS,    /* the word `points` as a value */
    AST_FULL_MAX,  /* the word `full_max` as a value */
    AST_CHILDREN,  /* the word `children`, or `children` . `attribute` */
    AST_ATTRIBUTE, /* `name` . `attribute` */
    AST_SUM,       /* operands; AST_NEGATE around subtracted ones: a - b + c */
    AST_PRODUCT,   /* operands */
    AST_DIVIDE,    /* 2 operands */
    AST_NEGATE,    /* 1 */
    AST_POWER,     /* 2 */
    AST_EQUAL,
    AST_NOT_EQUAL,
    AST_LESS,
    AST_LESS_EQUAL,
    AST_GREATER,
    AST_GREATER_EQUAL, /* 2 */
    AST_AND,
    AST_OR,           /* operands, 2 or more */
    AST_NOT,          /* 1 */
    AST_OTHERWISE,    /* 2 */
    AST_IF,           /* condition, then, else */
    AST_BY,           /* subject, then AST_ARM...; the last may be AST_ELSE */
    AST_ARM,          /* one or more tests, the last operand is the value */
    AST_ELSE,         /* value */
    AST_TEST_RANGE,   /* low, high: closed */
    AST_TEST_COMPARE, /* `comparison` and one operand: >= 90% */
    AST_CALL,         /* `name`, operands = arguments, `scope` or NULL [L4.8] */
    AST_EVERY,        /* `name` of the tree, `members`, operand = share [L4.10] */
    AST_KIND_COUNT
} AstKind;

typedef enum AstAttribute {
    ATTRIBUTE_VALUE, /* none written */
    ATTRIBUTE_POINTS,
    ATTRIBUTE_MAX,
    ATTRIBUTE_FULL_MAX,
    ATTRIBUTE_RATIO,
    ATTRIBUTE_EXACT,
    ATTRIBUTE_UNKNOWN, /* reported at resolve: `text` holds it */
} AstAttribute;

typedef enum AstMembers { MEMBERS_CRITERION, MEMBERS_GROUP, MEMBERS_CHILD } AstMembers;
typedef enum AstLiteralUnit { LITERAL_PLAIN, LITERAL_RATIO, LITERAL_POINTS } AstLiteralUnit;

typedef struct AstName {
    Text text; /* len 0: absent */
    Span span;
} AstName;

/* `within S` */
typedef enum AstScopeKind { SCOPE_NONE, SCOPE_BLOCK, SCOPE_ALL, SCOPE_COHORT, SCOPE_NAME } AstScopeKind;
typedef struct AstScope {
    AstScopeKind kind;
    AstName name; /* SCOPE_NAME */
    Span span;
} AstScope;

typedef struct AstExpression {
    AstKind kind;
    Span span;
    uint32_t depth; /* 1 for a leaf; more than the limit is reported by ast_expression_add */
    struct AstExpression **operands;
    uint32_t count, capacity;
    Number number;
    AstLiteralUnit unit;
    AstAttribute attribute;
    AstMembers members;
    AstKind comparison; /* of AST_TEST_COMPARE: AST_LESS ... */
    AstName name;
    Text text;
    AstScope scope;
} AstExpression;

/* Expressions in a row. */
typedef struct ExpressionList {
    AstExpression **items;
    size_t count, capacity;
} ExpressionList;

/* Values of inputs, and what must come of them: literals, `missing`, `not applicable`. */
typedef struct AstTestLine {
    ExpressionList given, expected;
    Span span;
} AstTestLine;

/* `round 3 half_even  as percent` [L5.12] */
typedef struct AstRounding {
    bool present;
    bool as_percent;
    RoundingMode mode;
    int decimals;
    Span span, percent_span;
} AstRounding;

typedef struct AstNote { /* basis, evidence, note [L2.4] */
    Text basis, evidence, note;
} AstNote;

typedef struct AstMethodology {
    Text title;
    Span span;
    bool has_year;
    Number year;
    Number language;
    bool has_language;
    Span language_span;
    Text issued, note;
} AstMethodology;

typedef enum AstType {
    TYPE_KEY,
    TYPE_NAME,
    TYPE_TEXT,
    TYPE_BLOCK,
    TYPE_ONE_OF,
    TYPE_YES_NO,
    TYPE_COUNT,
    TYPE_NUMBER,
    TYPE_PERCENT,
    TYPE_POINTS,
    TYPE_DATE,
} AstType;

typedef struct AstOption {
    Text text, label; /* label: `text` where none is written */
    Span span;
} AstOption;

typedef enum AstMissing {
    ON_MISSING_REJECT,
    ON_MISSING_VALUE,
    ON_MISSING_NOT_APPLICABLE,
    ON_MISSING_UNRANKED,
    ON_MISSING_MEAN,
    ON_MISSING_MEDIAN,
    ON_MISSING_INPUT,
} AstMissing;

typedef enum AstTokenMeaning {
    TOKEN_MEANS_MISSING,
    TOKEN_MEANS_NOT_APPLICABLE,
    TOKEN_MEANS_VALUE
} AstTokenMeaning;
typedef struct AstToken {
    Text text;
    Span span;
    AstTokenMeaning meaning;
    AstExpression *value; /* TOKEN_MEANS_VALUE: a literal */
} AstToken;

typedef struct AstInput {
    AstName name, last; /* `last` of y01..y20, or empty */
    AstType type;
    Span type_span;
    AstOption *options;
    size_t option_count, option_capacity;
    AstOption *yes_texts, *no_texts; /* yes_no { yes "Đạt" no "Chưa" } */
    size_t yes_count, yes_capacity, no_count, no_capacity;
    AstExpression *low, *high, *step; /* literals, NULL where not written */
    Text unit;
    AstMissing missing;
    bool has_missing;
    AstExpression *missing_value; /* ON_MISSING_VALUE: a literal; ON_MISSING_INPUT: AST_NAME */
    AstScope missing_scope;
    Span missing_span;
    AstToken *tokens;
    size_t token_count, token_capacity;
    Text column; /* empty: the name */
    Span column_span;
    bool is_info;
    int better; /* 1: higher is better, -1: lower is better, 0: not written */
    Span better_span;
    AstNote notes;
    Text label;
} AstInput;

typedef struct AstRequire {
    AstExpression *condition;
    Text message;
    Span span;
} AstRequire;

typedef struct AstData {
    bool present;
    Span span;
    Text separator, decimal, group; /* empty: default; checked by the resolver */
    Span separator_span, numbers_span;
    AstToken *tokens;
    size_t token_count, token_capacity;
    AstOption *units; /* labels unused */
    size_t unit_count, unit_capacity;
    bool has_units;
    AstInput **inputs;
    size_t input_count, input_capacity;
    AstRequire *requires;
    size_t require_count, require_capacity;
} AstData;

typedef enum AstNodeKind { NODE_CRITERION, NODE_CRITERIA, NODE_GROUP, NODE_INDEX, NODE_USE } AstNodeKind;

typedef struct AstRow { /* one line of `criteria (...)` [L5.11] */
    AstName name;
    Text label;
    AstExpression **arguments;
    size_t count, capacity;
    Span span;             /* without examples */
    AstTestLine *examples; /* of its criterion [L9.6] */
    size_t example_count, example_capacity;
} AstRow;

/* A member of the tree; clauses that do not fit the kind are reported by the resolver, not by the grammar. */
typedef struct AstNode {
    AstNodeKind kind;
    AstName name; /* of NODE_USE: what is used; of NODE_CRITERIA: empty */
    Text label;
    Span span, written;                                       /* written: without members and examples */
    AstExpression *max, *weight, *applies, *counts, *formula; /* NULL: not written */
    AstExpression *weights_total;
    bool weights_relative;
    Span weights_span;
    bool is_bonus, is_penalty;
    Span bonus_span;
    AstRounding rounding;
    AstNote notes;
    AstName *parameters; /* NODE_CRITERIA */
    size_t parameter_count, parameter_capacity;
    AstRow *rows;
    size_t row_count, row_capacity;
    AstTestLine *examples; /* NODE_CRITERION: values of the inputs it names, in their order [L9.5] */
    size_t example_count, example_capacity;
    struct AstNode **members;
    size_t member_count, member_capacity;
    bool has_members;               /* `{ ... }` was written */
    const struct AstChange *change; /* the last that was made of it; NULL: none */
} AstNode;

typedef struct AstExample { /* example f(1, 2) = 50% */
    AstExpression *call, *expected;
    Span span;
} AstExample;

typedef struct AstParameter {
    AstName name;
    Text doc;
} AstParameter;

typedef struct AstFunction {
    AstName name;
    AstParameter *parameters;
    size_t parameter_count, parameter_capacity;
    Text doc;
    AstExpression *body;
    AstExample *examples;
    size_t example_count, example_capacity;
    AstNote notes;
} AstFunction;

typedef struct AstLet {
    AstName name;
    Text label;
    Span written;
    AstExpression *value;
    AstRounding rounding;
    bool is_report;
    const struct AstChange *change; /* the last that was made of it; NULL: none */
} AstLet;

typedef struct AstGate {
    AstName name;
    Text label;
    Span written;
    AstExpression *condition;
    const struct AstChange *change; /* the last that was made of it; NULL: none */
} AstGate;

typedef enum AstTies { TIES_COMPETITION, TIES_DENSE, TIES_ORDINAL, TIES_AVERAGE, TIES_LOWEST } AstTies;

typedef struct AstRankKey {
    AstName name;
    bool lowest_first;
} AstRankKey;

typedef struct AstRank {
    AstName name;
    Text label;
    Span written;
    AstRankKey *keys; /* keys[0]: `from`, others: `then` */
    size_t key_count, key_capacity;
    AstScope scope;
    AstTies ties;
    bool exact;
    AstExpression *when;
    Text show; /* "=3" or "27/63"; empty: plain */
    Span show_span;
    const struct AstChange *change; /* the last that was made of it; NULL: none */
} AstRank;

typedef enum AstBound {
    BOUND_NONE,
    BOUND_FROM,
    BOUND_ABOVE,
    BOUND_UP_TO,
    BOUND_BELOW,
    BOUND_TOP,
    BOUND_SHARE
} AstBound;
typedef struct AstGradeLine {
    Text text;
    Span span;
    AstBound bound;
    AstExpression *value; /* constant expression; NULL for BOUND_NONE */
} AstGradeLine;

typedef struct AstGrade {
    AstName name;
    Text label;
    AstName source; /* from */
    AstScope scope;
    bool exact;
    AstGradeLine *lines;
    size_t line_count, line_capacity;
    Text cap; /* capped at "Khá" unless c */
    Span cap_span;
    AstExpression *cap_unless;
    AstExpression *when;
    Span span;
    const struct AstChange *change; /* the last that was made of it; NULL: none */
} AstGrade;

/* Names are AST_NAME or AST_ATTRIBUTE. One unit without `units` is one line that gives nothing. */
typedef struct AstTest {
    Text name;
    Span span;
    ExpressionList fixed, fixed_values; /* behind `given`: for every unit */
    ExpressionList inputs, outputs;     /* what the lines have values for */
    AstTestLine *lines;
    size_t line_count, line_capacity;
    AstName data_file, result_file; /* in place of all of these; empty: not written */
} AstTest;

/* `allow W501 "reason"` behind a declaration, or for the whole file [L8.11] */
typedef struct AstAllow {
    AstName code;
    Text reason;
    Span span, reason_span;
    Span scope; /* the declaration; empty: the whole file */
} AstAllow;

typedef enum AstItemKind {
    ITEM_FUNCTION,
    ITEM_LET,
    ITEM_NODE,
    ITEM_GATE,
    ITEM_RANK,
    ITEM_GRADE,
    ITEM_TEST,
} AstItemKind;

typedef struct AstItem {
    AstItemKind kind;
    union {
        AstFunction *function;
        AstLet *let;
        AstNode *node;
        AstGate *gate;
        AstRank *rank;
        AstGrade *grade;
        AstTest *test;
    };
} AstItem;

/* What a file that builds on another can say about one of its declarations [L11]. */
typedef enum AstPart {
    PART_INPUT,
    PART_CRITERION,
    PART_GROUP,
    PART_INDEX,
    PART_LET,
    PART_REPORT,
    PART_FUNCTION,
    PART_GATE,
    PART_RANK,
    PART_GRADE,
    PART_REQUIRE, /* `name` is its message */
    PART_USE,     /* `name` is what is used, `other` the group */
} AstPart;

typedef enum AstChangeKind { CHANGE_CHANGE, CHANGE_REMOVE, CHANGE_RENAME } AstChangeKind;

/* A declaration of which only what changes is filled in: `written` and `without` have a bit for each kind of
 * clause. */
typedef struct AstChange {
    AstChangeKind kind;
    AstPart part;
    AstName name;
    AstName other; /* the new name, or the group of a `use` */
    Text label;    /* empty: not written */
    Span span;
    uint64_t written, without;
    AstNote notes;
    bool has_type;                    /* of an input */
    const struct AstChange *previous; /* the change of the same declaration by an older file; NULL: none */
    union {
        AstInput *input;
        AstNode *node;
        AstLet *let;
        AstFunction *function;
        AstGate *gate;
        AstRank *rank;
        AstGrade *grade;
    };
} AstChange;

typedef enum AstPositionKind {
    POSITION_LAST,
    POSITION_FIRST,
    POSITION_BEFORE,
    POSITION_AFTER
} AstPositionKind;
typedef struct AstPosition {
    AstPositionKind kind;
    AstName name;
} AstPosition;

/* add to GROUP [after NAME] { ... } */
typedef struct AstAddition {
    AstName group;
    AstPosition position;
    AstNode **members;
    size_t member_count;
    Span span;
} AstAddition;

/* reviewed NAME, ... */
typedef struct AstReview {
    AstName *names;
    size_t name_count, name_capacity;
    bool is_all;
    AstNote notes;
    Span span;
} AstReview;

typedef struct AstFile {
    const Source *source;
    Text extends; /* the file it builds on, as written; bytes NULL: none */
    Span extends_span;
    AstChange **changes;
    size_t change_count, change_capacity;
    AstAddition *additions;
    size_t addition_count, addition_capacity;
    AstReview *reviews;
    size_t review_count, review_capacity;
    AstChange **history; /* changes of all files it was made of, the oldest first */
    size_t history_count, history_capacity;
    AstMethodology methodology;
    bool has_methodology;
    AstData data;
    AstItem *items;
    size_t item_count, item_capacity;
    AstAllow *allows; /* by the end of what they belong to */
    size_t allow_count, allow_capacity;
    size_t expression_count; /* nodes, for the limit */
} AstFile;

const char *ast_kind_name(AstKind kind);
/* As the rules write them. */
const char *ast_members_word(AstMembers members);
const char *ast_attribute_word(AstAttribute attribute);
const char *part_word(AstPart part); /* "criterion" */
/* The rule file as an indented tree, for --dump ast. */
void ast_dump(const AstFile *file, TextBuilder *out);

#endif
