/* What annexes and forms say, in English and Vietnamese; the tables are `phrases.def` and
 * `library_phrases.def`. */
#ifndef DRAFTING_PHRASES_H
#define DRAFTING_PHRASES_H

#include "base/text.h"

typedef enum Phrase {
#define PHRASE(id, english, vietnamese) PHRASE_##id,
#include "drafting/phrases.def"
#undef PHRASE
    PHRASE_COUNT
} Phrase;

typedef enum Language { LANGUAGE_ENGLISH, LANGUAGE_VIETNAMESE } Language;

Text phrase_text(Phrase phrase, Language language);
/* What a function of the language or its library gives, called with so many arguments; bytes NULL: there are
 * no words for it. *joins: `%1` stands for all arguments together. */
Text phrase_of_function(Text name, size_t arguments, Language language, bool *joins);
/* A function of the library that looks at other units. */
bool phrase_is_of_cohort(Text name);
/* `%1` ... `%9` replaced. */
Text phrase_fill(Arena *arena, Text template, const Text *parts, size_t count);

#endif
