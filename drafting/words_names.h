/* Names, options and numbers in words: labels between quotes, decimals as the language writes them. */
#ifndef DRAFTING_WORDS_NAMES_H
#define DRAFTING_WORDS_NAMES_H

#include "drafting/phrases.h"
#include "lang/methodology.h"

typedef struct Words {
    Arena *arena;
    NumberContext *numbers;
    const Methodology *methodology;
    Language language;
    const Tree *tree; /* whose formula it is; NULL: none */
} Words;

/* A phrase with what is put in: WORDS_SAY(words, IS, subject, option). */
#define WORDS_SAY(words, id, ...)                                                                            \
    words_say((words), PHRASE_##id, (const Text[]){__VA_ARGS__},                                             \
              sizeof((const Text[]){__VA_ARGS__}) / sizeof(Text))
#define WORDS(words, id) phrase_text(PHRASE_##id, (words)->language)
Text words_say(const Words *words, Phrase phrase, const Text *parts, size_t count);

Text words_decimal(const Words *words, Number number); /* decimal comma in Vietnamese */
Text words_percent(const Words *words, Number ratio);  /* "12,5%" */
Text words_quoted(const Words *words, Text text);
/* The label of what is declared under that name, quoted; the name where it has none. */
Text words_name(const Words *words, Text name);
/* An option of what `subject` stands for, by its label. */
Text words_option(const Words *words, const AstExpression *subject, Text option);
bool words_is_block(const Words *words, AstScope scope); /* the block input, by its name */
Text words_scope(const Words *words, Text value, AstScope scope);
/* What a parameter of a line of `criteria` stands for there; any other expression as it is. */
const AstExpression *words_bound(const Words *words, const AstExpression *expression);

#endif
