#include "drafting/phrases.h"

typedef struct Pair {
    Text texts[2]; /* by Language */
} Pair;

Text phrase_text(Phrase phrase, Language language) {
    static const Pair PHRASES[] = {
#define PHRASE(id, english, vietnamese) [PHRASE_##id] = {{TEXT(english), TEXT(vietnamese)}},
#include "drafting/phrases.def"
#undef PHRASE
    };
    _Static_assert(sizeof PHRASES / sizeof *PHRASES == PHRASE_COUNT, "a text for every phrase");
    return PHRASES[phrase].texts[language];
}

typedef struct FunctionPhrase {
    Text name;
    size_t arguments; /* 0: any number, put together */
    bool is_of_cohort;
    Text texts[2];
} FunctionPhrase;

static const FunctionPhrase functions[] = {
#define FUNCTION(name, arguments, english, vietnamese)                                                       \
    {TEXT(#name), arguments, false, {TEXT(english), TEXT(vietnamese)}},
#define COHORT_FUNCTION(name, arguments, english, vietnamese)                                                \
    {TEXT(#name), arguments, true, {TEXT(english), TEXT(vietnamese)}},
#include "drafting/library_phrases.def"
#undef FUNCTION
#undef COHORT_FUNCTION
};

static const FunctionPhrase *find_function(Text name) {
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (text_equal(functions[i].name, name)) return &functions[i];
    return NULL;
}

Text phrase_of_function(Text name, size_t arguments, Language language, bool *joins) {
    const FunctionPhrase *function = find_function(name);
    *joins = function && function->arguments == 0;
    bool is_told = function && (*joins || function->arguments == arguments);
    return is_told ? function->texts[language] : (Text){NULL, 0};
}

bool phrase_is_of_cohort(Text name) {
    const FunctionPhrase *function = find_function(name);
    return function && function->is_of_cohort;
}

Text phrase_fill(Arena *arena, Text template, const Text *parts, size_t count) {
    TextBuilder out = text_builder(arena);
    for (size_t i = 0; i < template.len; i++) {
        char next = i + 1 < template.len ? template.bytes[i + 1] : ' ';
        bool is_place =
            template.bytes[i] == '%' && next >= '1' && next <= '9' && (size_t)(next - '1') < count;
        if (is_place)
            text_builder_add(&out, parts[template.bytes[++i] - '1']);
        else
            text_builder_add_char(&out, template.bytes[i]);
    }
    return text_builder_text(&out);
}
