/* The words of cards in the languages that offices read. */
#ifndef EVIDENCE_CARD_CARD_WORDS_H
#define EVIDENCE_CARD_CARD_WORDS_H

#include "runtime/computing/value_told.h"

typedef enum CardWord {
#define WORD(id, english, vietnamese) WORD_##id,
#include "evidence/card/card_words.def"
#undef WORD
    WORD_COUNT
} CardWord;

typedef enum CardLanguage { CARD_ENGLISH, CARD_VIETNAMESE, CARD_LANGUAGES } CardLanguage;

Text card_word(CardLanguage language, CardWord word);
/* Those for values; they live as long as the program. */
ValueWords card_value_words(CardLanguage language);

#endif
