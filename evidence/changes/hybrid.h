/* Rules between two methodologies: the older one with some of the changes that lead to the newer one. */
#ifndef EVIDENCE_CHANGES_HYBRID_H
#define EVIDENCE_CHANGES_HYBRID_H

#include "drafting/rule_difference.h"

/* Whether a change can make a difference to units at all: not one of words, and not one that only brings
 * what others use. */
bool hybrid_matters(const RuleChange *change);
/* Takes what the changes in `taken` (one for each change) cannot do without. */
void hybrid_complete(const RuleDifference *difference, bool *taken, Arena *arena);
/* NULL: there is a member without its group. The newer rules say how the data is written; requirements stay
 * those of the older ones. */
AstFile *hybrid_make(const RuleDifference *difference, const bool *taken, Arena *arena);

#endif
