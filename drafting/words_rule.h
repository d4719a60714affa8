/* How points are given, in sentences: bands as items, shares, caps, conditions, rounding; from the rule
 * itself, so that words and rule cannot drift apart [DR3]. */
#ifndef DRAFTING_WORDS_RULE_H
#define DRAFTING_WORDS_RULE_H

#include "drafting/words.h"

typedef struct WordLine {
    Text text;
    bool is_item; /* of what the line before it begins */
} WordLine;

typedef struct WordLines {
    WordLine *items;
    size_t count, capacity;
} WordLines;

void word_lines_add(const Words *words, WordLines *lines, Text text);
void word_lines_add_item(const Words *words, WordLines *lines, Text text);

/* A criterion, group or index: expression, conditions, bonus or penalty, rounding, note. */
void words_tree(const Words *words, const Tree *tree, WordLines *lines);
/* A let, a report, a function, a gate: `phrase` says what the expression is where it has no sentence of its
 * own. */
void words_value(const Words *words, const AstExpression *expression, Phrase phrase, WordLines *lines);
void words_rounding(const Words *words, const AstRounding *rounding, WordLines *lines);

#endif
