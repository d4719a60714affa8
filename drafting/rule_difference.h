/* What two methodologies have in common and what not, rule by rule; blind to layout, comments, order where it
 * means nothing, and to names that the newer one says were changed [DF1]. */
#ifndef DRAFTING_RULE_DIFFERENCE_H
#define DRAFTING_RULE_DIFFERENCE_H

#include "drafting/rule_list.h"

typedef enum ChangeSort { RULE_CHANGED, RULE_ADDED, RULE_REMOVED } ChangeSort;

typedef struct RuleChange {
    ChangeSort sort;
    const Rule *before, *after; /* NULL: there is none */
    bool is_renamed;
    size_t aspects[RULE_ASPECTS_MAX]; /* those that differ, by their numbers */
    size_t aspect_count;
    Text basis, note; /* of the change; empty: none */
} RuleChange;

typedef struct RuleDifference {
    const AstFile *old, *new;
    RuleList *before, *after;
    RuleChange *items; /* by kind, then those of the newer file in its order, then those that are gone */
    size_t count, capacity;
} RuleDifference;

/* Both trees have places in one source and have been checked. They are changed: tables are expanded, and the
 * old one gets the names of the new one. */
RuleDifference rule_difference_find(AstFile *old, AstFile *new, NumberContext *numbers, Arena *arena);
/* Do the new rules build on the old ones, directly or through others? */
bool rule_difference_builds_on(const AstFile *new, const AstFile *old);
/* The first of both, or the only one. */
const Rule *rule_change_rule(const RuleChange *change);
/* What it is called: `removed: criterion tc_hop "Họp"`. */
Text rule_change_title(const RuleChange *change, Arena *arena);

#endif
