/* Positions of units among others: ranks with ties, `below`, `at_most`, `place`, and grades by position
 * [L4.8, L6.2 to L6.7]. Equal values always get equal results, wherever their rows stand. */
#ifndef RUNTIME_COMPUTING_RANKING_H
#define RUNTIME_COMPUTING_RANKING_H

#include "lang/ast.h"
#include "runtime/values/sorting.h"

/* What the units of a cohort get. */
typedef struct RankingRule {
    StepOp op;    /* OP_RANK, OP_GRADE_TOP, OP_COHORT_BELOW, OP_COHORT_AT_MOST, OP_COHORT_PLACE */
    AstTies ties; /* OP_RANK */
    bool descending;
    const size_t *limits; /* OP_GRADE_TOP [L6.7]: how many units each cut takes from the top, before ties; */
    size_t limit_count;   /* the result is the first cut that takes the unit, or `limit_count` */
} RankingRule;

/* The decimals of all that units get. */
unsigned ranking_decimals(const RankingRule *rule);
/* Counts of few units or many are results that fit 32 bits. */
bool ranking_is_countable(const RankingRule *rule, size_t unit_count);
/* `counts`, lowest value first: how many units have each value becomes what they get. */
void ranking_count(const RankingRule *rule, int32_t *counts, size_t width);

/* The units of one cohort that take part: all have a value in every key of `sorter`. */
typedef struct RankingMembers {
    const Sorter *sorter; /* in the direction of the rule */
    const uint32_t *rows;
    size_t count;
    Column *result; /* holds a cell for every row of the table */
} RankingMembers;

/* `key_texts`: per row of the table, in NFC; decides ordinal ties [L6.3]. NULL for other ties. */
void ranking_apply(const RankingMembers *members, const RankingRule *rule, const Text *key_texts);

/* The number of units that a share of `count` units is, rounded up; a number of units stands for itself. */
size_t ranking_limit(NumberContext *numbers, Number cut, bool is_share, size_t count);

#endif
