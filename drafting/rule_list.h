/* A methodology as a list of rules that can be compared one by one. */
#ifndef DRAFTING_RULE_LIST_H
#define DRAFTING_RULE_LIST_H

#include "drafting/rule.h"

typedef struct RuleList {
    Rule **items; /* in the order of the file */
    size_t count, capacity;
    Rule **slots;
    size_t slot_count;
} RuleList;

/* The tables of `file` have been expanded. */
RuleList *rule_list_new(AstFile *file, NumberContext *numbers, Arena *arena);
Rule *rule_list_find(const RuleList *list, RuleKind kind, Text name); /* NULL: none */

#endif
