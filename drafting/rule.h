/* A rule that can be compared with another: what is said about it, as text that layout cannot change and as
 * it is written. */
#ifndef DRAFTING_RULE_H
#define DRAFTING_RULE_H

#include "lang/ast.h"

typedef enum RuleKind {
    RULE_METHODOLOGY,
    RULE_DATA,
    RULE_REQUIRE,
    RULE_INPUT,
    RULE_FUNCTION,
    RULE_LET,
    RULE_REPORT,
    RULE_CRITERION,
    RULE_GROUP,
    RULE_INDEX,
    RULE_GATE,
    RULE_RANK,
    RULE_GRADE,
    RULE_KIND_COUNT
} RuleKind;

/* What a reader asks about a rule: its maximum, its formula ... */
typedef struct RuleAspect {
    const char *word;
    Text meaning; /* empty: nothing is said */
    Text written; /* for a reader, on one line */
    Span span;    /* where; to 0: not at one place */
} RuleAspect;

enum { RULE_ASPECTS_MAX = 20 };

typedef struct Rule {
    RuleKind kind;
    Text name;                            /* of a require its message */
    Text was;                             /* the name before it was renamed, or the name */
    Text label;                           /* empty: none */
    Span span;                            /* where it is declared */
    RuleAspect aspects[RULE_ASPECTS_MAX]; /* the same ones in the same order for all of a kind */
    size_t aspect_count;
    Text parent; /* of members of a group: its name */
    AstNode *node;
    AstInput *input;
    const AstItem *item; /* of all others that are declared outside the data */
    size_t require;      /* number of a require */
    size_t change;       /* in a difference: the number of its change, counted from 1; 0: none */
} Rule;

const char *rule_kind_word(RuleKind kind); /* "criterion" */

#endif
