/* What is said about a rule, question by question. */
#ifndef DRAFTING_RULE_ASPECTS_H
#define DRAFTING_RULE_ASPECTS_H

#include "drafting/rule.h"

void rule_aspects_fill(Rule *rule, const AstFile *file, NumberContext *numbers, Arena *arena);

#endif
