#include "evidence/card/card_words.h"

static const Text words[][CARD_LANGUAGES] = {
#define WORD(id, english, vietnamese)                                                                        \
    {{"" english, sizeof english - 1}, {"" vietnamese, sizeof vietnamese - 1}},
#include "evidence/card/card_words.def"
#undef WORD
};
_Static_assert(sizeof words / sizeof *words == WORD_COUNT, "every word in every language");

Text card_word(CardLanguage language, CardWord word) {
    return words[word][language];
}

ValueWords card_value_words(CardLanguage language) {
    return (ValueWords){card_word(language, WORD_YES), card_word(language, WORD_NO),
                        card_word(language, WORD_NOT_APPLICABLE), card_word(language, WORD_MISSING)};
}
