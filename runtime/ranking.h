/* Positions of units among others: ranks with ties, `below`, `at_most`, `place`, and grades by position
 * [L4.8, L6.2 to L6.7]. Equal values always get equal results, wherever their rows stand. */
#ifndef RUNTIME_RANKING_H
#define RUNTIME_RANKING_H

#include "lang/ast.h"
#include "runtime/sorting.h"

/* The units of one cohort that take part: all have a value in every key of `sorter`. */
typedef struct RankingMembers {
    const Sorter *sorter;
    const uint32_t *rows;
    size_t count;
    Column *result; /* holds a cell for every row of the table */
} RankingMembers;

/* `key_texts`: per row of the table, in NFC; decides ordinal ties [L6.3]. NULL for other ties. */
void ranking_rank(const RankingMembers *members, AstTies ties, const Text *key_texts);

/* OP_COHORT_BELOW, OP_COHORT_AT_MOST, OP_COHORT_PLACE; the sorter goes lowest first. */
void ranking_position(const RankingMembers *members, StepOp op);

/* [L6.7] `limits`: how many units each cut takes from the top, before ties. The result is the first cut that
 * takes the unit, or `limit_count`. */
void ranking_grade(const RankingMembers *members, const size_t *limits, size_t limit_count);
/* The number of units that a share of `count` units is, rounded up; a number of units stands for itself. */
size_t ranking_limit(NumberContext *numbers, Number cut, bool is_share, size_t count);

#endif
