/* Expressions in words: what stands in a formula is told with the labels that people know. Nothing is left
 * out and nothing is guessed: what has no words of its own is shown as a formula [DR3]. */
#ifndef DRAFTING_WORDS_H
#define DRAFTING_WORDS_H

#include "drafting/words_names.h"

/* As part of a sentence; in brackets where it is not one word or name. */
Text words_part(const Words *words, const AstExpression *expression);
/* The same, alone. */
Text words_whole(const Words *words, const AstExpression *expression);
/* A number of points: "6 points". */
Text words_points(const Words *words, const AstExpression *expression);
/* What each test of a `by` takes, and its `else`: by->count - 1 texts. true: they overlap, and the first that
 * fits counts. */
bool words_tests(const Words *words, const AstExpression *by, Text *tests);
const AstExpression *words_arm_value(const AstExpression *arm);

#endif
