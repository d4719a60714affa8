/* Inputs in words: what a cell may hold, and what an empty one means. */
#ifndef DRAFTING_INPUT_WORDS_H
#define DRAFTING_INPUT_WORDS_H

#include "drafting/words_rule.h"

Text input_words_column(const Words *words,
                        const AstInput *input); /* the header; "y01..y20" for a row of them */
Text input_words_type(const Words *words, const AstInput *input);
Text input_words_unit(const Words *words, const AstInput *input); /* "Mbps", "%"; empty: none */
/* Type, range, step, options, tokens: one line each. */
void input_words_values(const Words *words, const AstInput *input, WordLines *lines);
Text input_words_empty(const Words *words, const AstInput *input);

#endif
